import { labDistance } from '#image/planes.ts'
import type { MetricImage } from '#schema/metric.ts'
import { notApplicable, scored, type PixelMetric } from '#score/define-metric.ts'
import { changeOf, insideOf, planesOf } from '#score/pixel/change.ts'

/** What the right answer changed less than this says nothing of how much to change. */
const leastWanted = 4
/** Ratios between which an edit is as strong as asked. */
const strongEnough = 0.5
const tooStrong = 1.6

const verdictOf = (ratio: number): string =>
  ratio < 0.1
    ? 'no-op'
    : ratio < strongEnough
      ? 'under-edit'
      : ratio > tooStrong
        ? 'over-edit'
        : 'as-asked'

/**
 * How much was changed, of what the right answer changes: mean distance to the source at 256 px over the pixels that
 * the right answer changes inside the mask, at most 1. Doing nothing is 0. Says nothing of whether it was the right change.
 */
export const editStrength: PixelMetric = {
  id: 'edit/strength',
  version: '1',
  unit: 'share',
  direction: 'higher',
  range: { low: 0, high: 1 },
  needs: ['output', 'source', 'truthReference'],
  work: 'pixels',
  source: 'this project: size of the change over the size of the wanted one',
  async score(input, opener) {
    const change = await changeOf(input, opener)
    const wanted = await planesOf(input.truthReference as MetricImage, opener)
    const inside = await insideOf(input, opener)
    let [made, asked] = [0, 0]
    for (let index = 0; index < change.shown.length; index++) {
      if (!change.shown[index] || (inside && !inside[index])) continue
      const step = labDistance(change.source, wanted, index)
      if (step < leastWanted) continue
      asked += step
      made += change.withDrift[index]!
    }
    if (asked === 0) return notApplicable('source and right answer are alike')
    const ratio = made / asked
    return scored(Math.min(1, ratio), { ratio, verdict: verdictOf(ratio), policy: change.policy })
  },
}
