/** How large a folder is, in bytes; a worker's task. */
export type Measure = (path: string) => Promise<number>
