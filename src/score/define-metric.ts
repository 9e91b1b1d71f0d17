import type { Metric, MetricInput, MetricResult } from '#schema/metric.ts'
import type { Opener } from './pixel/opened.ts'

/** A metric that looks at pixels through the opener of its worker. */
export interface PixelMetric extends Omit<Metric, 'score'> {
  score(input: MetricInput, opener: Opener): Promise<MetricResult>
}

export const scored = (
  value: number,
  detail?: Extract<MetricResult, { state: 'scored' }>['detail'],
): MetricResult => (detail ? { state: 'scored', value, detail } : { state: 'scored', value })

export const unscored = (reason: string): MetricResult => ({ state: 'unscored', reason })

/** For what is so in the case itself, and thus the same for every model. */
export const notApplicable = (reason: string): MetricResult => ({
  state: 'unscored',
  reason,
  notApplicable: true,
})

/** A number that is none, or lies out of range, is a bug of the metric and never a score. */
function checkedResult(
  { range: { low, high } }: Pick<Metric, 'range'>,
  result: MetricResult,
): MetricResult {
  if (result.state === 'unscored') return result
  const { value } = result
  const isWrong =
    !Number.isFinite(value) || (low !== null && value < low) || (high !== null && value > high)
  return isWrong ? unscored(`metric bug: ${value} is out of range`) : result
}

/** What the metric says of the turn; its own faults become the reason why there is no score. */
export async function scoreChecked(
  metric: Pick<Metric, 'range'>,
  score: () => Promise<MetricResult> | MetricResult,
): Promise<MetricResult> {
  try {
    return checkedResult(metric, await score())
  } catch (error) {
    return unscored(error instanceof Error ? error.message : String(error))
  }
}
