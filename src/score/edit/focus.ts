import { scored, unscored, type PixelMetric } from '#score/define-metric.ts'
import { changeOf, insideOf } from '#score/pixel/change.ts'

/** What encoding does to a pixel, taken off before change is added up. */
const noise = 4

/**
 * Share of all change that lies inside the mask: 1 = nothing but what was asked for, the mask's share of the area =
 * change without aim. A copy changed nothing, and has none.
 */
export const editFocus: PixelMetric = {
  id: 'edit/focus',
  version: '1',
  unit: 'share',
  direction: 'higher',
  range: { low: 0, high: 1 },
  needs: ['output', 'source', 'mask'],
  work: 'pixels',
  source: 'this project: change inside the truth mask over all change, at 256 px',
  async score(input, opener) {
    const { distance, policy } = await changeOf(input, opener)
    const inside = await insideOf(input, opener)
    const sums = { inside: 0, outside: 0 }
    for (const [index, value] of distance.entries())
      sums[inside?.[index] ? 'inside' : 'outside'] += Math.max(0, value - noise)
    const all = sums.inside + sums.outside
    if (all < distance.length * 1e-3) return unscored('nothing was changed')
    return scored(sums.inside / all, {
      inside: sums.inside / distance.length,
      outside: sums.outside / distance.length,
      policy,
    })
  },
}
