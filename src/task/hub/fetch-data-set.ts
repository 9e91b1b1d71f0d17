import { createWriteStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { downloadFile } from '@huggingface/hub'
import pLimit from 'p-limit'
import { KontextError } from '#schema/kontext-error.ts'
import { UserError } from '#schema/user-error.ts'
import { isListedFile, type ListedFile } from './file-digest.ts'
import { usualParts, type HubAddress } from './hub-address.ts'
import { hubFault, listHub, type HubAccess } from './hub-files.ts'

export interface HubFetch extends HubAccess {
  address: HubAddress
  /** Folder of the files; what an earlier, cut fetch left there is checked and used. */
  into: string
  /** Globs of the paths that are wanted. Absent = what the data set is known for, else all that an import reads. */
  include?: readonly string[]
  maxBytes?: number
  /** Before the second try of a file; doubles from there. Default 1 s. */
  firstWaitMs?: number
  onProgress?: (doneBytes: number, totalBytes: number) => void
}

export interface Fetched {
  folder: string
  commit: string
  licence?: string
  files: ListedFile[]
}

const filesAtOnce = 4
const mostTries = 4
const defaultFirstWaitMs = 1000
const defaultMaxBytes = 20 * 2 ** 30

const accessOf = ({ hubUrl, accessToken }: HubAccess): HubAccess => ({
  ...(hubUrl === undefined ? {} : { hubUrl }),
  ...(accessToken === undefined ? {} : { accessToken }),
})

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`

/** How far the whole is, whatever is tried again. */
class Tally {
  readonly #total: number
  readonly #doneOf = new Map<string, number>()
  readonly #onProgress: HubFetch['onProgress']
  #done = 0

  constructor({ onProgress }: HubFetch, files: readonly ListedFile[]) {
    this.#onProgress = onProgress
    this.#total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  }

  set(path: string, bytes: number): void {
    this.#done += bytes - (this.#doneOf.get(path) ?? 0)
    this.#doneOf.set(path, bytes)
    this.#onProgress?.(this.#done, this.#total)
  }
}

interface Transfer extends HubFetch {
  commit: string
  tally: Tally
}

/** Streams what is still missing of a file behind what is there. */
async function append({ path }: ListedFile, part: string, transfer: Transfer): Promise<void> {
  const have = await stat(part).then(
    ({ size }) => size,
    () => 0,
  )
  const blob = await downloadFile({
    repo: { type: 'dataset', name: transfer.address.name },
    revision: transfer.commit,
    path,
    ...accessOf(transfer),
  })
  if (!blob) throw new KontextError('hub-unreachable', `the hub lists ${path} and has it not`)
  const goesOn = have > 0 && have < blob.size
  const rest = goesOn ? blob.slice(have, blob.size) : blob
  let done = goesOn ? have : 0
  await pipeline(
    Readable.fromWeb(rest.stream() as Parameters<typeof Readable.fromWeb>[0]),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        done += chunk.length
        transfer.tally.set(path, done)
        yield chunk
      }
    },
    createWriteStream(part, { flags: goesOn ? 'a' : 'w' }),
  )
}

async function fetchOnce(listed: ListedFile, file: string, transfer: Transfer): Promise<void> {
  const part = `${file}.part`
  await mkdir(dirname(file), { recursive: true })
  await append(listed, part, transfer)
  if (await isListedFile(part, listed)) return rename(part, file)
  await rm(part, { force: true })
  throw new KontextError(
    'hub-digest',
    `${listed.path} came with another digest than the hub lists for it`,
  )
}

/** Worth another try: the network, a busy or broken server, and what came damaged. */
const isPassing = (error: Error): boolean =>
  error instanceof KontextError && !(error instanceof UserError)

async function fetchFile(listed: ListedFile, transfer: Transfer): Promise<void> {
  const file = join(transfer.into, listed.path)
  if (await isListedFile(file, listed)) return transfer.tally.set(listed.path, listed.bytes)
  for (let tries = 1; ; tries++) {
    try {
      return await fetchOnce(listed, file, transfer)
    } catch (error) {
      const fault = hubFault(error, transfer.address)
      if (!isPassing(fault) || tries >= mostTries) throw fault
      await delay((transfer.firstWaitMs ?? defaultFirstWaitMs) * 2 ** (tries - 1))
    }
  }
}

/**
 * Fetches a data set's files at the commit its revision names now, each checked by the digest that the hub
 * lists. A fetch that was cut goes on in the same folder.
 * @throws UserError (unknown, closed, larger than allowed), KontextError `hub-unreachable`, `hub-digest`
 */
export async function fetchDataSet(options: HubFetch): Promise<Fetched> {
  const { address, include = usualParts(address), maxBytes = defaultMaxBytes } = options
  const { commit, licence, files } = await listHub(address, include, accessOf(options))
  const total = files.reduce((sum, { bytes }) => sum + bytes, 0)
  if (files.length === 0)
    throw new UserError(
      `${address.name} holds no file that is wanted`,
      'Name others with --include.',
    )
  if (total > maxBytes) {
    throw new UserError(
      `${address.name} would bring ${gigabytes(total)} in ${files.length} files, more than ${gigabytes(maxBytes)}`,
      'Name what you need with --include, or allow more with --max-gb.',
    )
  }
  const folder = join(options.into, commit)
  const transfer: Transfer = { ...options, into: folder, commit, tally: new Tally(options, files) }
  const limit = pLimit(filesAtOnce)
  await Promise.all(files.map((listed) => limit(() => fetchFile(listed, transfer))))
  return { folder, commit, files, ...(licence === undefined ? {} : { licence }) }
}
