import { colourAnchors, srgbToLab, type Lab as LabColour } from '#image/colour.ts'
import type { Pixels } from '#image/pixels.ts'
import type { Plane } from '../raster/enlarge.ts'
import type { Operation } from '../operation.ts'
import { writeLab } from '../raster/lab.ts'
import type { ColourName } from '../see/colour-likeness.ts'
import { findTarget, matteOf } from '../see/resolve-target.ts'
import type { Sight } from '../see/sight.ts'
import type { Job } from './job.ts'

/** What a colour name means when it is painted. */
export const labOfName = (name: ColourName): LabColour =>
  name === 'grey' ? srgbToLab(134, 136, 140) : srgbToLab(...colourAnchors[name])

interface Typical {
  lightness: number
  chroma: number
  hue: number
}

/** Median lightness and chroma, and mean hue, of what is clearly inside. */
function typicalOf(pixels: Pixels, { data: shares }: Plane): Typical {
  const lights: number[] = []
  const chromas: number[] = []
  let [a, b] = [0, 0]
  const step = Math.max(1, Math.floor(shares.length / 60_000))
  for (let at = 0; at < shares.length; at += step) {
    if (shares[at]! < 0.8) continue
    const lab = srgbToLab(pixels.data[at * 4]!, pixels.data[at * 4 + 1]!, pixels.data[at * 4 + 2]!)
    lights.push(lab[0])
    chromas.push(Math.hypot(lab[1], lab[2]))
    a += lab[1]
    b += lab[2]
  }
  const middle = (values: number[]): number => values.sort((p, q) => p - q)[values.length >> 1] ?? 0
  return { lightness: middle(lights), chroma: middle(chromas), hue: Math.atan2(b, a) }
}

/** Carries a shade over: as far between black, the old colour and white as before, now about the new one. */
const shaded = (light: number, old: number, wanted: number): number =>
  light <= old
    ? wanted * Math.max(0.25, light / Math.max(8, old))
    : 100 - (100 - wanted) * Math.max(0, (100 - light) / Math.max(8, 100 - old))

/** How much of another hue than its surroundings' a pixel is: a badge on a jacket is no jacket. */
function foreign(a: number, b: number, { hue, chroma }: Typical): number {
  const own = Math.hypot(a, b)
  if (chroma < 14 || own < 14) return 0
  const turn = Math.abs(
    Math.atan2(Math.sin(Math.atan2(b, a) - hue), Math.cos(Math.atan2(b, a) - hue)),
  )
  return Math.min(1, Math.max(0, (turn - 0.9) / 0.5))
}

/** Gives what the shares cover another colour and keeps its light, shade and highlights. */
export function recolour(pixels: Pixels, shares: Plane, to: LabColour): Pixels {
  const typical = typicalOf(pixels, shares)
  const [l, a, b] = to
  const data = pixels.data.slice()
  for (let at = 0; at < shares.data.length; at++) {
    const share = shares.data[at]!
    if (share < 0.01) continue
    const from = at * 4
    const [oldL, oldA, oldB] = srgbToLab(data[from]!, data[from + 1]!, data[from + 2]!)
    const part = share * (1 - foreign(oldA, oldB, typical))
    const light = shaded(oldL, typical.lightness, l)
    const strength =
      typical.chroma > 12
        ? Math.min(1.3, Math.max(0.15, Math.hypot(oldA, oldB) / typical.chroma))
        : Math.min(1, (100 - light) / Math.max(5, 100 - l))
    writeLab(
      data,
      from,
      oldL + (light - oldL) * part,
      oldA + (a * strength - oldA) * part,
      oldB + (b * strength - oldB) * part,
    )
  }
  return { ...pixels, data }
}

/** Finds what is meant and gives it another colour. */
export function recolourThing(
  sight: Sight,
  { target, to }: Extract<Operation, { op: 'recolour' }>,
  { warn }: Job,
): Pixels | undefined {
  const found = findTarget(sight, target, warn)
  return found && recolour(sight.pixels, matteOf(sight, found), labOfName(to))
}
