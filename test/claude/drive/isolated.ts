import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import * as drive from '../../../server/probe/drive/isolated.ts'

export { CommandFailed, type Isolated } from '../../../server/probe/drive/isolated.ts'

export type IsolateOptions = Partial<Pick<drive.IsolateOptions, 'program' | 'modelUrl'>>

/**
 * A place of its own for one `claude`: the installed package's, where no other is named. Our hook may take its time
 * here, for many tests may share a machine.
 */
export function isolate({ modelUrl, program = packagedClaude() }: IsolateOptions = {}): drive.Isolated {
  const place = { node: dirname(process.execPath), searchPath: process.env.PATH ?? '' }
  const isolated = drive.isolate({ program, modelUrl, ...place })
  return { ...isolated, env: { ...isolated.env, HOTPLUG_HOOK_DEADLINE: '4000' } }
}

/** The program that a package of Claude Code brings, by the name it has in package.json. */
export function packagedClaude(name = '@anthropic-ai/claude-code'): string {
  const require = createRequire(import.meta.url)
  const manifest = require.resolve(`${name}/package.json`)
  return join(dirname(manifest), require(manifest).bin.claude)
}
