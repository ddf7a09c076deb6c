import type { Installation } from './installation.ts'
import { runHook } from './run.ts'
import { vocabularyIn } from './vocabulary.ts'

declare const INSTALLATION: Installation

/** The one file that Claude Code starts for every event; `hooks install` bundles it. */
runHook(INSTALLATION, vocabularyIn(INSTALLATION.folder, INSTALLATION.stateDir))
