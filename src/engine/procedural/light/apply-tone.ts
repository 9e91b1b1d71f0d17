import type { Pixels } from '#image/pixels.ts'
import type { Tone } from '../operation.ts'
import type { Sight } from '../see/sight.ts'
import { dawn, day, lightsOut, night, sunset } from './day-times.ts'
import * as photographic from './photographic.ts'
import { autumn, spring, summer } from './seasons.ts'
import { settingOf, type Setting } from './setting.ts'
import { fog, rain, snowfall, storm, winter } from './weathers.ts'

/** Changes that depend on where the sky is. */
const scenic: Partial<Record<Tone, (pixels: Pixels, setting: Setting) => Pixels>> = {
  night,
  sunset,
  dawn,
  day,
  dark: lightsOut,
  winter,
  autumn,
  spring,
  summer,
  rain,
  snowfall,
  storm,
  fog,
}

const plain: Partial<Record<Tone, (pixels: Pixels, seed: number) => Pixels>> = photographic

/** Light, season, weather and photographic tones. */
export function applyTone(sight: Sight, tone: Tone, seed: number, careful: boolean): Pixels {
  const change = scenic[tone]
  if (change) return change(sight.pixels, settingOf(sight, seed, careful))
  return plain[tone]?.(sight.pixels, seed) ?? sight.pixels
}
