import type { Group, Prompt } from '../read/read-prompt.ts'
import { drawingOf, drawThing } from './drawing-of.ts'
import { shadesOf } from './shades.ts'

interface Cell {
  x: number
  y: number
  width: number
  height: number
}

/** Cuts the canvas into one cell a group, so that stated sides hold. */
function cellsOf({ groups, relation, text }: Prompt): Cell[] {
  const upright = relation === 'above' || relation === 'below'
  const backwards = relation === 'right-of' || relation === 'below'
  const span = text === undefined ? 1024 : 720
  const cells = groups.map((_, index): Cell => {
    const part = (upright ? span : 1024) / groups.length
    return upright
      ? { x: 0, y: index * part, width: 1024, height: part }
      : { x: index * part, y: 0, width: part, height: span }
  })
  return backwards ? cells.toReversed() : cells
}

function drawGroup({ noun, colour, count }: Group, cell: Cell, key: string): string {
  const drawing = drawingOf(noun)
  if (!drawing) return ''
  const columns = Math.max(1, Math.ceil(Math.sqrt(count * (cell.width / cell.height))))
  const rows = Math.ceil(count / columns)
  const [stepX, stepY] = [cell.width / columns, cell.height / rows]
  const scale = (Math.min(stepX, stepY) * 0.66) / Math.max(drawing.wide, drawing.tall)
  return Array.from({ length: count }, (_, index) => {
    // The last row, when it is not full, stands in the middle.
    const row = Math.floor(index / columns)
    const inRow = Math.min(columns, count - row * columns)
    const place = (index % columns) + 0.5 + (columns - inRow) / 2
    const x = cell.x + stepX * place - (drawing.wide * scale) / 2
    const y = cell.y + stepY * (row + 0.5) - (drawing.tall * scale) / 2
    return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(4)})">${drawThing(drawing, colour, `${key}n${index}`)}</g>`
  }).join('')
}

/** Plain shapes and things in rows on one colour: counts, colours and sides exactly as stated. */
export function drawFlatScene(prompt: Prompt): string {
  const cells = cellsOf(prompt)
  const groups = prompt.groups
    .map((group, index) => drawGroup(group, cells[index]!, `g${index}`))
    .join('')
  const fill = prompt.background ? shadesOf(prompt.background).base : '#f2f2ee'
  return `<rect width="1024" height="1024" fill="${fill}"/>${groups}`
}
