import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { z } from 'zod'

const [nonceLength, tagLength] = [12, 16]
/** Notes of different content are equally long, so that their length tells nothing. */
const step = 2048

const keyOf = (secret: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', purpose, 32))

/** A text that only the holder of the secret can read or write (AES-256-GCM), of a length that does not depend on content. */
export function sealNote(secret: Uint8Array, purpose: string, value: unknown): string {
  const text = Buffer.from(JSON.stringify(value))
  const padded = Buffer.alloc(Math.ceil(text.length / step) * step, ' ')
  text.copy(padded)
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, purpose), nonce)
  const sealed = Buffer.concat([cipher.update(padded), cipher.final()])
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64url')
}

/** What was sealed for this purpose; undefined for anything else. */
export function openNote<T>(
  secret: Uint8Array,
  purpose: string,
  note: string,
  schema: z.ZodType<T>,
): T | undefined {
  const bytes = Buffer.from(note, 'base64url')
  if (bytes.length <= nonceLength + tagLength) return undefined
  const decipher = createDecipheriv(
    'aes-256-gcm',
    keyOf(secret, purpose),
    bytes.subarray(0, nonceLength),
    { authTagLength: tagLength },
  )
  decipher.setAuthTag(bytes.subarray(-tagLength))
  let text: string
  try {
    const padded = [decipher.update(bytes.subarray(nonceLength, -tagLength)), decipher.final()]
    text = Buffer.concat(padded).toString()
  } catch {
    return undefined
  }
  return schema.safeParse(JSON.parse(text)).data
}
