import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

/** What the hub says of a file: SHA-256 of large ones, else git's own name of the content. */
export interface ListedFile {
  path: string
  bytes: number
  sha256?: string
  gitOid?: string
}

async function digestOf(file: string, algorithm: 'sha1' | 'sha256', head = ''): Promise<string> {
  const hash = createHash(algorithm).update(head)
  await pipeline(createReadStream(file), hash)
  return hash.digest('hex')
}

/** True when the file on disk is the one that the hub lists: size, then SHA-256, or SHA-1 over git's blob header and the content. */
export async function isListedFile(file: string, listed: ListedFile): Promise<boolean> {
  const found = await stat(file).catch(() => undefined)
  if (found?.size !== listed.bytes) return false
  if (listed.sha256 !== undefined) return (await digestOf(file, 'sha256')) === listed.sha256
  if (listed.gitOid === undefined) return true
  return (await digestOf(file, 'sha1', `blob ${listed.bytes}\0`)) === listed.gitOid
}
