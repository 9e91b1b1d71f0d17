import { appendFile, readFile, stat, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { sha256 } from '#digest/sha256.ts'
import { decodeImage } from '#image/decode.ts'
import { inspectImage } from '#image/inspect.ts'
import { pixelDigest } from '#image/pixel-digest.ts'
import { ImageFile } from '#schema/case.ts'
import { isLfsPointer } from './lfs-pointer.ts'
import { resolveInside } from './safe-path.ts'
import { Refusal, type Picture } from './draft.ts'

/** No edited picture is larger; what is would only fill the memory before it is refused. */
const largestFile = 64 * 1024 * 1024

const JournalLine = z.strictObject({ name: z.string(), stamp: z.string(), image: ImageFile })

interface Found {
  bytes: () => Promise<Uint8Array>
  /** Changes with the picture, so that what a cut import kept is only taken over unchanged. */
  stamp: string
}

async function find(picture: Picture, root: string): Promise<Found> {
  const { bytes, name, otherwise, field } = picture
  if (bytes) {
    const given = await bytes()
    return { bytes: async () => given, stamp: sha256(given) }
  }
  let found = await resolveInside(root, name)
  if ('refused' in found && otherwise !== undefined) found = await resolveInside(root, otherwise)
  if ('refused' in found) throw new Refusal(found.refused, field)
  const { size, mtimeMs } = await stat(found.file)
  if (size > largestFile) throw new Refusal(`larger than ${largestFile / 2 ** 20} MiB`, field)
  return { bytes: () => readFile(found.file), stamp: `${size} ${mtimeMs}` }
}

async function readJournal(file: string): Promise<Map<string, z.infer<typeof JournalLine>>> {
  const known = new Map<string, z.infer<typeof JournalLine>>()
  if (!existsSync(file)) return known
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    // The last line of a killed import may be half written: that picture is read again.
    try {
      const entry = JournalLine.parse(JSON.parse(line))
      known.set(entry.name, entry)
    } catch {
      continue
    }
  }
  return known
}

/** By its bytes, as its name may say anything. @throws Refusal for what no model takes as a picture */
function endingOf(bytes: Uint8Array, field: string): string {
  if (isLfsPointer(bytes))
    throw new Refusal('is a Git LFS pointer and no picture; fetch it with git lfs pull', field)
  try {
    const ending = inspectImage(bytes).mediaType.replace('image/', '')
    return ending === 'jpeg' ? 'jpg' : ending
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error), field)
  }
}

const nameOf = ({ name, convert }: Picture): string => (convert ? `${name} converted` : name)

/** Copies pictures into a data set by their digest, each once, and remembers over a kill which are done. */
export class PictureKeeper {
  readonly #root: string
  readonly #dir: string
  readonly #journal: string
  readonly #kept = new Map<string, Promise<ImageFile>>()
  #known = new Map<string, z.infer<typeof JournalLine>>()

  private constructor(root: string, dir: string) {
    this.#root = root
    this.#dir = dir
    this.#journal = join(dir, '.journal.jsonl')
  }

  static async open(root: string, dir: string): Promise<PictureKeeper> {
    const keeper = new PictureKeeper(root, dir)
    keeper.#known = await readJournal(keeper.#journal)
    return keeper
  }

  /** @throws Refusal when it is missing, unsafe, too large or no picture. */
  keep(picture: Picture): Promise<ImageFile> {
    const asked = this.#kept.get(nameOf(picture))
    if (asked) return asked
    const made = this.#keep(picture)
    this.#kept.set(nameOf(picture), made)
    return made
  }

  async #keep(picture: Picture): Promise<ImageFile> {
    const found = await find(picture, this.#root)
    const known = this.#known.get(nameOf(picture))
    if (known && found.stamp === known.stamp && existsSync(join(this.#dir, known.image.file)))
      return known.image
    const image = await this.#write(await found.bytes(), picture)
    const line = JSON.stringify({ name: nameOf(picture), stamp: found.stamp, image })
    await appendFile(this.#journal, `${line}\n`)
    return image
  }

  async #write(given: Uint8Array, { convert, field }: Picture): Promise<ImageFile> {
    endingOf(given, field)
    const refuse = (error: Error): never => {
      throw new Refusal(error.message, field)
    }
    const bytes = convert ? await convert(given).catch(refuse) : given
    const pixels = await decodeImage(bytes).catch(refuse)
    const digest = sha256(bytes)
    const image: ImageFile = {
      file: `images/${digest}.${endingOf(bytes, field)}`,
      sha256: digest,
      pixels: pixelDigest(pixels),
      width: pixels.width,
      height: pixels.height,
    }
    await writeFile(join(this.#dir, image.file), bytes)
    return image
  }
}
