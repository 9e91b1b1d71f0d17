import type { Direction } from '#schema/score.ts'

/** One probe of one case as one metric saw it. */
export interface Observed {
  probe: string
  case: string
  /** The base scene: cases of one are not independent. */
  cluster: string
  tasks: readonly string[]
  /** Scored values by metric; what is missing has none. */
  values: ReadonlyMap<string, number>
  /** Metrics to which the case itself gives nothing, whatever the probe. */
  notApplicable: ReadonlySet<string>
}

export interface MetricFacts {
  id: string
  version: string
  unit: string
  direction: Direction
}

/** A metric's value turned so that more is better; without a direction as it is. */
export const goodness = ({ direction }: Pick<MetricFacts, 'direction'>, value: number): number =>
  direction === 'lower' ? -value : value
