import type { Pixels } from '#image/pixels.ts'
import { rasteriseSvg, escapeXml } from '#image/svg.ts'
import { layOver } from '../alter/sprite.ts'
import type { Job } from '../alter/job.ts'
import { withoutCues } from '../alter/add-thing.ts'
import { shadesOf } from '../draw/shades.ts'
import type { Operation } from '../operation.ts'
import type { Frame } from '../raster/crop.ts'
import { findCues } from '../see/find-cues.ts'

const isHan = (text: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)

const middle = { top: 0.13, middle: 0.5, bottom: 0.88 }
const across = { left: 0.3, middle: 0.5, right: 0.7 }

function frameFor(
  { width, height }: Pixels,
  spot: Extract<Operation, { op: 'write' }>['spot'],
): Frame {
  const y = middle[spot.place?.down ?? 'bottom'] * height
  const x = across[spot.place?.across ?? 'middle'] * width
  const [w, h] = [width * (spot.place?.across ? 0.5 : 0.84), height * 0.13]
  return { left: x - w / 2, top: y - h / 2, width: w, height: h }
}

const meanLight = ({ width, data }: Pixels, frame: Frame): number => {
  let [sum, count] = [0, 0]
  for (let y = Math.max(0, Math.floor(frame.top)); y < frame.top + frame.height; y += 3)
    for (let x = Math.max(0, Math.floor(frame.left)); x < frame.left + frame.width; x += 3) {
      const at = (y * width + x) * 4
      if (data[at + 2] === undefined) continue
      sum += 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!
      count += 1
    }
  return sum / Math.max(1, count)
}

/** Writes a new text where it is asked for, legible on whatever is below. */
export async function writeText(
  pixels: Pixels,
  { text, spot, colour }: Extract<Operation, { op: 'write' }>,
  job: Job,
): Promise<Pixels | undefined> {
  const cue = spot.cue ? findCues(pixels)[0] : undefined
  if (spot.cue && !cue) return undefined
  const below = cue ? withoutCues(pixels, job) : pixels
  const frame = cue ? { ...cue.box } : frameFor(pixels, spot)
  const [width, height] = [
    Math.max(8, Math.round(frame.width)),
    Math.max(8, Math.round(frame.height)),
  ]
  const letters = Array.from(text).length
  const size = Math.min(height * 0.74, (width * 0.94) / (letters * (isHan(text) ? 1.02 : 0.68)))
  const dark = meanLight(below, frame) > 140
  const fill = colour ? shadesOf(colour).base : dark ? '#1a1c22' : '#ffffff'
  const rim = dark ? '#ffffff' : '#101218'
  const family = isHan(text) ? 'Noto Sans SC' : 'DejaVu Sans'
  const base = `x="${width / 2}" y="${height / 2 + size * 0.36}" text-anchor="middle" font-family="${family}" font-weight="700" font-size="${size.toFixed(1)}"`
  const word = escapeXml(text)
  const drawn = await rasteriseSvg(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><text ${base} fill="none" stroke="${rim}" stroke-width="${(size / 12).toFixed(1)}" stroke-linejoin="round" opacity=".55">${word}</text><text ${base} fill="${fill}">${word}</text></svg>`,
    width,
    height,
  )
  return layOver(below, drawn, frame.left, frame.top)
}
