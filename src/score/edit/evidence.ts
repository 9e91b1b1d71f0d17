import type { LabPlanes } from '#image/planes.ts'
import { scored, type PixelMetric } from '#score/define-metric.ts'
import { changeOf, changeSide as side, type Change } from '#score/pixel/change.ts'

/** Of the step to a neighbour, so much may be encoding, or drawing anew at another size. */
const ofStep = 0.35
/** Side of the window that a change must fill: 2 % of the frame's. */
const window = 5
/** Below it nothing was done. Tuned on half the scenes, read on the others: docs/metrics.md. */
const leastEvidence = 2.5

/** Largest Lab step from a pixel to one of its eight neighbours. */
function steepest(planes: LabPlanes): Float32Array {
  const [l, a, b] = planes
  const steps = new Float32Array(side * side)
  const offer = (from: number, to: number): void => {
    const [x, y, z] = [l[from]! - l[to]!, a[from]! - a[to]!, b[from]! - b[to]!]
    const step = Math.sqrt(x * x + y * y + z * z)
    if (step > steps[from]!) steps[from] = step
    if (step > steps[to]!) steps[to] = step
  }
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const at = y * side + x
      if (x + 1 < side) offer(at, at + 1)
      if (y + 1 >= side) continue
      offer(at, at + side)
      if (x + 1 < side) offer(at, at + side + 1)
      if (x > 0) offer(at, at + side - 1)
    }
  }
  return steps
}

/** Largest mean of `values` over a window of the frame. */
function peakOf(values: Float32Array): number {
  const columns = new Float32Array(side)
  let peak = 0
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      columns[x]! += values[y * side + x]!
      if (y >= window) columns[x]! -= values[(y - window) * side + x]!
    }
    if (y + 1 < window) continue
    let sum = 0
    for (let x = 0; x < side; x++) {
      sum += columns[x]!
      if (x >= window) sum -= columns[x - window]!
      if (x + 1 >= window && sum > peak) peak = sum
    }
  }
  return peak / window ** 2
}

/** What of each pixel's distance neither an edge beside it nor the picture's general noise explains. */
function unexplained({ source, output, distance, shown }: Change): Float32Array {
  const [before, after] = [steepest(source), steepest(output)]
  const general = distance.filter((_, index) => shown[index] === 1).sort()
  const usual = general[general.length >> 1] ?? 0
  return distance.map((value, index) =>
    Math.max(0, value - 2 * Math.min(usual, 3) - ofStep * Math.min(before[index]!, after[index]!)),
  )
}

/**
 * How far the strongest local change stands out from what encoding, drawing anew, a shift or a slight change of tone
 * do to a copy: Lab distance at 256 px less a third of the local step and twice the median distance, its largest mean
 * over a window of 2 % of the side. `noOp` = nothing was done. Works without a mask and without a right answer.
 */
export const editEvidence: PixelMetric = {
  id: 'edit/evidence',
  version: '1',
  unit: 'Lab',
  direction: 'higher',
  range: { low: 0, high: null },
  needs: ['output', 'source'],
  work: 'pixels',
  source: 'this project: strongest local change that no re-encoding explains',
  async score(input, opener) {
    const change = await changeOf(input, opener)
    const value = peakOf(unexplained(change))
    return scored(value, { noOp: value < leastEvidence, policy: change.policy })
  },
}
