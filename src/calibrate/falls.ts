import { estimateMean, type StatEstimate } from '#stats/estimate.ts'
import { kendallTau } from '#stats/kendall.ts'
import type { CalibrateOptions } from './contrasts.ts'
import { goodness, type MetricFacts, type Observed } from './observed.ts'
import { ladders, rungName, rungs, type Ladder } from './probe.ts'

/** Rung 0 of text is the right text set anew, so that only letters differ; of all else the answer as it is. */
const rungProbes = (ladder: Ladder): string[] => [
  ladder === 'wrong-text' ? rungName(ladder, 0) : 'reference',
  ...Array.from({ length: rungs }, (_, index) => rungName(ladder, index + 1)),
]

/** Tau of falling goodness over strength in one case; undefined where fewer than three rungs have a value. */
function fallOf(
  byProbe: ReadonlyMap<string, Observed>,
  metric: MetricFacts,
  ladder: Ladder,
): number | undefined {
  const points = rungProbes(ladder).flatMap((probe, strength): [number, number][] => {
    const value = byProbe.get(probe)?.values.get(metric.id)
    return value === undefined ? [] : [[strength, -goodness(metric, value)]]
  })
  return points.length < rungs ? undefined : kendallTau(points)
}

/**
 * Mean of Kendall's tau over cases by ladder: 1 = the metric falls with every step of spoiling, 0 = it does not see it,
 * below 0 = it rises. Ladders of which no case was scored are left out.
 */
export function fallsOf(
  observed: readonly Observed[],
  metric: MetricFacts,
  options: CalibrateOptions,
): Partial<Record<Ladder, StatEstimate>> {
  const cases = [...Map.groupBy(observed, (one) => one.case).values()].map((group) => ({
    cluster: group[0]!.cluster,
    byProbe: new Map(group.map((one) => [one.probe, one])),
  }))
  const falls: Partial<Record<Ladder, StatEstimate>> = {}
  for (const ladder of ladders) {
    const laddered = cases.filter(({ byProbe }) => byProbe.has(rungName(ladder, rungs)))
    const found = laddered.flatMap(({ cluster, byProbe }) => {
      const value = fallOf(byProbe, metric, ladder)
      return value === undefined ? [] : [{ cluster, value }]
    })
    if (found.length === 0) continue
    const missing = laddered.length - found.length
    const tau = estimateMean(found, { ...options, missing })
    falls[ladder] = { ...tau, statistic: 'mean Kendall tau-b' }
  }
  return falls
}
