import type { Mask, Pixels } from '#image/pixels.ts'
import { srgbToLab, type Lab } from '#image/colour.ts'
import { frameOf, frameWithin, type Frame } from '../raster/crop.ts'
import type { Plane } from '../raster/enlarge.ts'

/** The letters in a box: how much ink each pixel bears, its colour, and where the ink begins and ends. */
export interface Ink {
  /** Of the whole picture; 0 outside the box. */
  shares: Plane
  box: Frame
  colour: [number, number, number]
}

/** The colour most of a box's pixels are near to, by a coarse cube: letters cover less than half of a line. */
function groundColour(pixels: Pixels, box: Frame): [number, number, number] {
  const bins = new Map<number, [number, number, number, number]>()
  for (let y = box.top; y < box.top + box.height; y++)
    for (let x = box.left; x < box.left + box.width; x++) {
      const at = (y * pixels.width + x) * 4
      const [r, g, b] = [pixels.data[at]!, pixels.data[at + 1]!, pixels.data[at + 2]!]
      const key = ((r >> 4) * 16 + (g >> 4)) * 16 + (b >> 4)
      const bin = bins.get(key) ?? [0, 0, 0, 0]
      bin[0] += r
      bin[1] += g
      bin[2] += b
      bin[3] += 1
      bins.set(key, bin)
    }
  const [largest] = [...bins.values()].sort((a, b) => b[3] - a[3])
  const [r, g, b, count] = largest ?? [255, 255, 255, 1]
  return [r / count, g / count, b / count]
}

/** Splits distances into near and far where the two groups are tightest (Otsu 1979). */
function otsu(distances: Float32Array): number {
  const counts = new Float64Array(128)
  for (const distance of distances) counts[Math.min(127, Math.floor(distance))]! += 1
  const total = distances.length
  let sum = 0
  for (let level = 0; level < 128; level++) sum += level * counts[level]!
  let [weight, part, best, threshold] = [0, 0, -1, 20]
  for (let level = 0; level < 128; level++) {
    weight += counts[level]!
    if (weight === 0 || weight === total) continue
    part += level * counts[level]!
    const between =
      weight * (total - weight) * (part / weight - (sum - part) / (total - weight)) ** 2
    if (between > best) {
      best = between
      threshold = level
    }
  }
  return Math.max(10, threshold)
}

/** Finds the ink in a box that holds a line of text. Undefined when nothing stands out from its ground. */
export function inkIn(pixels: Pixels, around: Frame): Ink | undefined {
  const box = frameWithin(pixels, around)
  const ground = groundColour(pixels, box)
  const [l, a, b] = srgbToLab(...(ground.map(Math.round) as [number, number, number])) as Lab
  const distances = new Float32Array(box.width * box.height)
  for (let y = 0; y < box.height; y++)
    for (let x = 0; x < box.width; x++) {
      const at = ((box.top + y) * pixels.width + box.left + x) * 4
      const lab = srgbToLab(pixels.data[at]!, pixels.data[at + 1]!, pixels.data[at + 2]!)
      distances[y * box.width + x] = Math.hypot(lab[0] - l, lab[1] - a, lab[2] - b)
    }
  const threshold = otsu(distances)
  const strong = distances.filter((distance) => distance > threshold).sort()
  if (strong.length < 12) return undefined
  const full = strong[Math.floor(strong.length * 0.6)]!
  const shares = {
    width: pixels.width,
    height: pixels.height,
    data: new Float32Array(pixels.width * pixels.height),
  }
  const colour: [number, number, number] = [0, 0, 0]
  let weight = 0
  for (let y = 0; y < box.height; y++)
    for (let x = 0; x < box.width; x++) {
      const distance = distances[y * box.width + x]!
      const share = Math.min(
        1,
        Math.max(0, (distance - threshold * 0.35) / (full * 0.9 - threshold * 0.35)),
      )
      const at = (box.top + y) * pixels.width + box.left + x
      shares.data[at] = share
      if (distance < full * 0.97) continue
      weight += 1
      for (let c = 0; c < 3; c++) colour[c]! += pixels.data[at * 4 + c]!
    }
  const tight = frameOf(shares, 0.5)
  return (
    tight && {
      shares,
      box: tight,
      colour: colour.map((sum) => sum / Math.max(1, weight)) as Ink['colour'],
    }
  )
}

/** Ink of a range of columns, grown a little: what must go. */
export function inkHole({ shares }: Ink, from: number, until: number, margin: number): Mask {
  const { width, height, data } = shares
  const hole = new Uint8Array(width * height)
  for (let y = 0; y < height; y++)
    for (let x = Math.max(0, from); x < Math.min(width, until); x++) {
      if (data[y * width + x]! < 0.08) continue
      for (let dy = -margin; dy <= margin; dy++)
        for (let dx = -margin; dx <= margin; dx++) {
          const [nx, ny] = [x + dx, y + dy]
          if (nx >= 0 && ny >= 0 && nx < width && ny < height) hole[ny * width + nx] = 255
        }
    }
  return { width, height, data: hole }
}

/** Columns of a box that bear no ink, as gaps between letters and words. */
export function gapsIn({ shares, box }: Ink): { from: number; until: number }[] {
  const gaps: { from: number; until: number }[] = []
  let start = -1
  for (let x = box.left; x <= box.left + box.width; x++) {
    let ink = 0
    if (x < box.left + box.width)
      for (let y = box.top; y < box.top + box.height; y++)
        ink = Math.max(ink, shares.data[y * shares.width + x]!)
    const empty = x < box.left + box.width && ink < 0.3
    if (empty && start < 0) start = x
    if (!empty && start >= 0) {
      gaps.push({ from: start, until: x })
      start = -1
    }
  }
  return gaps
}
