import type { Mask, Pixels } from '#image/pixels.ts'
import { meanSquared } from '#score/pixel/errors.ts'
import { ssim, ssimSide } from '#score/pixel/ssim.ts'

/** 1 = to be edited, with the border that its code sets "to avoid annotation errors in boundary". */
export function withBorder({ width, height, data }: Mask): Mask {
  const bordered = data.slice()
  bordered.fill(255, 0, width)
  bordered.fill(255, width * (height - 1))
  for (let row = 0; row < height; row++) {
    bordered[row * width] = 255
    bordered[(row + 1) * width - 1] = 255
  }
  return { width, height, data: bordered }
}

/** An output that is no square is the row of pictures that some methods write: the last 512 x 512 of it count. */
export function lastSquare(pixels: Pixels, side = 512): Pixels {
  const { width, height, data } = pixels
  if (width === height || width < side || height < side) return pixels
  const cut = new Uint8Array(side * side * 4)
  for (let row = 0; row < side; row++) {
    const from = ((height - side + row) * width + width - side) * 4
    cut.set(data.subarray(from, from + side * 4), row * side * 4)
  }
  return { width: side, height: side, data: cut }
}

/** What may be edited becomes black; it still counts in the means. */
function blackened({ width, height, data }: Pixels, mask: Mask): Pixels {
  const kept = data.slice()
  for (let index = 0; index < mask.data.length; index++)
    if (mask.data[index]) kept.fill(0, index * 4, index * 4 + 3)
  return { width, height, data: kept }
}

const channel = ({ data }: Pixels, offset: number): Float64Array =>
  Float64Array.from({ length: data.length / 4 }, (_, index) => data[index * 4 + offset]!)

/** Mean over R, G and B of SSIM over the windows that lie inside the frame, as torchmetrics crops its padding away. */
function ssimOfChannels(a: Pixels, b: Pixels): number | undefined {
  const values = [0, 1, 2].map((offset) => {
    const side = (pixels: Pixels) => ssimSide(channel(pixels, offset), pixels.width, pixels.height)
    return ssim(side(a), side(b))
  })
  return values.some((value) => value === undefined)
    ? undefined
    : values.reduce<number>((sum, value) => sum + (value ?? 0), 0) / values.length
}

export interface Background {
  /** dB; infinite where nothing changed. */
  psnr: number
  /** Of RGB in 0 to 1. */
  mse: number
  ssim: number | undefined
}

/**
 * PIE-Bench's metrics of the part that was not to be edited: both pictures are multiplied by it, and PSNR, MSE and SSIM
 * are taken over the whole frame. undefined where nothing is left of it ("nan" in its code). All of one size.
 * Source: PnPInversion (Ju et al. 2024), evaluation/evaluate.py and matrics_calculator.py, torchmetrics with data_range 1.
 */
export function pieBackground(source: Pixels, output: Pixels, mask: Mask): Background | undefined {
  const edited = withBorder(mask)
  if (edited.data.every((value) => value > 0)) return undefined
  const [a, b] = [blackened(source, edited), blackened(output, edited)]
  const mse = meanSquared(a, b)
  return { mse, psnr: -10 * Math.log10(mse), ssim: ssimOfChannels(a, b) }
}
