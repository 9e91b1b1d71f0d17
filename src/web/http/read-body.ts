import type { IncomingMessage } from 'node:http'
import type { z } from 'zod'
import { HttpError } from './http-error.ts'

const tooLarge = (limit: number): HttpError =>
  new HttpError(413, 'too-large', `the body has more than ${limit} bytes`)

/** The whole body, at most `limit` bytes. @throws HttpError 413 as soon as it is known to be longer. */
export async function readBytes(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit)
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of request as AsyncIterable<Buffer>) {
    length += piece.byteLength
    if (length > limit) throw tooLarge(limit)
    pieces.push(piece)
  }
  return Buffer.concat(pieces, length)
}

const jsonLimit = 64 * 1024

/** A JSON body of the expected shape. @throws HttpError 400, 413 or 415. */
export async function readJson<T>(request: IncomingMessage, schema: z.ZodType<T>): Promise<T> {
  // No form of another site can send it without asking first.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    throw new HttpError(415, 'not-json', 'the body must be application/json')
  const text = new TextDecoder().decode(await readBytes(request, jsonLimit))
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new HttpError(400, 'bad-request', 'the body is not JSON')
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = issue?.path.join('.') ?? ''
  throw new HttpError(400, 'bad-request', `${field}: ${issue?.message ?? 'not as expected'}`)
}
