import { expandedTail, type StatEstimate } from './estimate.ts'
import { quantile, quantileOfSorted } from './quantile.ts'
import { createRandom } from './random.ts'
import { resampleQuantiles, type Unit } from './resample-quantiles.ts'

export interface ComparedSamples {
  a: readonly number[]
  b: readonly number[]
  /** Cluster of each value; absent = each value on its own. Paired: a[i] belongs to b[i], and clusters are A's. */
  clustersA?: readonly string[]
  clustersB?: readonly string[]
  paired: boolean
}

interface RatioOptions {
  level: number
  seed: number
}

const draws = 2000
/** As everywhere in this room: under five clusters no interval is honest. */
const fewestUnits = 5

const groupsOf = (n: number, clusters: readonly string[] | undefined): number[][] =>
  clusters === undefined
    ? Array.from({ length: n }, (_, index) => [index])
    : [...Map.groupBy(clusters.keys(), (index) => clusters[index]!)]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([, group]) => group)

function unitsOf(
  samples: ComparedSamples,
): readonly [readonly Unit[]] | readonly [readonly Unit[], readonly Unit[]] {
  const ofA = groupsOf(samples.a.length, samples.clustersA)
  if (samples.paired) return [ofA.map((group) => ({ a: group, b: group }))]
  const ofB = groupsOf(samples.b.length, samples.clustersB)
  return [ofA.map((a) => ({ a, b: [] })), ofB.map((b) => ({ a: [], b }))]
}

/**
 * Ratio of each quantile, B over A, with the percentile interval of a bootstrap over whole clusters, drawn
 * together where paired (Efron 1979; tails expanded as in `percentileInterval`). Values must be positive for
 * a ratio to mean anything; where A's quantile is not, the value is null.
 */
export function quantileRatios(
  samples: ComparedSamples,
  shares: readonly number[],
  { level, seed }: RatioOptions,
): StatEstimate[] {
  const { a, b } = samples
  if (a.length === 0 || b.length === 0) throw new RangeError('no values')
  const units = unitsOf(samples)
  const clusters = Math.min(...units.map((list) => list.length))
  const drawn = shares.map((): number[] => [])
  if (clusters >= fewestUnits) {
    const input = { a, b, units, shares, draws, random: createRandom(seed) }
    resampleQuantiles(input, (ofA, ofB) => {
      for (const [index, list] of drawn.entries()) list.push(ofB[index]! / ofA[index]!)
    })
  }
  const tail = clusters >= fewestUnits ? expandedTail(level, clusters) : 0
  return shares.map((share, index): StatEstimate => {
    const [ofA, ofB] = [quantile(a, share), quantile(b, share)]
    const head = {
      value: ofA > 0 ? ofB / ofA : null,
      level,
      statistic: share === 0.5 ? 'ratio of medians' : `ratio of p${Math.round(share * 100)}`,
      n: Math.min(a.length, b.length),
      clusters,
      missing: 0,
    }
    const sorted = drawn[index]!.filter(Number.isFinite).sort((one, other) => one - other)
    if (head.value === null) return { ...head, low: null, high: null, method: 'none' }
    if (sorted.length < draws)
      return { ...head, low: null, high: null, method: 'none', note: 'tooFewClusters' }
    const method = samples.paired ? 'paired-percentile-bootstrap' : 'percentile-bootstrap'
    const [low, high] = [quantileOfSorted(sorted, tail), quantileOfSorted(sorted, 1 - tail)]
    return { ...head, low, high, method, ...(low === high ? { note: 'degenerate' as const } : {}) }
  })
}

/** Ratio of medians, B over A, with its bootstrap interval. */
export const ratioOfMedians = (samples: ComparedSamples, options: RatioOptions): StatEstimate =>
  quantileRatios(samples, [0.5], options)[0]!
