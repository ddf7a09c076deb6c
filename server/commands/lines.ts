/** Lines of a stream as they come; null for one that is longer than `most` bytes, of which nothing is kept. */
export async function* linesOf(input: AsyncIterable<Uint8Array> | [], most: number): AsyncGenerator<string | null> {
  let parts: Uint8Array[] = []
  let length = 0
  const taken = () => {
    const line = length > most ? null : Buffer.concat(parts).toString('utf8').replace(/\r$/, '')
    parts = []
    length = 0
    return line
  }
  for await (const chunk of input) {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end))
      yield taken()
      start = end + 1
    }
    add(chunk.subarray(start))
  }
  if (length > 0) yield taken()

  function add(part: Uint8Array) {
    length += part.length
    if (length > most) parts = []
    else if (part.length > 0) parts.push(part)
  }
}

const NEWLINE = 0x0a
