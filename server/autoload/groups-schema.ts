import { z } from 'zod'
import { parseSteps, stepsOf } from './phrases.ts'

/** What `groups.yaml` may hold. Every message is for the person who wrote the file. */

const MOST_GROUPS = 100
const MOST_ENTRIES = 500
const PLUGIN_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}@[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/
const GROUP_NAME = /^[a-z][a-z0-9-]{0,39}$/

const entry = z
  .string('This must be a text.')
  .min(1, 'This is empty.')
  .max(120, 'This is longer than 120 characters.')
  .regex(/^[^\p{Cc}\p{Cf}]*$/u, 'This has characters that cannot be seen.')

const phrase = entry.superRefine((text, context) => {
  try {
    parseSteps(stepsOf(text))
  } catch (error) {
    context.addIssue({ code: 'custom', message: (error as Error).message })
  }
})

const listOf = <Item extends z.ZodType>(item: Item) =>
  z.array(item, 'This must be a list.').max(MOST_ENTRIES, `A list has at most ${MOST_ENTRIES} entries.`)

const object = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code, keys }) =>
      code === 'unrecognized_keys'
        ? `${(keys as string[]).join(', ')} is not known here. Known are ${Object.keys(shape).join(', ')}.`
        : `This must have ${Object.keys(shape).join(', ')} under it.`,
  })

const prompt = object({
  strong: listOf(phrase).optional(),
  tasks: listOf(phrase).optional(),
  vague: listOf(phrase).optional(),
  cues: listOf(phrase).optional(),
  never: listOf(phrase).optional(),
  files: listOf(entry).optional(),
  addresses: listOf(entry).optional(),
  languages: listOf(entry).optional(),
  imports: listOf(entry).optional(),
  yieldsTo: listOf(entry).optional(),
  /** Entries of the lists above that the group no longer has. */
  without: listOf(entry).optional(),
})

const weight = z
  .number('A weight is a number.')
  .min(0, 'A weight is at least 0.')
  .max(1, 'A weight is at most 1.')
  .default(1)
const paths = listOf(entry).min(1, 'At least one path is needed.')
const names = listOf(entry).min(1, 'At least one name is needed.')
const common = { says: entry, weight, belongsIn: z.enum(['tests', 'docs'], 'This is tests or docs.').optional() }
const ECOSYSTEMS = ['npm', 'python', 'jvm', 'go', 'ruby', 'php', 'rust', 'dart', 'dotnet', 'elixir'] as const

const projectSignal = z.discriminatedUnion(
  'kind',
  [
    object({ ...common, kind: z.literal(['file', 'folder']), paths }),
    object({ ...common, kind: z.literal('content'), paths, contains: names }),
    object({
      ...common,
      kind: z.literal('dependency'),
      in: z.enum(ECOSYSTEMS, `This is one of ${ECOSYSTEMS.join(', ')}.`),
      names,
      unless: listOf(entry).optional(),
    }),
  ],
  'A project signal needs a kind: file, folder, content or dependency.',
)

const group = object({
  title: entry.optional(),
  plugins: listOf(z.string('This must be a text.').regex(PLUGIN_ID, 'The id of a plugin is written name@marketplace.'))
    .max(20, 'A group has at most 20 plugins.')
    .optional(),
  prompt: prompt.optional(),
  project: listOf(projectSignal).optional(),
})

const name = z
  .string()
  .regex(GROUP_NAME, 'The name of a group has small letters, digits and hyphens, at most 40, and begins with a letter.')

export const groupsFile = z
  .record(name, group, 'The file must hold groups by name.')
  .refine((groups) => Object.keys(groups).length <= MOST_GROUPS, `There may be at most ${MOST_GROUPS} groups.`)

export type GroupsFile = z.infer<typeof groupsFile>
