/** Draws one picture or mask and writes it as PNG; runs in a worker thread. */
import { writeFile } from 'node:fs/promises'
import { sha256 } from '#digest/sha256.ts'
import { encodeMaskPng, encodePng } from '#image/encode.ts'
import { pixelDigest } from '#image/pixel-digest.ts'
import { rasteriseSvg } from '#image/svg.ts'
import { serveWorker } from '#pool/serve-worker.ts'
import type { DrawnImage } from './data-set-source.ts'

interface DrawTask {
  image: DrawnImage
  file: string
}

async function draw({ image, file }: DrawTask): Promise<{ sha256: string; pixels: string }> {
  const pixels = await rasteriseSvg(image.svg, image.width, image.height)
  const { width, height, data } = pixels
  const bytes =
    image.kind === 'picture'
      ? await encodePng(pixels)
      : await encodeMaskPng({
          width,
          height,
          data: data.filter((_, index) => index % 4 === 0).map((value) => (value > 127 ? 255 : 0)),
        })
  await writeFile(file, bytes)
  return { sha256: sha256(bytes), pixels: pixelDigest(pixels) }
}

serveWorker({ draw })
