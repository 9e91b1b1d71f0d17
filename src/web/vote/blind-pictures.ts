import { randomBytes } from 'node:crypto'
import { decodeImage } from '#image/decode.ts'
import { encodeFramed, leastPadded, padPng, type Frame } from '#image/framed-png.ts'
import type { Blobs } from '#schema/store.ts'
import { ByteShelf } from '#web/byte-shelf.ts'

interface Sized {
  sha256: string
  width: number
  height: number
}

export interface PicturesOfPair {
  left: Sized
  right: Sized
  source: string | undefined
  references: readonly string[]
}

/** Names of the pictures of one showing. New for every showing, so that no picture is known again by its name. */
export interface ShownPictures {
  frame: Frame
  a: string
  b: string
  source?: string
  references: string[]
}

interface Shown {
  voter: string
  bytes: Uint8Array
}

/** Longest side that is sent. */
const mostSide = 2048
/** Both outputs have the same length, a multiple of this. */
const lengthStep = 64 * 1024
const mostShownBytes = 384 * 1024 * 1024
const mostFramedBytes = 128 * 1024 * 1024

/** Both outputs fit into it whole; it does not depend on which stands left. */
function frameOf({ left, right }: Pick<PicturesOfPair, 'left' | 'right'>): Frame {
  const width = Math.max(left.width, right.width)
  const height = Math.max(left.height, right.height)
  const scale = Math.min(1, mostSide / Math.max(width, height))
  return { width: Math.round(width * scale), height: Math.round(height * scale) }
}

/**
 * Pictures as voters get them: one format, one size, one length, no metadata, under names that mean nothing. Both are
 * made before either can be asked for, so that not even the time it takes says which is which.
 */
export class BlindPictures {
  readonly #blobs: Pick<Blobs, 'get'>
  readonly #framed = new ByteShelf<Promise<Uint8Array>>(mostFramedBytes)
  readonly #shown = new ByteShelf<Shown>(mostShownBytes)

  constructor(blobs: Pick<Blobs, 'get'>) {
    this.#blobs = blobs
  }

  /** @throws KontextError when a picture is missing or broken. */
  async show(pair: PicturesOfPair, voter: string): Promise<ShownPictures> {
    const frame = frameOf(pair)
    const [left, right, source, references] = await Promise.all([
      this.#inFrame(pair.left.sha256, frame),
      this.#inFrame(pair.right.sha256, frame),
      pair.source === undefined ? undefined : this.#inFrame(pair.source, frame),
      Promise.all(pair.references.map((sha256) => this.#inFrame(sha256, undefined))),
    ])
    const least = Math.max(leastPadded(left), leastPadded(right))
    const length = Math.ceil(least / lengthStep) * lengthStep
    return {
      frame,
      a: this.#name(padPng(left, length), voter),
      b: this.#name(padPng(right, length), voter),
      ...(source ? { source: this.#name(source, voter) } : {}),
      references: references.map((bytes) => this.#name(bytes, voter)),
    }
  }

  /** Only for whom it was shown. */
  get(name: string, voter: string | undefined): Uint8Array | undefined {
    const shown = this.#shown.get(name)
    return shown && shown.voter === voter ? shown.bytes : undefined
  }

  #name(bytes: Uint8Array, voter: string): string {
    const name = randomBytes(16).toString('hex')
    this.#shown.put(name, { voter, bytes }, bytes.byteLength)
    return name
  }

  #inFrame(sha256: string, frame: Frame | undefined): Promise<Uint8Array> {
    const key = `${sha256} ${frame?.width ?? ''} ${frame?.height ?? ''}`
    const known = this.#framed.get(key)
    if (known) return known
    const made = this.#encode(sha256, frame)
    // Its weight is known once it is made.
    this.#framed.put(key, made, 0)
    made.then(
      (bytes) => this.#framed.put(key, made, bytes.byteLength),
      () => this.#framed.remove(key),
    )
    return made
  }

  async #encode(sha256: string, frame: Frame | undefined): Promise<Uint8Array> {
    const pixels = await decodeImage(await this.#blobs.get(sha256))
    return encodeFramed(
      pixels,
      frame ?? frameOf({ left: { sha256, ...pixels }, right: { sha256, ...pixels } }),
    )
  }
}
