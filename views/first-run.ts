import { html } from 'hono/html'
import type { Shell } from '../server/plugins/types.ts'
import { type Content, chip, path, visible } from './html.ts'

/** No plugin yet: what was found where, and what to do. */
export const firstRun = ({ program, configDir, problems }: Shell): Content => html`
  <div class="first">
    <h1>${problems.length > 0 ? 'No plugin could be found' : 'No plugin is installed yet'}</h1>
    <dl>
      <dt>Program</dt><dd>${programLine(program)}</dd>
      <dt>Folder</dt><dd>${path(configDir)} ${problems.length > 0 ? 'was read only in part: see above.' : 'was read; it records no plugin.'}</dd>
      <dt>Next</dt><dd>${problems.length > 0 && 'Repair what is named above, or, where nothing is installed: '}${problems.length > 0 ? 'in' : 'In'} Claude Code, add a marketplace and install a plugin. It appears here by itself.
        <p>${chip('/plugin marketplace add OWNER/REPO')} ${chip('/plugin install NAME@MARKETPLACE')}</p></dd>
    </dl>
  </div>`

function programLine(program: Shell['program']): Content {
  if (program === 'unknown') return 'Still looking for claude…'
  if (program === null)
    return html`No <code>claude</code> on the PATH. Install Claude Code, or set <code>HOTPLUG_CLAUDE</code>.`
  return html`Claude Code ${visible(program.version)} at ${path(program.path)}`
}
