import { colourAnchors } from '#image/colour.ts'
import type { ColourName } from '../see/colour-likeness.ts'

/** One colour in the tones a drawing needs, as CSS. */
export interface Shades {
  base: string
  light: string
  pale: string
  dark: string
  deep: string
}

type Rgb = readonly [number, number, number]

const css = (rgb: Rgb): string => `rgb(${rgb.map((value) => Math.round(value)).join(',')})`

const mixed = (rgb: Rgb, to: number, part: number): Rgb =>
  rgb.map((value) => value + (to - value) * part) as unknown as Rgb

export const rgbOf = (name: ColourName): Rgb =>
  name === 'grey' ? [134, 136, 140] : colourAnchors[name]

export function shadesOf(colour: ColourName | Rgb): Shades {
  const rgb = typeof colour === 'string' ? rgbOf(colour) : colour
  return {
    base: css(rgb),
    light: css(mixed(rgb, 255, 0.3)),
    pale: css(mixed(rgb, 255, 0.62)),
    dark: css(mixed(rgb, 0, 0.24)),
    deep: css(mixed(rgb, 0, 0.5)),
  }
}
