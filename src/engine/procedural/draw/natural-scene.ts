import { grain } from '../raster/grain.ts'
import type { Group, Prompt } from '../read/read-prompt.ts'
import { drawBackdrop, floorOf, momentOf } from './backdrop.ts'
import type { Drawing } from './drawing.ts'
import { drawingOf, drawThing } from './drawing-of.ts'
import { shadesOf } from './shades.ts'
import { coloursIn } from '../read/colour-words.ts'

/** Where things are at home when the prompt names no place. */
const homes: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:cup|bowl|saucer|glass|bottle|vase|spoon|cake|bread|pizza|apple|banana|lemon|candle|book|clock)$/,
    'table',
  ],
  [/^(?:boat|lighthouse)$/, 'sea'],
  [/^(?:car|bus|bicycle|tower|mailbox)$/, 'street'],
  [/^(?:rocket|robot)$/, 'space'],
  [/^(?:fish)$/, 'underwater'],
  [/^(?:cactus)$/, 'desert'],
  [/^(?:snowman)$/, 'snow'],
  [/^(?:castle)$/, 'hill'],
  [/^(?:chair|sofa|table|beanbag|guitar|drum|window|door)$/, 'room'],
]

const placeOf = ({ place, groups }: Prompt): string =>
  place ?? homes.find(([pattern]) => groups.some(({ noun }) => pattern.test(noun)))?.[1] ?? 'meadow'

interface Piece {
  drawing: Drawing
  group: Group
  x: number
  /** Lower edge for what stands, middle for what flies. */
  y: number
  scale: number
}

const big = new Set([
  'castle',
  'lighthouse',
  'house',
  'tower',
  'tree',
  'mountains',
  'bridge',
  'rocket',
])

/** Things of one group side by side; many stand in rows, the far ones small. */
function standing(
  group: Group,
  drawing: Drawing,
  range: { from: number; until: number },
  floor: number,
  seed: number,
  alone: boolean,
  top: number,
): Piece[] {
  const { count } = group
  // What is cut off above cannot be stood in.
  const room = (1024 * floor - top) / 1024
  const random = grain(seed + 61)
  const span = range.until - range.from
  if (count > 6) {
    return Array.from({ length: count }, (_, index): Piece => {
      const row = Math.floor((index / count) * 4)
      const depth = row / 3
      const perRow = Math.ceil(count / 4)
      const x =
        range.from +
        span * (((index % perRow) + 0.5 + (row % 2 ? 0.25 : -0.1)) / perRow) +
        (random() - 0.5) * 40
      return {
        drawing,
        group,
        x,
        y: 1024 * (floor - 0.2 + 0.22 * depth),
        scale: (drawing.share * 1024 * (0.45 + 0.75 * depth)) / drawing.tall,
      }
    })
  }
  const tall =
    Math.min(drawing.share * (1 - (0.6 * top) / 1024), room * 0.92) *
    1024 *
    (alone && count === 1 && !big.has(group.noun) ? 1.35 : count > 3 ? 0.8 : 1)
  const widest = (span / count) * 0.9
  const scale = Math.min(tall / drawing.tall, widest / drawing.wide)
  return Array.from({ length: count }, (_, index): Piece => ({
    drawing,
    group,
    x: range.from + span * ((index + 0.5) / count),
    y: 1024 * floor + (index % 2) * 12,
    scale,
  }))
}

function flying(
  group: Group,
  drawing: Drawing,
  range: { from: number; until: number },
  seed: number,
  top: number,
): Piece[] {
  const random = grain(seed + 62)
  const span = range.until - range.from
  const many = group.count > 4
  const scale = Math.min(
    (drawing.share * 1024 * (many ? 0.62 : 1)) / drawing.tall,
    ((span / Math.min(group.count, 5)) * 0.95) / drawing.wide,
  )
  const columns = many ? Math.ceil(group.count / 3) : group.count
  return Array.from({ length: group.count }, (_, index): Piece => ({
    drawing,
    group,
    x:
      range.from +
      span * (((index % columns) + 0.5 + (many ? (random() - 0.5) * 0.5 : 0)) / columns),
    y:
      top +
      (many
        ? 130 + Math.floor(index / columns) * 170 + random() * 60
        : drawing.stands === 'sky'
          ? 190
          : 330 + (index % 2) * 90) *
        (1 - top / 1024),
    scale,
  }))
}

const walks = /^(?:woman|man|girl|boy|child|person|dog|cat|horse|cow)$/
const tops = new Set(['table', 'kitchen', 'wood', 'marble', 'office'])

interface Known {
  group: Group
  drawing: Drawing
}

/** The groups that can be drawn; sun and moon come with the sky. */
const knownOf = ({ groups }: Prompt): Known[] =>
  groups.flatMap((group) => {
    const drawing = drawingOf(group.noun)
    const ofSky = /^(?:sun|moon|stars|clouds)$/.test(group.noun)
    return drawing && drawing.stands !== 'cover' && !ofSky ? [{ group, drawing }] : []
  })

/** Puts what is worn on the heads of whoever stands there, if somebody does. */
function worn({ group, drawing }: Known, pieces: readonly Piece[]): Piece[] {
  const wearers = pieces.filter((piece) => walks.test(piece.group.noun))
  return wearers.slice(0, Math.max(1, group.count)).map((wearer): Piece => {
    const head = wearer.drawing.tall * wearer.scale
    const wide = wearer.drawing.wide * wearer.scale * 0.62
    const scale = wide / drawing.wide
    const down = drawing.stands === 'head' ? 0.98 : drawing.stands === 'eyes' ? 0.74 : 0.5
    return { drawing, group, x: wearer.x - wide * 0.06, y: wearer.y - head * down, scale }
  })
}

/** Spreads the groups: named sides hold, else they share the width in the order said. */
function layOut(
  prompt: Prompt,
  view: { floor: number; top: number; near: number },
  seed: number,
): Piece[] {
  const { floor, top, near } = view
  const known = knownOf(prompt)
  const grounded = known
    .filter(({ drawing }) => drawing.stands === 'ground')
    .map(({ group, drawing }) => ({ group, drawing: { ...drawing, share: drawing.share * near } }))
  const order = prompt.relation === 'right-of' ? grounded.toReversed() : grounded
  const total = order.reduce((sum, { group }) => sum + Math.sqrt(Math.min(group.count, 4)), 0)
  let from = 70
  const pieces = order.flatMap(({ group, drawing }, index) => {
    const part = (884 * Math.sqrt(Math.min(group.count, 4))) / total
    const range = group.count > 6 ? { from: 20, until: 1004 } : { from, until: from + part }
    from += part
    // Large things stand behind small ones.
    const back = order.length > 1 && big.has(group.noun) ? 0.06 : 0
    return standing(group, drawing, range, floor - back, seed + index, order.length === 1, top)
  })
  const aloft = known.filter(({ drawing }) => ['air', 'sky'].includes(drawing.stands))
  const air = aloft.flatMap(({ group, drawing }, index) => {
    const width = 884 / aloft.length
    const range = { from: 70 + index * width, until: 70 + (index + 1) * width }
    return flying(group, drawing, range, seed + index, top)
  })
  const clothes = known
    .filter(({ drawing }) => ['head', 'eyes', 'neck', 'lip'].includes(drawing.stands))
    .flatMap((one) => worn(one, pieces))
  return [...pieces.toSorted((a, b) => a.y - b.y), ...air, ...clothes]
}

function drawPiece({ drawing, group, x, y, scale }: Piece, index: number): string {
  const foot = drawing.stands === 'ground'
  const [left, top] = [
    x - (drawing.wide * scale) / 2,
    foot ? y - drawing.tall * scale : y - (drawing.tall * scale) / 2,
  ]
  const shadow = foot
    ? `<ellipse cx="${x.toFixed(0)}" cy="${(y - 2).toFixed(0)}" rx="${(drawing.wide * scale * 0.46).toFixed(0)}" ry="${(drawing.wide * scale * 0.07 + 2).toFixed(0)}" fill="#101820" opacity=".26"/>`
    : ''
  return `${shadow}<g transform="translate(${left.toFixed(1)} ${top.toFixed(1)}) scale(${scale.toFixed(4)})">${drawThing(drawing, group.colour, `p${index}`)}</g>`
}

/** A cloth over a table top, where the prompt lays one. */
function clothOf(words: string): string {
  const [, phrase] = /(\w+)\s+(?:linen|cloth|tablecloth|napkin)/.exec(words) ?? []
  const colour = phrase === undefined ? undefined : coloursIn(phrase)[0]?.colour
  if (!colour) return ''
  const { base, dark, light } = shadesOf(colour)
  return `<path d="M0 640 H1024 V1024 H0Z" fill="${base}"/><path d="M0 640 Q300 690 520 650 T1024 660 V720 Q700 690 480 730 T0 700Z" fill="${light}" opacity=".5"/><path d="M0 860 Q260 800 520 870 T1024 840 V920 Q760 900 520 950 T0 920Z" fill="${dark}" opacity=".4"/>`
}

/** What the place already has is not drawn twice; whoever is on the water has a boat. */
function fitted(prompt: Prompt, place: string): Prompt {
  const groups = prompt.groups.filter(
    ({ noun }) => !(noun === 'table' && tops.has(place)) && noun !== place,
  )
  const adrift =
    place === 'sea' &&
    groups.some(({ noun }) => walks.test(noun)) &&
    !groups.some(({ noun }) => noun === 'boat')
  return { ...prompt, groups: adrift ? [...groups, { noun: 'boat', count: 1 }] : groups }
}

/** A place with the things of the prompt in it; `top` units of the canvas are cut off above. */
export function drawNaturalScene(prompt: Prompt, seed: number, top: number): string {
  const place = placeOf(prompt)
  const backdrop = drawBackdrop(place, momentOf(prompt.words, seed))
  const pieces = layOut(
    fitted(prompt, place),
    { floor: floorOf(place), top, near: tops.has(place) ? 1.9 : 1 },
    seed,
  )
  return backdrop + clothOf(prompt.words) + pieces.map(drawPiece).join('')
}
