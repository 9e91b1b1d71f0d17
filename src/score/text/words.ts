import { comparisonMetric } from './text-metric.ts'

/**
 * Share of wanted words whose characters stand there without a fault, next to each other. Spaces that were read do not
 * count, because the nets lose them; what is written without spaces is one word.
 */
export const textWords = comparisonMetric(
  {
    id: 'text/words',
    direction: 'higher',
    source: 'words without an edit in the alignment of characters',
  },
  ({ words, wordsFound }) => wordsFound / words,
)
