import { StringDecoder } from 'node:string_decoder'

/** The beginning of what comes, no more of it than so many bytes. */
export function keepFirst(most: number) {
  const decoder = new StringDecoder('utf8')
  let text = ''
  let bytes = 0
  return {
    add(chunk: Buffer) {
      const room = most - bytes
      bytes += chunk.length
      if (room > 0) text += decoder.write(chunk.length > room ? chunk.subarray(0, room) : chunk)
    },
    isFull: () => bytes > most,
    text: () => text,
  }
}
