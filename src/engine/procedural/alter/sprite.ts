import type { Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import { boxBlur, softBlur } from '../raster/box-blur.ts'
import { crop, frameOf, type Frame } from '../raster/crop.ts'
import type { Plane } from '../raster/enlarge.ts'

/** A thing cut out, with alpha, and where it stood. */
export interface Sprite {
  pixels: Pixels
  frame: Frame
}

/** Cuts what the shares cover out of a picture, as straight alpha. */
export function cutOut(pixels: Pixels, shares: Plane): Sprite | undefined {
  const frame = frameOf(shares, 0.05)
  if (!frame) return undefined
  const cut = crop(pixels, frame)
  for (let y = 0; y < frame.height; y++)
    for (let x = 0; x < frame.width; x++) {
      const share = shares.data[(frame.top + y) * shares.width + frame.left + x]!
      cut.data[(y * frame.width + x) * 4 + 3] = Math.round(255 * share)
    }
  return { pixels: cleanEdges(cut), frame }
}

/** Half-covered edge pixels still show the old surroundings: they take the colour of the solid ones beside them. */
function cleanEdges(cut: Pixels): Pixels {
  const { width, height, data } = cut
  const count = width * height
  const solid = new Float32Array(count)
  for (let at = 0; at < count; at++) solid[at] = data[at * 4 + 3]! > 235 ? 1 : 0
  const weight = boxBlur(solid, width, height, 3)
  const clean = data.slice()
  for (let c = 0; c < 3; c++) {
    const plane = new Float32Array(count)
    for (let at = 0; at < count; at++) plane[at] = solid[at]! * data[at * 4 + c]!
    const blurred = boxBlur(plane, width, height, 3)
    for (let at = 0; at < count; at++) {
      const alpha = data[at * 4 + 3]!
      if (alpha === 0 || alpha > 235 || weight[at]! < 0.02) continue
      const inner = blurred[at]! / weight[at]!
      clean[at * 4 + c] = Math.round(inner + (data[at * 4 + c]! - inner) * (alpha / 255) ** 2)
    }
  }
  return { width, height, data: clean }
}

/** Lays a picture with alpha over another, its top left corner at (left, top); what sticks out is cut off. */
export function layOver(below: Pixels, above: Pixels, left: number, top: number): Pixels {
  const data = below.data.slice()
  const [x0, y0] = [Math.round(left), Math.round(top)]
  for (let y = Math.max(0, -y0); y < Math.min(above.height, below.height - y0); y++)
    for (let x = Math.max(0, -x0); x < Math.min(above.width, below.width - x0); x++) {
      const from = (y * above.width + x) * 4
      const alpha = above.data[from + 3]! / 255
      if (alpha === 0) continue
      const to = ((y0 + y) * below.width + x0 + x) * 4
      for (let c = 0; c < 3; c++)
        data[to + c] = Math.round(data[to + c]! + (above.data[from + c]! - data[to + c]!) * alpha)
    }
  return { ...below, data }
}

export const scaled = (pixels: Pixels, factor: number): Promise<Pixels> =>
  resizePixels(
    pixels,
    Math.max(1, Math.round(pixels.width * factor)),
    Math.max(1, Math.round(pixels.height * factor)),
  )

/** Darkens the ground below a thing: a flat soft ellipse under its lowest part. */
export function groundShadow(
  pixels: Pixels,
  foot: { x: number; y: number; width: number },
  strength = 0.4,
): Pixels {
  const [rx, ry] = [foot.width * 0.52, Math.max(3, foot.width * 0.09)]
  const data = pixels.data.slice()
  for (
    let y = Math.max(0, Math.floor(foot.y - ry * 2));
    y < Math.min(pixels.height, foot.y + ry * 2);
    y++
  )
    for (
      let x = Math.max(0, Math.floor(foot.x - rx * 1.3));
      x < Math.min(pixels.width, foot.x + rx * 1.3);
      x++
    ) {
      const far = Math.hypot((x - foot.x) / rx, (y - foot.y) / ry)
      const dark = 1 - strength * Math.exp(-((far / 0.75) ** 2.4))
      const at = (y * pixels.width + x) * 4
      for (let c = 0; c < 3; c++) data[at + c] = Math.round(data[at + c]! * dark)
    }
  return { ...pixels, data }
}

/** Mean colour of a picture, 0 to 255 each. */
function meanColour({ data }: Pixels): [number, number, number] {
  const sum = [0, 0, 0]
  const step = Math.max(1, Math.floor(data.length / 4 / 20_000)) * 4
  let count = 0
  for (let at = 0; at < data.length; at += step) {
    for (let c = 0; c < 3; c++) sum[c]! += data[at + c]!
    count += 1
  }
  return sum.map((value) => value / count) as [number, number, number]
}

/** Lets a thing take on some of the light of where it stands, so that it does not look pasted. */
export function litBy(thing: Pixels, surroundings: Pixels, strength = 0.5): Pixels {
  const mean = meanColour(surroundings)
  const grey = (mean[0] + mean[1] + mean[2]) / 3
  const bright = Math.min(1.12, Math.max(0.45, grey / 125))
  const gains = mean.map((value) => {
    const cast = Math.min(1.5, Math.max(0.6, value / Math.max(20, grey)))
    return 1 + (bright * cast - 1) * strength
  })
  const data = thing.data.slice()
  for (let at = 0; at < data.length; at += 4)
    for (let c = 0; c < 3; c++) data[at + c] = Math.min(255, Math.round(data[at + c]! * gains[c]!))
  return { ...thing, data }
}

/** Shares from a sprite's alpha, softened by a pixel or so. */
export function softened(pixels: Pixels, radius: number): Pixels {
  const { width, height, data } = pixels
  const alpha = new Float32Array(width * height)
  for (let at = 0; at < alpha.length; at++) alpha[at] = data[at * 4 + 3]!
  const soft = softBlur(alpha, width, height, radius)
  const out = data.slice()
  for (let at = 0; at < alpha.length; at++)
    out[at * 4 + 3] = Math.min(data[at * 4 + 3]!, Math.round(soft[at]!))
  return { width, height, data: out }
}
