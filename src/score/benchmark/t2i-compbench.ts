/**
 * Prompt and number of an output by its file name, `{prompt}_{000001}.png`. The prompt ends at the first underscore and the
 * number stands behind the last one. Source: T2I-CompBench (Huang et al. 2023).
 */
export function compBenchOutput(file: string): { prompt: string; number: number } | undefined {
  const name = file.slice(file.lastIndexOf('/') + 1)
  const [, prompt, number] = /^([^_]*)_(?:.*_)?(\d+)\.[a-z]+$/i.exec(name) ?? []
  return prompt === undefined ? undefined : { prompt, number: Number(number) }
}

/** BLIP-VQA of one picture: the product over the prompt's noun phrases of P(yes) for "{phrase}?", to four digits. */
export const compBenchAttributes = (phrases: readonly number[]): number =>
  Number(phrases.reduce((product, yes) => product * yes, 1).toFixed(4))

/** Left, top, right, bottom in pixels. */
export type Box = readonly [left: number, top: number, right: number, bottom: number]

const leastOverlap = 0.1
const nearPixels = 150
const nearWords = ['next to', 'on side of', 'near'] as const
const sides = {
  'on the left of': { axis: 0, sign: 1 },
  'on the right of': { axis: 0, sign: -1 },
  'on the top of': { axis: 1, sign: 1 },
  'on the bottom of': { axis: 1, sign: -1 },
} as const
export type Locality = (typeof nearWords)[number] | keyof typeof sides

function overlapOf(a: Box, b: Box): number {
  const along = (axis: 0 | 1): number =>
    Math.max(0, Math.min(a[axis + 2]!, b[axis + 2]!) - Math.max(a[axis], b[axis]))
  const area = (box: Box): number => (box[2] - box[0]) * (box[3] - box[1])
  const both = along(0) * along(1)
  return both / (area(a) + area(b) - both)
}

/** Soft score of a place, 0 to 1: right where the axis asked for has the larger distance, less where the boxes overlap. */
export function compBenchPosition(locality: Locality, first: Box, second: Box): number {
  const away = ([0, 1] as const).map(
    (axis) => (second[axis] + second[axis + 2]!) / 2 - (first[axis] + first[axis + 2]!) / 2,
  ) as [number, number]
  const far = away.map(Math.abs) as [number, number]
  if (!(locality in sides)) return Math.min(...far) < nearPixels ? 1 : nearPixels / Math.max(...far)
  const { axis, sign } = sides[locality as keyof typeof sides]
  if (away[axis] * sign <= 0 || far[axis] <= far[1 - axis]!) return 0
  const overlap = overlapOf(first, second)
  return overlap < leastOverlap ? 1 : leastOverlap / overlap
}

/** An object that a detector found; undefined = it did not. */
type Found = { confidence: number; box: Box } | undefined

/** UniDet score of one picture: a quarter for each object by its confidence, half for the place; below 0.5 it is 0. */
export function compBenchSpatial(locality: Locality, first: Found, second: Found): number {
  const seen = 0.25 * ((first?.confidence ?? 0) + (second?.confidence ?? 0))
  const place = first && second ? compBenchPosition(locality, first.box, second.box) / 2 : 0
  return seen + place < 0.5 ? 0 : seen + place
}

/**
 * The 3-in-1 score of a complex prompt: the mean of what applies by the list that it stands in (spatial and attributes,
 * action and attributes, or all three).
 */
export function compBenchComplex(
  scores: { attributes: number; spatial: number; action: number },
  list: 'spatial' | 'action' | 'neither',
): number {
  const { attributes, spatial, action } = scores
  if (list === 'neither') return (attributes + spatial + action) / 3
  return (attributes + scores[list]) / 2
}
