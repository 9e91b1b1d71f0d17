/** Draws one picture or mask and writes it as PNG; runs in a worker thread. */
import { writeFile } from 'node:fs/promises'
import { sha256 } from '#digest/sha256.ts'
import type { Mask, Pixels } from '#image/pixels.ts'
import { encodeMaskPng, encodePng } from '#image/encode.ts'
import { pixelDigest } from '#image/pixel-digest.ts'
import { rasteriseSvg } from '#image/svg.ts'
import { serveWorker } from '#pool/serve-worker.ts'
import type { DrawnImage } from './data-set-source.ts'

interface DrawTask {
  image: DrawnImage
  file: string
}

/** Masks are drawn white on black; their red channel tells, without half tones. */
function maskOf({ width, height, data }: Pixels): Mask {
  const mask = new Uint8Array(width * height)
  for (let index = 0; index < mask.length; index++)
    mask[index] = (data[index * 4] ?? 0) > 127 ? 255 : 0
  return { width, height, data: mask }
}

async function draw({ image, file }: DrawTask): Promise<{ sha256: string; pixels: string }> {
  const pixels = await rasteriseSvg(image.svg, image.width, image.height)
  const bytes =
    image.kind === 'picture' ? await encodePng(pixels) : await encodeMaskPng(maskOf(pixels))
  await writeFile(file, bytes)
  return { sha256: sha256(bytes), pixels: pixelDigest(pixels) }
}

serveWorker({ draw })
