import { askedText } from '#schema/asked-text.ts'
import type { MetricInput } from '#schema/metric.ts'
import { scored, type PixelMetric } from '#score/define-metric.ts'
import { characterErrorRate, plainLetters } from '#score/error-rate.ts'
import type { Opener } from '#score/pixel/opened.ts'
import { compareTexts } from './compare-texts.ts'
import { readPicture, readingSource, type Reading, type WantedText } from './reading.ts'
import { readDetail, readWanted, textMetric } from './text-metric.ts'

/** Two readings of one line differ by fewer. */
const sameLine = 1 / 3

const isLike = (line: string, other: string): boolean =>
  characterErrorRate(other, line, { anywhere: false }) <= sameLine

/** What was read without the lines that were there before and may stay. */
async function newText(
  { wanted }: WantedText,
  reading: Reading,
  input: MetricInput,
  opener: Opener,
): Promise<string> {
  if (!input.source) return reading.text
  const before = (await readPicture(wanted, input.source, opener)).lines
  const asked = [...(askedText(input.instruction)?.old ?? []), ...wanted.split('\n')]
  const mayStay = before
    .map(({ text }) => text)
    .filter((text) => !asked.some((o) => isLike(text, o)))
  return reading.lines
    .map(({ text }) => text)
    .filter((text) => !mayStay.some((stays) => isLike(text, stays)))
    .join(' ')
}

/**
 * Characters that nobody asked for, over the wanted ones, at most 1: where the place of the text is known all others in
 * it; else all in the picture that its source does not show, old text that should have gone among them.
 */
export const textExtra: PixelMetric = {
  ...textMetric,
  id: 'text/extra',
  direction: 'lower',
  source: `read characters without their like in the alignment, over the wanted length; ${readingSource}`,
  async score(input, opener) {
    const read = await readWanted(input, opener)
    if ('state' in read) return read
    const { text, reading } = read
    const seen = text.box ? reading.text : await newText(text, reading, input, opener)
    const { found, wanted } = compareTexts(text.wanted, seen, text.box === undefined)
    const extra = plainLetters(seen).length - found
    return scored(Math.min(1, Math.max(0, extra) / Math.max(1, wanted)), readDetail(reading))
  },
}
