import { sha256 } from '#digest/sha256.ts'
import { KontextError } from '#schema/kontext-error.ts'
import type { Blobs } from '#schema/store.ts'

/** Pictures in memory, for tests and throw-away work. */
export function createMemoryBlobs(): Blobs {
  const kept = new Map<string, Uint8Array>()
  return {
    put: async (bytes) => {
      const digest = sha256(bytes)
      if (!kept.has(digest)) kept.set(digest, bytes.slice())
      return digest
    },
    get: async (digest) => {
      const bytes = kept.get(digest)
      if (!bytes) throw new KontextError('blob-missing', `the picture ${digest} is not kept`)
      return bytes.slice()
    },
    has: async (digest) => kept.has(digest),
    async *list() {
      yield* kept.keys()
    },
    remove: async (digest) => {
      kept.delete(digest)
    },
  }
}
