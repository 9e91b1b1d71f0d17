/** Draws one picture or mask and writes it as PNG; runs in a worker thread. */
import { writeFile } from 'node:fs/promises'
import { sha256 } from '#digest/sha256.ts'
import { encodeMaskPng, encodePng } from '#image/encode.ts'
import { growMask } from '#image/grow-mask.ts'
import { pixelDigest } from '#image/pixel-digest.ts'
import type { Mask, Pixels } from '#image/pixels.ts'
import { rasteriseSvg } from '#image/svg.ts'
import { serveWorker } from '#pool/serve-worker.ts'
import type { DrawnImage } from './data-set-source.ts'

interface DrawTask {
  image: DrawnImage
  file: string
}

/** Set where one channel of the drawing (0 red .. 3 alpha) has at least this value. */
function maskFrom({ width, height, data }: Pixels, channel: number, least: number): Mask {
  const mask = new Uint8Array(width * height)
  for (let index = 0; index < mask.length; index++)
    mask[index] = (data[index * 4 + channel] ?? 0) >= least ? 255 : 0
  return { width, height, data: mask }
}

/** Masks are drawn white on black, without half tones; of a silhouette all counts, however faint. */
const maskOf = (image: DrawnImage, drawn: Pixels): Mask =>
  image.kind === 'silhouette'
    ? growMask(maskFrom(drawn, 3, 1), image.grow ?? 0)
    : maskFrom(drawn, 0, 128)

/** The mask as its file shows it, for the digest of the decoded pixels. */
function pixelsOf({ width, height, data }: Mask): Pixels {
  const rgba = new Uint8Array(width * height * 4)
  const words = new Uint32Array(rgba.buffer)
  // As one word, whatever the byte order.
  const black = new Uint32Array(new Uint8Array([0, 0, 0, 255]).buffer)[0] ?? 0
  for (let index = 0; index < data.length; index++) words[index] = data[index] ? 0xffffffff : black
  return { width, height, data: rgba }
}

async function draw({ image, file }: DrawTask): Promise<{ sha256: string; pixels: string }> {
  const drawn = await rasteriseSvg(image.svg, image.width, image.height)
  const mask = image.kind === 'picture' ? undefined : maskOf(image, drawn)
  const bytes = mask ? await encodeMaskPng(mask) : await encodePng(drawn)
  await writeFile(file, bytes)
  return { sha256: sha256(bytes), pixels: pixelDigest(mask ? pixelsOf(mask) : drawn) }
}

serveWorker({ draw })
