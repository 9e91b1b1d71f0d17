import { comparisonMetric } from './text-metric.ts'

const head = {
  direction: 'lower',
  source: 'Levenshtein distance over the wanted length, without spaces, at most 1',
} as const

/** Character error rate of the text that must be readable: 0 = every character right, 1 = nothing of it there. */
export const textCer = comparisonMetric({ ...head, id: 'text/cer' }, ({ edits, wanted }) =>
  Math.min(1, edits / wanted),
)

/** The same by its plain name, for any pair of files. */
export const cer = { ...textCer, id: 'cer' }
