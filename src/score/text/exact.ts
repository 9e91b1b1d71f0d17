import { comparisonMetric } from './text-metric.ts'

/** 1 = the text is there without a fault (and, where its place is known, nothing else); 0 = it is not. */
export const textExact = comparisonMetric(
  { id: 'text/exact', direction: 'higher', source: 'no edit between wanted and read' },
  ({ edits }) => (edits === 0 ? 1 : 0),
)
