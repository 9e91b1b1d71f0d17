import type { Component } from '#image/components.ts'
import type { Mask } from '#image/pixels.ts'
import { piecesOf } from './by-colour.ts'
import type { Box } from './find-face.ts'

/** What an instruction's phrase means in a picture. */
export interface Found {
  /** At the small size. */
  mask: Mask
  /** The pieces it is made of, largest first; several for "all balloons". */
  pieces: Component[]
  /** How it was found, when that is worth a warning. */
  note?: string
}

export const boxOf = ({ box }: Component): Box => ({
  left: box.x,
  top: box.y,
  width: box.width,
  height: box.height,
})

export const foundOf = (mask: Mask, pieces = piecesOf(mask, 1, 0.0002)): Found | undefined =>
  pieces.length === 0 ? undefined : { mask, pieces: pieces.toSorted((a, b) => b.area - a.area) }
