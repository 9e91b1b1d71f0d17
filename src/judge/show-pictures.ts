import { decodeImage } from '#image/decode.ts'
import { encodeJpeg } from '#image/encode.ts'
import { inspectImage } from '#image/inspect.ts'
import { resizePixels } from '#image/resize.ts'
import type { EncodedImage } from '#schema/engine.ts'
import type { Blobs } from '#schema/store.ts'

/** As the card says it. */
export const pictureEncoding = 'jpeg, quality 95, 4:4:4, longer sides alike'

/** The same output stands in many pairs; so many prepared pictures are kept in memory. */
const mostKept = 64

/**
 * Pictures as judges are shown them: decoded and written anew, so that nothing but pixels is left of the file, and
 * all pictures of a question with the same longer side, so that size tells nothing.
 */
export class PictureShow {
  readonly #made = new Map<string, Promise<EncodedImage>>()
  readonly #sides = new Map<string, Promise<number>>()
  readonly #blobs: Pick<Blobs, 'get'>
  readonly #maxSide: number

  constructor(blobs: Pick<Blobs, 'get'>, maxSide: number) {
    this.#blobs = blobs
    this.#maxSide = maxSide
  }

  /** The pictures of one question. @throws KontextError where one is lost, damaged or no picture */
  async shown(digests: readonly string[]): Promise<Map<string, EncodedImage>> {
    const wanted = [...new Set(digests)]
    const sides = await Promise.all(wanted.map((digest) => this.#sideOf(digest)))
    const side = Math.min(this.#maxSide, Math.max(...sides))
    const made = wanted.map(async (digest) => [digest, await this.#once(digest, side)] as const)
    return new Map(await Promise.all(made))
  }

  /** Longer side of a picture. */
  #sideOf(digest: string): Promise<number> {
    const known = this.#sides.get(digest)
    if (known) return known
    const found = this.#blobs.get(digest).then((bytes) => {
      const { width, height } = inspectImage(bytes)
      return Math.max(width, height)
    })
    this.#sides.set(digest, found)
    return found
  }

  #once(digest: string, side: number): Promise<EncodedImage> {
    const key = `${digest} ${side}`
    const known = this.#made.get(key)
    this.#made.delete(key)
    const made = known ?? this.#make(digest, side)
    this.#made.set(key, made)
    const [oldest] = this.#made.keys()
    if (this.#made.size > mostKept && oldest !== undefined) this.#made.delete(oldest)
    return made
  }

  async #make(digest: string, side: number): Promise<EncodedImage> {
    const pixels = await decodeImage(await this.#blobs.get(digest))
    const factor = side / Math.max(pixels.width, pixels.height)
    const length = (one: number): number => Math.max(1, Math.round(one * factor))
    const sized = await resizePixels(pixels, length(pixels.width), length(pixels.height))
    return { bytes: await encodeJpeg(sized), mediaType: 'image/jpeg' }
  }
}
