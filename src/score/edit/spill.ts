import { scored, type PixelMetric } from '#score/define-metric.ts'
import { changeOf, shrinkFlags } from '#score/pixel/change.ts'
import { keptOf, nothingOutside, policyOf } from '#score/preservation/kept.ts'

/** A distance that is seen, far above what encoding does to a pixel. */
const visible = 8
/** More than this share of what must stay has changed: an over-edit. */
const tooMuch = 0.1

/** Share of what must stay that visibly changed; flags an over-edit. Works without a mask, like preservation. */
export const editSpill: PixelMetric = {
  id: 'edit/spill',
  version: '1',
  unit: 'share',
  direction: 'lower',
  range: { low: 0, high: 1 },
  needs: ['output', 'source'],
  work: 'pixels',
  source: 'this project: visibly changed share of what must stay, at 256 px',
  async score(input, opener) {
    const kept = await keptOf(input, opener)
    if (!kept) return nothingOutside()
    const { distance } = await changeOf(input, opener)
    const stays = shrinkFlags(kept.stays, kept.source)
    let [all, changed] = [0, 0]
    for (const [index, value] of distance.entries()) {
      if (!stays[index]) continue
      all += 1
      if (value > visible) changed += 1
    }
    if (all === 0) return nothingOutside()
    const share = changed / all
    return scored(share, { overEdit: share > tooMuch, ...policyOf(kept, true) })
  },
}
