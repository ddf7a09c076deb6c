import type { Panel } from '../../panel.ts'
import { proofAt } from '../receipts/file-proof.ts'
import type { FileProof } from '../receipts/types.ts'
import type { Why } from './types.ts'

/**
 * What running sessions show of the file that was asked about, all of them or the one that the answer ends in; null
 * where nothing new came to the folder that they read, or where Claude Code never reads such a file.
 */
export async function proofFor(panel: Panel, why: Why): Promise<FileProof | null> {
  const plugin = panel.survey.inventory().plugins.find(({ id }) => id === why.plugin)
  if (!plugin || why.component === null || why.component === 'CLAUDE.md') return null
  await panel.comparisons.bring([plugin])
  const proof = proofAt(panel, plugin, why.file, why.component)
  if (proof === null || why.session === null) return proof
  const receipts = proof.receipts.filter(({ session }) => session.pid === why.session)
  return receipts.length > 0 ? { ...proof, receipts } : null
}

/** As the command line prints it. */
export const receiptsIn = (proof: FileProof | null) =>
  (proof?.receipts ?? []).map(({ session, proven, by, at, sentence }) => ({
    ...{ pid: session.pid, cwd: session.cwd, proven, by, at, sentence },
  }))
