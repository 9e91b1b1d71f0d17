import { comparisonMetric } from './text-metric.ts'

/** Share of wanted characters that are not there, or another in their place. */
export const textMissing = comparisonMetric(
  {
    id: 'text/missing',
    direction: 'lower',
    source: 'wanted characters without their like in the alignment',
  },
  ({ found, wanted }) => 1 - found / wanted,
)
