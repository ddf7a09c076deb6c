import type { Activity } from '../server/plugins/types.ts'
import { spelled } from './text.ts'

/** 'Syncing 14 plugins: 812 of 5,098 files' */
export const progressLine = ({ title, progress, step }: Activity): string =>
  [
    spelled(title),
    progress && `: ${amount(progress.done)} of ${amount(progress.total)} files`,
    step && `, ${spelled(step)}`,
  ]
    .filter(Boolean)
    .join('')

const amount = (n: number) => n.toLocaleString('en')
