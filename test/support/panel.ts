import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createApp } from '../../server/app.ts'
import { type Config, readConfig } from '../../server/config.ts'
import { openPanel } from '../../server/panel.ts'
import { createPerimeter } from '../../server/perimeter.ts'
import { comparePair } from '../../server/trees/pair.ts'
import { temporaryFolder } from './temporary.ts'

const PORT = 7077
export const ORIGIN = `http://127.0.0.1:${PORT}`

/** The real services on a folder of Claude Code's that is made of these files, and no `claude` on the path. */
export function testPanel(files: Record<string, string> = {}) {
  const folder = temporaryFolder()
  const at = (path: string) => join(folder.path, path)
  write(folder.path, files)
  mkdirSync(at('project'), { recursive: true })
  const env = { HOME: at('home'), CLAUDE_CONFIG_DIR: at('claude'), HOTPLUG_HOME: at('state'), PATH: '' }
  const config: Config = {
    ...readConfig({ env, cwd: at('project'), platform: 'linux' }),
    managedSettings: at('managed.json'),
  }
  const panel = openPanel(config, async (pairs, onResult) => {
    for (const pair of pairs) onResult(comparePair(pair))
  })
  const perimeter = createPerimeter({ port: () => PORT, key: 'the-key-of-the-command-line' })
  const app = createApp({ panel, perimeter, measure: async () => 0 })
  return {
    path: folder.path,
    at,
    write: (more: Record<string, string>) => write(folder.path, more),
    panel,
    perimeter,
    app,
    /** A request with the right Host; everything else as given. */
    request: (path: string, init: RequestInit = {}) =>
      app.request(ORIGIN + path, {
        ...init,
        headers: { host: `127.0.0.1:${PORT}`, ...(init.headers as Record<string, string>) },
      }),
    [Symbol.dispose]() {
      panel.close()
      folder[Symbol.dispose]()
    },
  }
}

export type TestPanel = ReturnType<typeof testPanel>

/** The cookie of a browser that came by the one-time link. */
export async function signIn({ perimeter, request }: TestPanel): Promise<string> {
  const link = new URL(perimeter.issueLink())
  const answer = await request(link.pathname + link.search)
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

/** A form as a browser sends it; `from` is the path of the page that it stands on, which htmx tells. */
export const formFrom = (
  cookie: string,
  form: readonly (readonly [string, string])[] | Record<string, string> = {},
  from: string | null = null,
): RequestInit => ({
  method: 'POST',
  headers: {
    cookie,
    'sec-fetch-site': 'same-origin',
    ...(from !== null && { 'hx-current-url': ORIGIN + from }),
    'content-type': 'application/x-www-form-urlencoded',
  },
  body: new URLSearchParams(form as Record<string, string>).toString(),
})

function write(root: string, files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}
