import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { UserError } from '#schema/user-error.ts'
import { EntryRules, type ArchiveEntry } from './entry.ts'
import { tarEntries } from './tar-entries.ts'
import { zipEntries } from './zip-entries.ts'

const readers: readonly (readonly [RegExp, (file: string) => AsyncIterable<ArchiveEntry>])[] = [
  [/\.zip$/i, zipEntries],
  [/\.(tar|tar\.gz|tgz)$/i, tarEntries],
]

const readerOf = (file: string) => readers.find(([ending]) => ending.test(file))?.[1]

export const isArchive = (file: string): boolean => readerOf(file) !== undefined

/** The name of an archive without its ending. */
export const plainArchiveName = (file: string): string =>
  readers.reduce((name, [ending]) => name.replace(ending, ''), file)

/** Stops where more comes out than the entry said: sizes in an archive are only claims. */
const limited = (most: number, archive: string): Transform => {
  let seen = 0
  return new Transform({
    transform(chunk: Buffer, _, done) {
      seen += chunk.length
      if (seen <= most) done(null, chunk)
      else
        done(new UserError('an entry is larger than it says', 'Pack it anew.', { file: archive }))
    },
  })
}

const sizeOf = async (file: string): Promise<number | undefined> =>
  stat(file).then(
    ({ size }) => size,
    () => undefined,
  )

async function unpackEntry(entry: ArchiveEntry, archive: string, into: string): Promise<void> {
  const file = join(into, entry.name)
  // What a cut import had unpacked is whole: it got its name only then.
  if ((await sizeOf(file)) === entry.bytes) return
  await mkdir(dirname(file), { recursive: true })
  const part = `${file}.part`
  await pipeline(await entry.open(), limited(entry.bytes, archive), createWriteStream(part))
  await rename(part, file)
}

const markName = '.archive'

/** Makes the folder ready: as a cut import of this same archive left it, or empty. */
async function openFolder(archive: string, into: string): Promise<void> {
  const { size, mtimeMs } = await stat(archive)
  const mark = `${archive} ${size} ${mtimeMs}`
  const known = await readFile(join(into, markName), 'utf8').catch(() => undefined)
  if (known === mark) return
  await rm(into, { recursive: true, force: true })
  await mkdir(into, { recursive: true })
  await writeFile(join(into, markName), mark)
}

/** Where the data begins: a single folder at the top is passed through. */
async function topOf(into: string): Promise<string> {
  const top = (await readdir(into, { withFileTypes: true })).filter(
    ({ name }) => name !== markName && name !== '__MACOSX',
  )
  const [only] = top
  return top.length === 1 && only?.isDirectory() ? join(into, only.name) : into
}

/**
 * Unpacks a zip, tar or gzipped tar into a folder of its own and returns where its data begins. Goes on
 * where an unpacking of the same archive was cut.
 * @throws UserError for what is no such archive, links, encryption, bombs and unsafe names
 */
export async function unpack(archive: string, into: string): Promise<string> {
  const entries = readerOf(archive)
  if (!entries || !existsSync(archive))
    throw new UserError('there is no such archive', 'Name a .zip, .tar or .tar.gz.', {
      file: archive,
    })
  await openFolder(archive, into)
  const rules = new EntryRules(archive)
  try {
    for await (const entry of entries(archive)) {
      rules.check(entry)
      await unpackEntry(entry, archive, into)
    }
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError(
      `cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`,
      'Give a whole archive.',
      { file: archive },
    )
  }
  return topOf(into)
}
