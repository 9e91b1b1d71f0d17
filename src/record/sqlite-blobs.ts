import type { DatabaseSync } from 'node:sqlite'
import { sha256 } from '#digest/sha256.ts'
import { KontextError } from '#schema/kontext-error.ts'
import type { Blobs } from '#schema/store.ts'
import type { WriteQueue } from './write-queue.ts'

/** Making a file costs up to 0.3 ms whatever is in it; up to this size a row is many times cheaper. */
const smallBytes = 16 * 1024

/** Small pictures as rows, which share the transaction of their attempt; larger ones go to `files`. */
export function createSqliteBlobs(database: DatabaseSync, queue: WriteQueue, files: Blobs): Blobs {
  const insert = database.prepare('INSERT OR IGNORE INTO small_blobs VALUES (?, ?)')
  const select = database.prepare('SELECT bytes FROM small_blobs WHERE sha256 = ?')
  const exists = database.prepare('SELECT 1 FROM small_blobs WHERE sha256 = ?')
  const remove = database.prepare('DELETE FROM small_blobs WHERE sha256 = ?')
  const page = database.prepare(
    'SELECT sha256 FROM small_blobs WHERE sha256 > ? ORDER BY sha256 LIMIT 1000',
  )

  // Written with the documents that name them, in one transaction; readable from here until then.
  const queued = new Map<string, Uint8Array>()
  let fault: unknown

  const enqueue = (digest: string, bytes: Uint8Array): Promise<void> => {
    queued.set(digest, bytes)
    const written = queue.write(() => void insert.run(digest, bytes))
    written.then(
      () => {
        queued.delete(digest)
        fault = undefined
      },
      (error: unknown) => {
        queued.delete(digest)
        fault = error
      },
    )
    return written
  }

  return {
    async put(bytes) {
      if (bytes.byteLength > smallBytes) return files.put(bytes)
      const digest = sha256(bytes)
      const written = enqueue(digest, bytes)
      // After a fault nobody goes on before the disk has taken this picture.
      if (fault) await written
      return digest
    },
    async get(digest) {
      const bytes = queued.get(digest) ?? (select.get(digest)?.['bytes'] as Uint8Array | undefined)
      if (!bytes) return files.get(digest)
      if (sha256(bytes) === digest) return new Uint8Array(bytes)
      throw new KontextError('blob-damaged', `the picture ${digest} was changed on disk`)
    },
    has: async (digest) =>
      queued.has(digest) || exists.get(digest) !== undefined || files.has(digest),
    async *list() {
      queue.flush()
      for (let last = ''; ;) {
        const digests = page.all(last).map((row) => String(row['sha256']))
        yield* digests
        last = digests.at(-1) ?? ''
        if (last === '') break
      }
      yield* files.list()
    },
    async remove(digest) {
      await queue.write(() => void remove.run(digest))
      await files.remove(digest)
    },
  }
}
