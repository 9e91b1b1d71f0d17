import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '#digest/sha256.ts'
import { Sha256 } from '#schema/id.ts'
import { KontextError } from '#schema/kontext-error.ts'
import type { Blobs } from '#schema/store.ts'

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** Pictures as files `<root>/ab/<sha256>`; a name is a digest and nothing else, so no path can leave the root. */
class FileBlobs implements Blobs {
  readonly #root: string
  readonly #folders = new Map<string, Promise<unknown>>()

  constructor(root: string) {
    this.#root = root
  }

  async has(digest: string): Promise<boolean> {
    try {
      await stat(this.#fileOf(digest))
      return true
    } catch (error) {
      if (isMissing(error)) return false
      throw error
    }
  }

  async put(bytes: Uint8Array): Promise<string> {
    const digest = sha256(bytes)
    if (await this.has(digest)) return digest
    // Written beside and renamed: a kill leaves a stray part, never a half picture under its name.
    const part = join(await this.#folderOf(digest), `.part-${randomUUID()}`)
    await writeFile(part, bytes, { flag: 'wx' })
    await rename(part, this.#fileOf(digest))
    return digest
  }

  async get(digest: string): Promise<Uint8Array> {
    const file = this.#fileOf(digest)
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
  }

  async *list(): AsyncIterable<string> {
    for (const folder of await readdir(this.#root).catch(() => [])) {
      for (const name of await readdir(join(this.#root, folder))) {
        if (Sha256.safeParse(name).success) yield name
      }
    }
  }

  async remove(digest: string): Promise<void> {
    await rm(this.#fileOf(digest), { force: true })
  }

  #fileOf(digest: string): string {
    if (!Sha256.safeParse(digest).success) {
      throw new KontextError('blob-name', `"${digest.slice(0, 80)}" is no sha256`)
    }
    return join(this.#root, digest.slice(0, 2), digest)
  }

  async #folderOf(digest: string): Promise<string> {
    const folder = join(this.#root, digest.slice(0, 2))
    let made = this.#folders.get(folder)
    if (!made) this.#folders.set(folder, (made = mkdir(folder, { recursive: true })))
    await made
    return folder
  }
}

export const createFileBlobs = (root: string): Blobs => new FileBlobs(root)
