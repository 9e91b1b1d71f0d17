import type { ColourName } from '../see/colour-likeness.ts'
import type { Shades } from './shades.ts'

/** Where a thing is at home. */
type Stand = 'ground' | 'air' | 'sky' | 'head' | 'eyes' | 'neck' | 'lip' | 'cover'

/** A thing of the vocabulary, drawn in a box of `wide` x `tall` units; a standing one stands on its lower edge. */
export interface Drawing {
  wide: number
  tall: number
  stands: Stand
  /** Its usual height over the picture's. */
  share: number
  colour: ColourName | readonly [number, number, number]
  draw(shades: Shades): string
}

/** Gradients that every drawing may fill with: `body` from lit to shaded side, `ball` round, `down` from above. */
export const gradients = ({ base, light, pale, dark, deep }: Shades): string =>
  `<linearGradient id="body" x2="1"><stop stop-color="${light}"/><stop offset=".45" stop-color="${base}"/><stop offset="1" stop-color="${dark}"/></linearGradient>` +
  `<radialGradient id="ball" cx=".36" cy=".3" r=".78"><stop stop-color="${pale}"/><stop offset=".3" stop-color="${light}"/><stop offset=".62" stop-color="${base}"/><stop offset="1" stop-color="${deep}"/></radialGradient>` +
  `<linearGradient id="down" x2="0" y2="1"><stop stop-color="${light}"/><stop offset="1" stop-color="${dark}"/></linearGradient>`

export const stroke = (colour: string, width: number): string =>
  `fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"`

/** Points of a star about (x, y). */
export const starPoints = (x: number, y: number, r: number, inner = 0.42, points = 5): string =>
  Array.from({ length: points * 2 }, (_, index) => {
    const radius = index % 2 === 0 ? r : r * inner
    const angle = (Math.PI * index) / points - Math.PI / 2
    return `${(x + radius * Math.cos(angle)).toFixed(1)},${(y + radius * Math.sin(angle)).toFixed(1)}`
  }).join(' ')
