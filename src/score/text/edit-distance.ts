import { comparisonMetric } from './text-metric.ts'

/** Normalised edit distance: edits over the longer of the wanted and the read text. 0 = the same, 1 = nothing alike. */
export const textEditDistance = comparisonMetric(
  {
    id: 'text/edit-distance',
    direction: 'lower',
    source: 'Levenshtein distance over the longer length (1 - NED of ICDAR 2019 ReCTS)',
  },
  ({ edits, longest }) => edits / longest,
)
