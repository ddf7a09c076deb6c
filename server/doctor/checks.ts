import { readdirSync } from 'node:fs'
import type { Check } from './types.ts'

const FOLDER = new URL('./checks/', import.meta.url)

let loading: Promise<readonly Check[]> | null = null

/** Every file of `checks/` is a check: adding one is adding a file. They are loaded when somebody first asks. */
export function allChecks(): Promise<readonly Check[]> {
  loading ??= Promise.all(names().map(load))
  return loading
}

const names = () =>
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.replaceAll('\\', '/'))
    .sort()

const load = async (name: string): Promise<Check> => (await import(new URL(name, FOLDER).href)).check
