/** One of the tools that a frontmatter allows or gives: 'Bash(git add:*)'. */
export type ToolRule = { text: string; tool: string; closed: boolean }

/** `wrong`: why Claude Code takes nothing from it, as the end of a sentence. */
export type Tools = { rules: readonly ToolRule[]; wrong: string | null }

const MOST = 200

/** What `allowed-tools` or `tools` says: names with commas or spaces between them, or a list of such texts. */
export function toolsIn(value: unknown): Tools {
  if (value === undefined || value === null) return { rules: [], wrong: null }
  const texts = Array.isArray(value) ? value : [value]
  if (texts.some((text) => typeof text !== 'string'))
    return { rules: [], wrong: 'is neither a text nor a list of texts' }
  return { rules: texts.flatMap((text) => split(text.slice(0, 20_000))).slice(0, MOST), wrong: null }
}

/** At commas and spaces, but not within parentheses. */
function split(text: string): readonly ToolRule[] {
  const rules: string[] = []
  let depth = 0
  let word = ''
  for (const letter of text) {
    if (letter === '(') depth++
    if (letter === ')') depth = Math.max(0, depth - 1)
    if (depth === 0 && /[\s,]/.test(letter)) {
      rules.push(word)
      word = ''
    } else word += letter
  }
  return [...rules, word].filter((one) => one !== '').map(ruleOf)
}

function ruleOf(text: string): ToolRule {
  const open = text.indexOf('(')
  return { text, tool: open < 0 ? text : text.slice(0, open), closed: open < 0 || text.endsWith(')') }
}

/** Of 2.1.100 to 2.1.329, what they list of themselves, and names that older ones had. */
const KNOWN = new Set(
  `Agent Artifact AskUserQuestion Bash BashOutput CronCreate CronDelete CronList Edit EnterPlanMode EnterWorktree
  ExitPlanMode ExitWorktree Glob Grep KillBash KillShell LS LSP ListAgents ListMcpResourcesTool Monitor MultiEdit
  NotebookEdit NotebookRead PowerShell Read ReadMcpResourceTool ReportFindings ScheduleWakeup SendMessage Skill
  SlashCommand StructuredOutput Task TaskCreate TaskGet TaskList TaskOutput TaskStop TaskUpdate TeamCreate TeamDelete
  TodoRead TodoWrite ToolSearch WebFetch WebSearch Workflow Write`.split(/\s+/),
)

export const isKnownTool = (tool: string): boolean => KNOWN.has(tool) || tool.startsWith('mcp__')

/** What is probably meant by a name that is none. */
export function toolMeantBy(tool: string): string | null {
  const plain = tool.toLowerCase().replaceAll(/[^a-z]/g, '')
  const known = [...KNOWN]
  return (
    known.find((one) => one.toLowerCase() === plain) ??
    (plain.length > 3 ? known.find((one) => isOneOff(one.toLowerCase(), plain)) : undefined) ??
    null
  )
}

/** Whether one letter more, less or other makes the same of both. */
function isOneOff(one: string, other: string): boolean {
  const at = [...one].findIndex((letter, index) => letter !== other[index])
  if (at < 0) return other.length - one.length === 1
  const [rest, others] = [one.slice(at), other.slice(at)]
  return rest.slice(1) === others || rest === others.slice(1) || rest.slice(1) === others.slice(1)
}
