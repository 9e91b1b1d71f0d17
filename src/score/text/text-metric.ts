import type { Metric, MetricInput, MetricResult } from '#schema/metric.ts'
import { scored, unscored, type PixelMetric } from '#score/define-metric.ts'
import type { Opener } from '#score/pixel/opened.ts'
import { compareTexts, type TextComparison } from './compare-texts.ts'
import {
  readingSource,
  readingVersion,
  readPlace,
  whyUnread,
  whyUnsure,
  type Reading,
  type WantedText,
} from './reading.ts'

/** What all metrics of the wanted text have in common. */
export const textMetric = {
  version: readingVersion,
  unit: 'share',
  range: { low: 0, high: 1 },
  needs: ['output', 'text'] as const,
  work: 'net' as const,
}

/** The text and its reading; or why nobody can read it. */
export async function readWanted(
  input: MetricInput,
  opener: Opener,
): Promise<{ text: WantedText; reading: Reading } | MetricResult> {
  const text = input.text as WantedText
  const unread = (await whyUnread(text.wanted)) ?? (await whyUnsure(input, opener))
  if (unread !== undefined) return unscored(unread)
  return { text, reading: await readPlace(input, opener) }
}

/** What was read, in a score's detail; never more than a report can show. */
export const readDetail = ({ text, reader }: Reading) => ({ text: text.slice(0, 500), reader })

/**
 * A metric of the wanted text beside what is read where it must stand; where its place is not known, beside the stretch of
 * the whole picture that is most like it. A text that no reader knows is unscored, never wrong.
 */
export const comparisonMetric = (
  { source, ...head }: Pick<Metric, 'id' | 'direction' | 'source'>,
  valueOf: (comparison: TextComparison) => number,
): PixelMetric => ({
  ...textMetric,
  ...head,
  source: `${source}; ${readingSource}`,
  async score(input, opener) {
    const read = await readWanted(input, opener)
    if ('state' in read) return read
    const { text, reading } = read
    const comparison = compareTexts(text.wanted, reading.text, text.box === undefined)
    if (comparison.wanted === 0) return unscored('the wanted text has no characters')
    return scored(valueOf(comparison), readDetail(reading))
  },
})
