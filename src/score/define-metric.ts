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
