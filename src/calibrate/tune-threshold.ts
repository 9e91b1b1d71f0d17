import {
  estimateMean,
  type EstimateOptions,
  type Observation,
  type StatEstimate,
} from '#stats/estimate.ts'

/** Every second scene in the order of names: what is tuned on one half is read on the other. */
export function halvesOf(clusters: Iterable<string>): { tuned: Set<string>; read: Set<string> } {
  const names = [...new Set(clusters)].sort()
  return {
    tuned: new Set(names.filter((_, index) => index % 2 === 0)),
    read: new Set(names.filter((_, index) => index % 2 === 1)),
  }
}

const shareOf = (values: readonly Observation[], holds: (value: number) => boolean): number =>
  values.filter(({ value }) => holds(value)).length / values.length

/** The middle of the widest gap among the cuts that put most on their side; `better` lies above. */
function bestCut(better: readonly Observation[], worse: readonly Observation[]): number {
  const values = [...new Set([...better, ...worse].map(({ value }) => value))].sort((a, b) => a - b)
  let best = { cut: values[0] ?? 0, right: -1, gap: -1 }
  for (let index = 1; index < values.length; index++) {
    const [low, high] = [values[index - 1]!, values[index]!]
    const cut = (low + high) / 2
    const right = shareOf(better, (value) => value >= cut) + shareOf(worse, (value) => value < cut)
    const isBetter = right > best.right + 1e-12
    if (isBetter || (right > best.right - 1e-12 && high - low > best.gap))
      best = { cut, right, gap: high - low }
  }
  return best.cut
}

/**
 * The cut that tells most of the better from the worse on half of the scenes, and what share of each side it puts right
 * on the other half, averaged over sides: balanced accuracy with its interval over scenes. undefined where a half lacks a side.
 */
export function tuneThreshold(
  better: readonly Observation[],
  worse: readonly Observation[],
  options: EstimateOptions,
): { value: number; accuracy: StatEstimate } | undefined {
  const { tuned, read } = halvesOf([...better, ...worse].map(({ cluster }) => cluster))
  const of = (half: Set<string>, side: readonly Observation[]) =>
    side.filter(({ cluster }) => half.has(cluster))
  const [tunedBetter, tunedWorse] = [of(tuned, better), of(tuned, worse)]
  if (tunedBetter.length === 0 || tunedWorse.length === 0) return undefined
  const value = bestCut(tunedBetter, tunedWorse)
  const [readBetter, readWorse] = [of(read, better), of(read, worse)]
  const perScene = [...read].flatMap((cluster) => {
    const mine = readBetter.filter((one) => one.cluster === cluster)
    const others = readWorse.filter((one) => one.cluster === cluster)
    if (mine.length === 0 || others.length === 0) return []
    const right = shareOf(mine, (one) => one >= value) + shareOf(others, (one) => one < value)
    return [{ cluster, value: right / 2 }]
  })
  if (perScene.length === 0) return undefined
  const accuracy = estimateMean(perScene, { ...options, missing: read.size - perScene.length })
  return { value, accuracy: { ...accuracy, statistic: 'balanced accuracy' } }
}
