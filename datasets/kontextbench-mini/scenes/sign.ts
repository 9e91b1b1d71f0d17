import { tone, type Part } from '../paint/part.ts'
import { plain, rect, shaded, stroked } from '../paint/shade.ts'
import { lineRoom, setLine, sizeFor, type Face } from './lettering.ts'

export interface Sign {
  text: string
  board: string
  ink: string
  /** Middle of its upper edge. */
  x: number
  y: number
  width: number
  /** On a wall, on two poles that end at `foot`, on chains that start at `foot`, or chalk on a board that is there. */
  mount: 'wall' | 'poles' | 'chains' | 'chalk'
  foot?: number
  face?: Face
}

const signHeight = 104

const hung = ({ mount, x, y, width, foot = 780 }: Sign): string => {
  const [left, right] = [x - width / 2 + 44, x + width / 2 - 44]
  if (mount === 'poles')
    return `${shaded(rect(left - 9, y + 60, 18, foot - y - 60, 4), '#7a5638')}${shaded(rect(right - 9, y + 60, 18, foot - y - 60, 4), '#7a5638')}`
  if (mount === 'chains')
    return stroked(`M${left} ${foot} V${y + 6} M${right} ${foot} V${y + 6}`, '#4a4f58', 5)
  return ''
}

const board = (sign: Sign): string => {
  const { board: fill, x, y, width } = sign
  const left = x - width / 2
  return `${hung(sign)}${plain(rect(left + 4, y + 8, width, signHeight, 16), '#0c0a2430')}${shaded(rect(left, y, width, signHeight, 16), fill, 'fall')}<${rect(left + 9, y + 9, width - 18, signHeight - 18, 10)} fill="none" stroke="${tone(fill, 0.34)}" stroke-width="4"/>`
}

/** Board and lettering are apart, so that a change of text changes the lettering only. */
export function signParts(sign: Sign): Part[] {
  const { text, x, y, width, ink, mount, face = 'sans' } = sign
  const line = {
    text,
    x,
    y: y + signHeight / 2,
    size: sizeFor(text, width - 56, mount === 'chalk' ? 82 : 68, face),
    ink,
    face,
  }
  return [
    ...(mount === 'chalk' ? [] : [{ id: 'board', svg: board(sign) }]),
    { id: 'lettering', svg: setLine(line), room: lineRoom(line) },
  ]
}

/** Where the text must stand, in the picture's pixels. */
export const signBox = ({ x, y, width }: Sign) => ({
  x: x - width / 2,
  y,
  width,
  height: signHeight,
})
