import type { StatedObjects } from '#schema/case.ts'
import { macroMean, meanOf, type PublishedMean } from './mean.ts'

/** What a detector found in a picture. */
export interface Detection {
  name: string
  /** 0 to 1. */
  confidence: number
  /** Left, top, right, bottom in pixels. */
  box: readonly [left: number, top: number, right: number, bottom: number]
  /** Which of the ten colours a classifier calls it; absent = not asked. */
  colour?: string
}

type Relation = 'left of' | 'right of' | 'above' | 'below'

const leastConfidence = { counting: 0.9, other: 0.3 } as const
const mostObjects = 16
/** Share of both sizes that an offset must exceed. */
const positionThreshold = 0.1

/** Where A lies from B. Source: GenEval (Ghosh et al. 2023), relative_position. */
export function relationsOf(a: Detection, b: Detection): Relation[] {
  const middle = ({ box }: Detection, axis: 0 | 1): number => (box[axis] + box[axis + 2]!) / 2
  const size = ({ box }: Detection, axis: 0 | 1): number => Math.abs(box[axis + 2]! - box[axis])
  const offsets = ([0, 1] as const).map((axis) => middle(a, axis) - middle(b, axis))
  const clear = offsets.map((offset, axis) => {
    const room = positionThreshold * (size(a, axis as 0 | 1) + size(b, axis as 0 | 1))
    return Math.max(Math.abs(offset) - room, 0) * Math.sign(offset)
  })
  if (clear.every((offset) => Math.abs(offset) < 1e-3)) return []
  const length = Math.hypot(...offsets)
  const [dx = 0, dy = 0] = clear.map((offset) => offset / length)
  const relations: Relation[] = []
  if (dx < -0.5) relations.push('left of')
  if (dx > 0.5) relations.push('right of')
  if (dy < -0.5) relations.push('above')
  if (dy > 0.5) relations.push('below')
  return relations
}

/** The surest detections of each class, surest first. */
function detectedByClass(detections: readonly Detection[], tag: string): Map<string, Detection[]> {
  const least = leastConfidence[tag === 'counting' ? 'counting' : 'other']
  const sure = detections
    .filter(({ confidence }) => confidence > least)
    .toSorted((a, b) => b.confidence - a.confidence)
  return new Map(
    [...Map.groupBy(sure, ({ name }) => name)].map(([name, found]) => [
      name,
      found.slice(0, mostObjects),
    ]),
  )
}

type Present = StatedObjects['present'][number]

function isMatched(
  { count, colour, place }: Present,
  found: readonly Detection[],
  groups: readonly (readonly Detection[] | undefined)[],
): boolean {
  if (found.length < count) return false
  if (colour !== undefined && found.filter((one) => one.colour === colour).length < count)
    return false
  if (!place) return true
  const target = groups[place.from]
  return (
    target !== undefined &&
    found.every((a) => target.every((b) => relationsOf(a, b).includes(place.relation)))
  )
}

/**
 * Whether one picture shows what its prompt states. Only the surest `count` detections of a class are asked for colour
 * and place; more than stated is wrong only where the prompt's `absent` says so.
 * Source: GenEval (Ghosh et al. 2023), evaluation/evaluate_images.py, thresholds 0.3 and 0.9 for counting.
 */
export function genEvalCorrect(
  stated: StatedObjects,
  detections: readonly Detection[],
  tag: string,
): boolean {
  const detected = detectedByClass(detections, tag)
  const groups: (readonly Detection[] | undefined)[] = []
  for (const wanted of stated.present) {
    const found = (detected.get(wanted.name) ?? []).slice(0, wanted.count)
    groups.push(isMatched(wanted, found, groups) ? found : undefined)
  }
  return (
    groups.every((group) => group !== undefined) &&
    stated.absent.every(({ name, count }) => (detected.get(name)?.length ?? 0) < count)
  )
}

/** One picture's verdict; undefined = it was not made, or not looked at. */
export interface GenEvalImage {
  tag: string
  /** Which prompt it is of. */
  prompt: string
  correct: boolean | undefined
}

export interface GenEvalScores {
  /** Unweighted mean over the tags. */
  overall: PublishedMean
  tags: Record<string, PublishedMean>
  /** Share of prompts of which any picture is right. */
  prompts: PublishedMean
}

/** GenEval's summary_scores.py: share of right pictures by tag, and the mean of the tags. */
export function genEvalScores(images: readonly GenEvalImage[]): GenEvalScores {
  const valueOf = ({ correct }: GenEvalImage): number | undefined =>
    correct === undefined ? undefined : correct ? 1 : 0
  const { overall, groups } = macroMean(images, ({ tag }) => tag, valueOf)
  const prompts = [...Map.groupBy(images, ({ prompt }) => prompt).values()].map((group) => {
    const known = group.map(valueOf).filter((value) => value !== undefined)
    return known.length === 0 ? undefined : Math.max(...known)
  })
  return { overall, tags: groups, prompts: meanOf(prompts) }
}
