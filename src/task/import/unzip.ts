import { createWriteStream } from 'node:fs'
import { mkdir, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { UserError } from '#schema/user-error.ts'

/** A data set of 10,000 rows has 40,000 files at most; a bomb has millions, or one that never ends. */
const mostFiles = 500_000
const mostBytes = 256 * 2 ** 30
const largestFile = 16 * 2 ** 30
/** Deflate reaches 1032:1 on zeros; tables of text stay under 100:1. */
const mostRatio = 200
const ratioFrom = 16 * 2 ** 20

const isLink = (entry: Entry): boolean =>
  ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000

function checkEntry(entry: Entry, zip: string): void {
  const refuse = (why: string): never => {
    throw new UserError(
      `${entry.fileName.slice(0, 120)} ${why}`,
      'Import a zip that can be trusted.',
      {
        file: zip,
      },
    )
  }
  const { uncompressedSize, compressedSize } = entry
  if (isLink(entry)) refuse('is a link')
  if (entry.generalPurposeBitFlag & 1) refuse('is encrypted; unpack it first')
  if (uncompressedSize > largestFile) refuse('is too large')
  if (uncompressedSize > ratioFrom && uncompressedSize / Math.max(1, compressedSize) > mostRatio)
    refuse('grows too much when unpacked')
}

/** Stops where more comes out than the entry said: sizes in a zip are only claims. */
const limited = (most: number, zip: string): Transform => {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _, done) {
      seen += chunk.length
      if (seen <= most) done(null, chunk)
      else done(new UserError('an entry is larger than it says', 'Pack it anew.', { file: zip }))
    },
  })
}

async function unpackEntry(
  archive: ZipFile,
  entry: Entry,
  zip: string,
  into: string,
): Promise<void> {
  const file = join(into, entry.fileName)
  await mkdir(dirname(file), { recursive: true })
  const stream = await archive.openReadStreamPromise(entry)
  // A second entry of the same name must not write over the first.
  const out = createWriteStream(file, { flags: 'wx' })
  await pipeline(stream, limited(entry.uncompressedSize, zip), out)
}

/**
 * Unpacks a zip into an empty folder and returns where its data begins: a single folder at the top is
 * passed through. yauzl refuses names that are absolute, lead upward or hold a backslash.
 * @throws UserError for what is no zip, links, encryption, bombs and unsafe names
 */
export async function unzip(zip: string, into: string): Promise<string> {
  let [files, bytes] = [0, 0]
  try {
    const archive = await openPromise(zip)
    for await (const entry of archive.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue
      checkEntry(entry, zip)
      files += 1
      bytes += entry.uncompressedSize
      if (files > mostFiles || bytes > mostBytes)
        throw new UserError('the zip holds too much', 'Import it in parts.', { file: zip })
      await unpackEntry(archive, entry, zip, into)
    }
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(
      `cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`,
      'Give a whole zip file.',
      { file: zip },
    )
  }
  const top = await readdir(into, { withFileTypes: true })
  const [only] = top
  return top.length === 1 && only?.isDirectory() ? join(into, only.name) : into
}
