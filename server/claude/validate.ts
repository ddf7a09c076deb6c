import { z } from 'zod'
import { masked } from './masked.ts'
import { runClaude, type Surroundings } from './run.ts'

/** What `claude plugin validate` says of one place in one file: `path` is a field, as it writes it. */
export type Said = { path: string; message: string }

export type ValidatedFile = {
  /** Absolute. */
  file: string
  /** plugin, marketplace, skill, command, agent, hooks, mcp. */
  type: string
  errors: readonly Said[]
  warnings: readonly Said[]
}

/** What Anthropic's catalogue would say if the plugin were submitted: no part of whether it works. */
export type DirectorySaid = { code: string; title: string; blocking: boolean; message: string; fix: string }

/** All that the program says of a plugin or a marketplace; only files of which it says something. */
export type Validation = { version: string; files: readonly ValidatedFile[]; directory: readonly DirectorySaid[] }

/** `failure`: why there is no answer, as a sentence. */
export type Validating = { validation: Validation; failure: null } | { validation: null; failure: string }

/**
 * What `claude plugin validate --strict --json` prints (2.1.329): it exits with 1 whenever it says anything, and takes
 * about 0.2 s. It leaves a `.claude.json` in a configuration folder that was never used, so it gets one of its own.
 */
export async function validatePath(
  program: string,
  version: string,
  path: string,
  at: Surroundings,
): Promise<Validating> {
  const { output, failure } = await runClaude(program, ['plugin', 'validate', '--strict', '--json', path], at, LIMITS)
  const printed = reportIn(output)
  if (printed === null)
    return {
      validation: null,
      failure: masked(`\`claude plugin validate\` ${failure ?? 'does not answer with a report'}.`),
    }
  const files = [printed.manifest, ...printed.contents].filter((file) => file !== null)
  return {
    validation: {
      version,
      files: files.filter(({ errors, warnings }) => errors.length + warnings.length > 0).slice(0, MOST_FILES),
      directory: printed.directory?.findings ?? [],
    },
    failure: null,
  }
}

/** As it was kept; null when it is of another shape, from another Hotplug. */
export function readValidation(text: string): Validation | null {
  const read = jsonOf(text)
  const { data } = KEPT.safeParse(read)
  return data ?? null
}

const LIMITS = { milliseconds: 30_000, bytes: 8 * 1024 * 1024 }
const MOST_FILES = 200
const MOST_SAID = 50
const LONGEST = 800

const text = z.string().transform((said) => masked(said).slice(0, LONGEST))
const said = z
  .array(z.object({ path: text, message: text }))
  .catch([])
  .transform((all) => all.slice(0, MOST_SAID))
const file = z.object({ file: z.string(), type: z.string().catch('plugin'), errors: said, warnings: said })
const finding = z.object({ code: text, title: text, blocking: z.boolean().catch(false), message: text, fix: text })

const REPORT = z.object({
  manifest: file.nullable(),
  contents: z.array(file).catch([]),
  directory: z
    .object({ findings: z.array(finding).catch([]) })
    .nullish()
    .catch(null),
})

const KEPT = z.object({ version: z.string(), files: z.array(file), directory: z.array(finding) })

const reportIn = (output: string) => REPORT.safeParse(jsonOf(output)).data ?? null

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
