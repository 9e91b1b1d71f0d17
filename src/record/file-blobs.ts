import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '#digest/sha256.ts'
import { Sha256 } from '#schema/id.ts'
import { KontextError } from '#schema/kontext-error.ts'
import type { Blobs } from '#schema/store.ts'

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** Pictures as files `<root>/ab/<sha256>`; a name is a digest and nothing else, so no path can leave the root. */
export function createFileBlobs(root: string): Blobs {
  const folders = new Map<string, Promise<unknown>>()
  const known = new Set<string>()
  let parts = 0

  const fileOf = (digest: string): string => {
    if (!Sha256.safeParse(digest).success) {
      throw new KontextError('blob-name', `"${digest.slice(0, 80)}" is no sha256`)
    }
    return join(root, digest.slice(0, 2), digest)
  }

  const folderOf = async (digest: string): Promise<string> => {
    const folder = join(root, digest.slice(0, 2))
    let made = folders.get(folder)
    if (!made) folders.set(folder, (made = mkdir(folder, { recursive: true })))
    await made
    return folder
  }

  const has = async (digest: string): Promise<boolean> => {
    const file = fileOf(digest)
    if (known.has(digest)) return true
    try {
      await stat(file)
      return true
    } catch (error) {
      if (isMissing(error)) return false
      throw error
    }
  }

  return {
    has,
    async put(bytes) {
      const digest = sha256(bytes)
      if (await has(digest)) return digest
      const folder = await folderOf(digest)
      // Written beside and renamed: a kill leaves a stray part, never a half picture under its name.
      const part = join(folder, `.part-${process.pid}-${++parts}`)
      const handle = await open(part, 'wx')
      try {
        await handle.writeFile(bytes)
      } finally {
        await handle.close()
      }
      await rename(part, fileOf(digest))
      return digest
    },
    async get(digest) {
      const file = fileOf(digest)
      let bytes: Uint8Array
      try {
        bytes = await readFile(file)
      } catch (error) {
        if (!isMissing(error)) throw error
        throw new KontextError('blob-missing', `the picture ${digest} is not in the workspace`)
      }
      if (sha256(bytes) !== digest) {
        throw new KontextError('blob-damaged', `the picture ${digest} was changed on disk`)
      }
      return bytes
    },
    async *list() {
      for (const folder of await readdir(root).catch(() => [])) {
        for (const name of await readdir(join(root, folder))) {
          if (Sha256.safeParse(name).success) yield name
        }
      }
    },
    async remove(digest) {
      known.delete(digest)
      await rm(fileOf(digest), { force: true })
    },
  }
}
