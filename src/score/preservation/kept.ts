import type { Rectangle } from '#image/align.ts'
import { changedRegion } from '#image/changed-region.ts'
import { driftPolicy, fitDrift, withoutDrift, type Drift } from '#image/colour-drift.ts'
import type { Mask, Pixels } from '#image/pixels.ts'
import type { Placement } from '#image/register.ts'
import type { Json } from '#schema/id.ts'
import type { MetricImage, MetricInput, MetricResult } from '#schema/metric.ts'
import { notApplicable } from '#score/define-metric.ts'
import type { Opener } from '#score/pixel/opened.ts'
import { regionNamed } from './region-named.ts'

/** An output beside its source, and what of it should have stayed. */
export interface Kept {
  source: Pixels
  /** In the source's frame. */
  output: Pixels
  /** The same with the drift of colour taken out. */
  undrifted: Pixels
  drift: Drift
  placement: Placement
  /** 1 = should have stayed, and is shown by the output. */
  stays: Uint8Array
  /** What was done, for the scores' details. */
  policy: string
  region: 'mask' | 'estimated' | 'nothing' | 'whole'
}

/** Less than this share that must stay is nothing to measure on. */
const leastOutside = 0.005

export const nothingOutside = (): MetricResult => notApplicable('everything may change here')

function staysOf({ width, height }: Pixels, mayChange: Mask, shown: Rectangle): Uint8Array {
  const stays = new Uint8Array(width * height)
  for (let y = shown.top; y < shown.bottom; y++) {
    const row = y * width
    for (let at = row + shown.left; at < row + shown.right; at++)
      stays[at] = mayChange.data[at] ? 0 : 1
  }
  return stays
}

/** @throws Error for a mask of another size */
async function maskOf(
  input: MetricInput,
  source: Pixels,
  opener: Opener,
): Promise<Mask | undefined> {
  if (!input.mask) return undefined
  const mask = await opener.mask(input.mask)
  if (mask.width !== source.width || mask.height !== source.height) {
    throw new Error(
      `the mask is ${mask.width}x${mask.height}, the source ${source.width}x${source.height}`,
    )
  }
  return mask
}

const countOf = (stays: Uint8Array): number => stays.reduce((sum, value) => sum + value, 0)

async function compare(input: MetricInput, opener: Opener): Promise<Kept | undefined> {
  const sourceImage = input.source as MetricImage
  const source = await opener.pixels(sourceImage)
  const mask = await maskOf(input, source, opener)
  const named = mask ? undefined : regionNamed(input)
  if (named === 'everything') return undefined
  if (mask && countOf(mask.data.map((value) => (value ? 0 : 1))) < leastOutside * mask.data.length)
    return undefined
  const { pixels: output, policy, placement, shown } = await opener.aligned(input, sourceImage)
  const all = { ...source, data: new Uint8Array(source.width * source.height) }
  let stays = staysOf(source, mask ?? all, shown)
  let drift = fitDrift(source, output, (index) => stays[index] === 1)
  let region: Kept['region'] = 'mask'
  if (!mask) {
    const found = await changedRegion(source, withoutDrift(output, drift), named)
    region = found.kind
    stays = staysOf(source, found.mask, shown)
    drift = fitDrift(source, output, (index) => stays[index] === 1)
  }
  const undrifted = withoutDrift(output, drift)
  return { source, output, undrifted, drift, placement, stays, policy, region }
}

/**
 * Both pictures in the source's frame with what must stay between them; undefined where everything may change. What
 * must stay is all outside the truth mask, else all outside the region that the difference, and the instruction where
 * it names a part of the frame, show to be edited. Parts that the output does not show are left out.
 */
export const keptOf = (input: MetricInput, opener: Opener): Promise<Kept | undefined> =>
  opener.once(
    `kept ${input.output?.sha256} ${input.source?.sha256} ${input.mask?.sha256} ${input.align} ${input.instruction}`,
    () => compare(input, opener),
  )

/** The policy of a score: alignment, region, and whether drift of colour counts. */
export const policyOf = (
  { policy, region }: Kept,
  isUndrifted = false,
): { [key: string]: Json } => ({
  policy,
  region,
  drift: isUndrifted ? `taken out: ${driftPolicy}` : 'counts',
})
