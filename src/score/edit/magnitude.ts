import { scored, type PixelMetric } from '#score/define-metric.ts'
import { changeOf } from '#score/pixel/change.ts'

/** A distance that is seen, far above what encoding does to a pixel. */
const visible = 8

/** Share of the picture that visibly changed, 0 to 1. Whether anything was done at all says edit/evidence. */
export const editMagnitude: PixelMetric = {
  id: 'edit-magnitude',
  version: '2',
  unit: 'share',
  direction: 'none',
  range: { low: 0, high: 1 },
  needs: ['output', 'source'],
  work: 'pixels',
  source:
    'this project: visibly changed share at 256 px, after alignment and without a slight drift of colour',
  async score(input, opener) {
    const { distance, shown, policy } = await changeOf(input, opener)
    const all = shown.reduce((sum, value) => sum + value, 0)
    const changed = distance.reduce((sum, value) => sum + (value > visible ? 1 : 0), 0)
    return scored(all === 0 ? 0 : changed / all, { policy })
  },
}
