import { forText } from './intent-letters.ts'

/** Where in a prompt something stands. What is pasted says less about what is asked than what is written. */
export type Zone = 'prose' | 'command' | 'identifier' | 'quoted' | 'code' | 'log' | 'path' | 'address'

export type Stretch = {
  readonly zone: Zone
  readonly start: number
  readonly end: number
}

export type Fence = { readonly language: string; readonly start: number }

const FENCE = /^\s{0,3}(?:```|~~~)\s*([\w.+#-]{0,30})/
const LOG = [
  /^\s+at \S.{0,300}[:)]/,
  /^\s*File ".{1,300}", line \d/,
  /^\s*(?:Traceback \(|Caused by:|goroutine \d|thread ')/,
  /^\s*#\d+\s+(?:0x)?[\da-f]/,
  /^\s*\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d/,
  /^\s*(?:npm|pnpm|yarn|lerna) (?:ERR!|error|warn|WARN|notice)/,
  /^\s*[\w.]{0,80}(?:Error|Exception|Warning)(?:\s?\[\w+\])?: /,
  /^\s*(?:error|warning|fatal|panic)(?:\[\w+\]| TS\d+)?: /,
  /^\s*--> \S/,
  /^\s*\d*\s+\|/,
  /^\s*[$%] \S/,
  /^\s*\[?(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE)\b/,
  /^\s*\[(?:error|warn|warning|info|debug)\]/i,
  /^\s*(?:FAIL|PASS) \S+\.\w+/,
  /^\s*(?:Warning|Normal)\s{2,}\S/,
]
const LATER_LOG = /^\s*(?:Error|Failed|Fatal|Exception|Killed)\b[^.?!]{0,120}:\s/
const CODE = [
  /[;{}]\s*$/,
  /=>/,
  /^\s*(?:import\s.{1,200}\sfrom\s+['"]|import\s+['"{*]|from\s+\S+\s+import\s|#include\s*[<"])/,
  /^\s*(?:const|let|var|val)\s+[\w{[]/,
  /^\s*(?:export\s+)?(?:async\s+)?(?:def|func|fn|function|class|interface|struct)\s+\w+\s*[({:<]/,
  /^\s*<\/?[A-Za-z][\w-]*[^<>]{0,200}>/,
  /^\s*(?:\/\/|\/\*|#!)/,
  /^(?: {4,}|\t+)\S+\s*[=(:]/,
]
/** What follows these words and a colon is material, not a wish. */
const MATERIAL =
  /\b(?:translate|proofread|rephrase|reword|paraphrase|summari[sz]e|spell-?check|(?:grammar|spelling|wording|tone) (?:of|in)|übersetze|traduis|traduce)\b[^\n:]{0,80}:\s|(?:翻訳|翻译|번역)[^\n：:]{0,20}[：:]/i

const TICK = '`'
const inlineIn = forText(
  ({ letter, digit, isAscii }) =>
    new RegExp(
      String.raw`${TICK}[^${TICK}\n]*${TICK}|\b[a-z][a-z+.-]{1,15}:\/\/[^\s<>"'${TICK})\]]+|"[^"\n]{1,200}"|“[^”\n]{1,200}”|„[^“”\n]{1,200}[“”]|«[^»\n]{1,200}»|(?<![${letter}${digit}])'[^'\n]{2,120}'(?![${letter}${digit}])|(?:GET|POST|PUT|PATCH|DELETE|HEAD) \/[^\s${TICK}"')]*|[^\s${TICK}"“„«]+`,
      isAscii ? 'gi' : 'giu',
    ),
)

/** Splits a text into stretches by what they are, in order; what lies between them is white space. */
export function zonesOf(text: string, startsInFence = false): { stretches: Stretch[]; fences: Fence[] } {
  const stretches: Stretch[] = []
  const fences: Fence[] = []
  let inFence = startsInFence
  let inMaterial = false
  let start = 0
  while (start <= text.length) {
    const newline = text.indexOf('\n', start)
    const end = newline === -1 ? text.length : newline
    const line = text.slice(start, Math.min(end, start + 2000))
    const fence = FENCE.exec(line)
    if (fence) {
      if (!inFence) fences.push({ language: (fence[1] ?? '').toLowerCase(), start })
      inFence = !inFence
    } else if (inFence) stretches.push({ zone: 'code', start, end })
    else if (inMaterial || /^\s*>/.test(line)) stretches.push({ zone: 'quoted', start, end })
    else if (isLog(line, start === 0)) stretches.push({ zone: 'log', start, end })
    else if (isCode(line)) stretches.push({ zone: 'code', start, end })
    else {
      const material = MATERIAL.exec(line)
      const until = material ? start + material.index + material[0].length : end
      prose(text, start, until, stretches)
      if (material) {
        stretches.push({ zone: 'quoted', start: until, end })
        inMaterial = true
      }
    }
    start = end + 1
  }
  return { stretches, fences }
}

const isLog = (line: string, first: boolean) =>
  LOG.some((shape) => shape.test(line)) || (!first && LATER_LOG.test(line))

const isCode = (line: string) => CODE.some((shape) => shape.test(line)) && !/^[\s\-*\d.]*[\p{L}' ]{25,}/u.test(line)

function prose(text: string, start: number, end: number, stretches: Stretch[]) {
  const line = text.slice(start, end)
  for (const { 0: chunk, index } of line.matchAll(inlineIn(line))) {
    const from = start + index
    const zone = zoneOfChunk(chunk)
    const previous = stretches.at(-1)
    if (zone === 'prose' && previous?.zone === 'prose' && previous.end >= start) {
      stretches[stretches.length - 1] = { ...previous, end: from + chunk.length }
    } else stretches.push({ zone, start: from, end: from + chunk.length })
  }
}

function zoneOfChunk(chunk: string): Zone {
  const first = chunk[0] ?? ''
  if (first === '`')
    return /\S\s+\S/.test(chunk) ? 'command' : isPath(chunk.replaceAll('`', '')) ? 'path' : 'identifier'
  if ('"“„«'.includes(first) || (first === "'" && chunk.endsWith("'") && chunk.length > 2)) return 'quoted'
  if (/^[A-Z]+ \//.test(chunk)) return 'prose'
  if (/^[a-z][a-z+.-]+:\/\//i.test(chunk) || /^(?:www\.)?(?:github|gitlab)\.com\/\S/i.test(chunk)) return 'address'
  const bare = chunk.replace(/^[([]+/, '').replace(/[)\],;:.!?]+$/, '')
  if (isPath(bare)) return 'path'
  return /^--?[a-z]|\w\(\)?$|\w\.\w+\(|_\w+_|^\w+_\w+$|^[a-z]+[A-Z]\w*$|^@[\w/-]+$|\S@\S+\.\w/.test(bare) &&
    !KNOWN_MIXED.test(bare)
    ? 'identifier'
    : 'prose'
}

/** Names of products that look like identifiers. */
const KNOWN_MIXED =
  /^(?:iOS|iPhone|iPad|macOS|iPadOS|tvOS|watchOS|gRPC|tRPC|k3s|mTLS|kNN|jQuery|eCommerce|ePayment|pgSQL|mySQL|cuDNN|xGBoost)/i
const EXTENSION =
  /\.(?:[cm]?[jt]sx?|vue|svelte|astro|s?css|less|html?|json5?|ya?ml|toml|xml|md|mdx|txt|csv|pyi?|ipynb|rb|go|rs|java|kts?|swift|m|mm|c|h|cc|cpp|hpp|cs|fs|php|pl|sh|bash|zsh|ps1|sql|prisma|graphql|proto|tf|tfvars|hcl|bicep|lock|env|ini|cfg|conf|properties|gradle|plist|storyboard|png|jpe?g|svg|gif|pdf|log|mmd|puml|dot|drawio|feature|dart|lua|ex|exs|erl|hs|scala|r|jl|dockerfile)(?::\d+(?::\d+)?)?$/i

function isPath(chunk: string): boolean {
  if (/^(?:~?\/|\.{1,2}\/|[A-Za-z]:\\)\w|^\.[a-z][\w-]*(?:\/|rc$|ignore$)/.test(chunk)) return true
  if (EXTENSION.test(chunk) && !/^(?:[A-Za-z]+\.js|asp\.net|draw\.io|\.net)$/i.test(chunk)) return true
  if (
    /^(?:index|main|app|server|utils?|config|script|test|tests|setup|types|helpers?|lib|worker|bundle)\.js$/.test(chunk)
  )
    return true
  const parts = chunk.split('/')
  return parts.length > 2 ? parts.every((part) => /^[\w.@-]*$/.test(part)) : parts.length === 2 && FOLDER.test(chunk)
}

const FOLDER =
  /^(?:src|lib|libs|app|apps|packages?|tests?|docs?|node_modules|bin|dist|build|scripts?|server|client|public|config|k8s|infra|deploy)\/[\w.-]*$/
