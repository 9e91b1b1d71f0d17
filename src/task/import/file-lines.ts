import { createReadStream } from 'node:fs'

/** No row of words is longer; what is would fill the memory before it is refused. */
const mostBytes = 16 * 2 ** 20

/** The lines of a UTF-8 file without their ends, one at a time; undefined for one that is too long to be a row. */
export async function* fileLines(file: string): AsyncIterable<string | undefined> {
  let parts: Buffer[] = []
  let bytes = 0
  const add = (part: Buffer): void => {
    bytes += part.length
    if (bytes <= mostBytes) parts.push(part)
    else parts = []
  }
  const take = (): string | undefined => {
    const text = bytes <= mostBytes ? Buffer.concat(parts).toString('utf8') : undefined
    parts = []
    bytes = 0
    return text?.replace(/\r$/, '')
  }
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0
    for (let at = chunk.indexOf('\n'); at >= 0; at = chunk.indexOf('\n', from)) {
      add(chunk.subarray(from, at))
      from = at + 1
      yield take()
    }
    add(chunk.subarray(from))
  }
  if (bytes > 0) yield take()
}
