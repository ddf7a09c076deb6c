/** Text of another program without what looks like a password or a token in it. */
export const masked = (text: string): string =>
  text
    .replace(/(:\/\/)[^/\s@]+@/g, '$1…@')
    .replace(/\b(?:gh[opsur]_|npm_|glpat-|xox[abprs]-|sk-)[\w-]{20,}|\bgithub_pat_\w{12,}|\bAKIA[0-9A-Z]{16}\b/g, '…')
    .replace(/\b(authorization|token|password|secret|api[-_]?key)(\s*[:=]\s*)(?:bearer\s+)?\S+/gi, '$1$2…')
