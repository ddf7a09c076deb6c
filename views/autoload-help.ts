import { html } from 'hono/html'
import type { Content } from './html.ts'
import * as urls from './urls.ts'

/** The same help as in the README, where it is needed. */
export const autoloadHelp = (): Content => html`
  <details id="help" class="help"><summary>How it works, and what it never does</summary>
  <ol>
    <li><b>The project</b>, when a session starts: files and dependencies say which groups help here.</li>
    <li><b>The prompt</b>, before Claude reads it: words say what is asked for. No model is called and nothing leaves this machine.</li>
    <li><b>CLAUDE.md</b>, where no hook runs: a section between two markers names the groups, and Claude offers to load them.</li>
  </ol>
  <p>A group is <b>off</b>, <b>suggest</b> (one line to you, nothing to Claude) or <b>auto</b>. Auto needs your approval of each plugin by its id. An approved plugin is installed in the background; what it has for this very prompt is given to Claude at once, and <code>/reload-plugins</code> or a new session makes it native.</p>
  <p>Never without your approval: installing anything, enabling what you disabled, loading again what you uninstalled or refused here, taking a rule or a plugin from a repository, keeping the text of a prompt. With this on, loading by hand is the exception.</p>
  <table class="trouble"><caption>When it does not do what you expect</caption>
  <tbody>
    <tr><th scope="row">Not loaded<td>The newest line on <a href="${urls.loads()}">what was loaded, and why</a> says what was decided; <a href="${urls.tryIt}">Try a prompt</a> says what would be.
    <tr><th scope="row">Loaded, but <code>/command</code> is unknown<td>Its line there says from when it is active: <code>/reload-plugins</code>, or a new session.
    <tr><th scope="row">Wrong group<td>“This was wrong” on its line; or change its words in <a href="${urls.rules}">Rules and backtest</a>.
    <tr><th scope="row">Hook slow<td>The latency plot on <a href="${urls.loads()}">what was loaded, and why</a>; it gives up after 300 ms by itself.
    <tr><th scope="row">Nothing in the history<td>Hooks, above: installed, enabled, and when one last ran.
  </tbody></table>
  </details>`
