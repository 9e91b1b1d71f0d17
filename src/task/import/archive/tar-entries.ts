import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import { refuseEntry, type ArchiveEntry } from './entry.ts'

type Entry = Readable & { header: Header }

/** Pictures hardly shrink; a table inside a tar may. Of the whole, as gzip packs it as one. */
const mostRatio = 200
const ratioFrom = 64 * 2 ** 20

const isFolder = ({ header }: Entry): boolean => header.type === 'directory'

/**
 * The files of a tar, gzipped or not.
 * @throws UserError for links, devices and bombs, Error for what is no tar
 */
export async function* tarEntries(file: string): AsyncIterable<ArchiveEntry> {
  const packed = (await stat(file)).size
  const out = extract()
  const done = (error?: Error | null): void => {
    if (error) out.destroy(error)
  }
  if (/gz$/i.test(file)) pipeline(createReadStream(file), createGunzip(), out, done)
  else pipeline(createReadStream(file), out, done)
  let bytes = 0
  for await (const entry of out as AsyncIterable<Entry>) {
    const { name, size, type } = entry.header
    bytes += size
    if (!isFolder(entry)) {
      if (type !== 'file' && type !== 'contiguous-file')
        refuseEntry(file, name, `is no plain file (${type ?? 'unknown'})`)
      if (bytes > ratioFrom && bytes / Math.max(1, packed) > mostRatio)
        refuseEntry(file, name, 'grows too much when unpacked')
      yield { name: name.replace(/^(\.\/)+/, ''), bytes: size, open: async () => entry }
    }
    entry.resume()
  }
}
