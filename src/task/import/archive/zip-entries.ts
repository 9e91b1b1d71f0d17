import { openPromise, type Entry } from 'yauzl'
import { refuseEntry, type ArchiveEntry } from './entry.ts'

/** Deflate reaches 1032:1 on zeros; tables of text stay under 100:1. */
const mostRatio = 200
const ratioFrom = 16 * 2 ** 20

const isLink = (entry: Entry): boolean =>
  ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000

/**
 * The files of a zip. yauzl refuses names that are absolute, lead upward or hold a backslash.
 * @throws UserError for links, encryption and bombs, Error for what is no zip
 */
export async function* zipEntries(file: string): AsyncIterable<ArchiveEntry> {
  const archive = await openPromise(file)
  try {
    for await (const entry of archive.eachEntry()) {
      const { fileName: name, uncompressedSize: bytes, compressedSize } = entry
      if (name.endsWith('/')) continue
      if (isLink(entry)) refuseEntry(file, name, 'is a link')
      if (entry.generalPurposeBitFlag & 1) refuseEntry(file, name, 'is encrypted; unpack it first')
      if (bytes > ratioFrom && bytes / Math.max(1, compressedSize) > mostRatio)
        refuseEntry(file, name, 'grows too much when unpacked')
      yield { name, bytes, open: () => archive.openReadStreamPromise(entry) }
    }
  } finally {
    archive.close()
  }
}
