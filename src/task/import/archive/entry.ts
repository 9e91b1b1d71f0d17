import type { Readable } from 'node:stream'
import { UserError } from '#schema/user-error.ts'

/** A plain file in an archive. Its stream is read, or left to be skipped, before the next entry is asked for. */
export interface ArchiveEntry {
  name: string
  /** As the archive claims. */
  bytes: number
  open: () => Promise<Readable>
}

/** @throws UserError that names the archive and the entry */
export function refuseEntry(archive: string, name: string, why: string): never {
  throw new UserError(`${name.slice(0, 120)} ${why}`, 'Import an archive that can be trusted.', {
    file: archive,
  })
}

/** A data set of 10,000 rows has 40,000 files at most; a bomb has millions, or one that never ends. */
const mostFiles = 500_000
const mostBytes = 256 * 2 ** 30
const largestFile = 16 * 2 ** 30

/** Counts what an archive holds and refuses what no data set would. */
export class EntryRules {
  readonly #archive: string
  readonly #names = new Set<string>()
  #bytes = 0

  constructor(archive: string) {
    this.#archive = archive
  }

  /** @throws UserError for a name that leads out or comes twice, and for sizes beyond all sense */
  check({ name, bytes }: ArchiveEntry): void {
    const refuse = (why: string): never => refuseEntry(this.#archive, name, why)
    if (/^[/\\]|^[A-Za-z]:|\\|\0/.test(name) || name.split('/').includes('..'))
      refuse('leads out of the folder')
    if (this.#names.has(name)) refuse('stands in it twice')
    this.#names.add(name)
    if (bytes > largestFile) refuse('is too large')
    this.#bytes += bytes
    if (this.#names.size > mostFiles || this.#bytes > mostBytes)
      throw new UserError('the archive holds too much', 'Import it in parts.', {
        file: this.#archive,
      })
  }
}
