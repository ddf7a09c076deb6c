import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder of this test's own, gone when the test is. */
export function temporaryFolder() {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'hotplug-test-')))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }) }
}
