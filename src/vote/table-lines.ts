import { createReadStream } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'
import { UserError } from '#schema/user-error.ts'

/** Text of more than 128 KB is not cleaned up with the young, which costs a fifth of the time. */
const chunkBytes = 64 * 1024

export const unreadable = (file: string, error: unknown): UserError =>
  new UserError(
    `the file cannot be read (${error instanceof Error ? error.message : String(error)})`,
    'Check the path.',
    { file },
  )

/** Pieces of a file as text, without a byte order mark. */
export async function* textOf(file: string): AsyncIterable<string> {
  const decoder = new StringDecoder('utf8')
  let first = true
  try {
    for await (const bytes of createReadStream(file, { highWaterMark: chunkBytes })) {
      const text = decoder.write(bytes as Buffer)
      yield first && text.startsWith('\uFEFF') ? text.slice(1) : text
      first = false
    }
  } catch (error) {
    throw unreadable(file, error)
  }
  yield decoder.end()
}

/** Takes a line: `text` from `from` to `to`, without its end; lines count from 1. Answers whether to go on. */
export type TakeLine = (text: string, from: number, to: number, line: number) => boolean

/** Where a reader of lines stopped: the text from the line it refused on, and the pieces behind it. */
export interface Stopped {
  rest: string
  line: number
  pieces: AsyncIterator<string>
}

/**
 * Lines of a file, each handed over as a place in its chunk, so that a reader of a million lines makes
 * only the strings it needs.
 */
export async function eachLine(file: string, take: TakeLine): Promise<Stopped | undefined> {
  const pieces = textOf(file)[Symbol.asyncIterator]()
  try {
    return await linesOf(pieces, take)
  } catch (error) {
    await pieces.return?.()
    throw error
  }
}

async function linesOf(
  pieces: AsyncIterator<string>,
  take: TakeLine,
): Promise<Stopped | undefined> {
  let text = ''
  let line = 0
  for (;;) {
    const { value, done } = await pieces.next()
    text += done ? '' : value
    let from = 0
    for (;;) {
      const end = text.indexOf('\n', from)
      // The last line may lack its end.
      if (end < 0 && !(done && from < text.length)) break
      const next = end < 0 ? text.length : end
      const to = next > from && text.charCodeAt(next - 1) === 13 ? next - 1 : next
      line += 1
      if (!take(text, from, to, line)) return { rest: text.slice(from), line, pieces }
      from = next + 1
      if (end < 0) break
    }
    if (done) return undefined
    text = text.slice(from)
  }
}
