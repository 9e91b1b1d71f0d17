import type { colourNames } from '#schema/case.ts'

export type ColourName = (typeof colourNames)[number] | 'grey'

/** A name's range: rises from `low` to full at `from`, falls from `until` to nothing at `high`. */
type Range = readonly [low: number, from: number, until: number, high: number]

interface Naming {
  /** Hue angle in L*a*b*, degrees; may start below 0. */
  hue?: Range
  chroma: Range
  lightness: Range
}

/** Where each name lies in lightness, chroma and hue; widths after the basic colour terms of Berlin and Kay as mapped by Mojsilovic 2005. */
const namings: Record<ColourName, Naming> = {
  red: { hue: [-8, 10, 40, 50], chroma: [22, 48, 200, 201], lightness: [8, 18, 58, 70] },
  orange: { hue: [40, 48, 70, 80], chroma: [32, 55, 200, 201], lightness: [38, 50, 82, 92] },
  yellow: { hue: [68, 80, 106, 116], chroma: [26, 45, 200, 201], lightness: [48, 62, 101, 102] },
  green: { hue: [100, 116, 180, 200], chroma: [8, 20, 200, 201], lightness: [6, 16, 88, 98] },
  blue: { hue: [205, 235, 298, 310], chroma: [8, 22, 200, 201], lightness: [6, 14, 84, 94] },
  purple: { hue: [292, 304, 335, 350], chroma: [10, 24, 200, 201], lightness: [8, 16, 64, 76] },
  pink: { hue: [-50, -25, 24, 42], chroma: [8, 18, 200, 201], lightness: [34, 56, 92, 98] },
  brown: { hue: [28, 42, 76, 90], chroma: [8, 16, 42, 58], lightness: [8, 16, 50, 62] },
  black: { chroma: [-2, -1, 10, 20], lightness: [-2, -1, 16, 30] },
  white: { chroma: [-2, -1, 8, 16], lightness: [72, 86, 101, 102] },
  grey: { chroma: [-2, -1, 7, 13], lightness: [22, 34, 74, 86] },
}

function within(value: number, [low, from, until, high]: Range): number {
  if (value <= low || value >= high) return 0
  if (value < from) return (value - low) / (from - low)
  if (value > until) return (high - value) / (high - until)
  return 1
}

/** How well a colour bears a name, 0 to 1. */
export function likeness(name: ColourName, l: number, a: number, b: number): number {
  const { hue, chroma, lightness } = namings[name]
  const strength = within(Math.hypot(a, b), chroma) * within(l, lightness)
  if (!hue || strength === 0) return strength
  const degrees = (Math.atan2(b, a) * 180) / Math.PI
  return strength * Math.max(within(degrees, hue), within(degrees + 360, hue))
}
