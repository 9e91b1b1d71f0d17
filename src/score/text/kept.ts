import type { ReadLine } from '#ocr/text-reader.ts'
import { askedText } from '#schema/asked-text.ts'
import type { MetricInput } from '#schema/metric.ts'
import { notApplicable, scored, unscored, type PixelMetric } from '#score/define-metric.ts'
import { alignLetters, characterErrorRate, plainLetters } from '#score/error-rate.ts'
import type { Opener } from '#score/pixel/opened.ts'
import { readOutput, readPicture, readingSource, whyUnread, type WantedText } from './reading.ts'
import { readDetail, textMetric } from './text-metric.ts'

/** What the source shows less surely may be no text at all. */
const sureEnough = 0.85
const fewestLetters = 2
/** A line this like the old text is the old text. */
const sameText = 1 / 3

const isInside = ({ box }: ReadLine, place: WantedText['box']): boolean => {
  if (!place) return false
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  return x > place.x && x < place.x + place.width && y > place.y && y < place.y + place.height
}

/** Lines that the source shows and nobody asked to change, as they are read there. */
async function shownBefore(input: MetricInput, opener: Opener): Promise<string[]> {
  const { box, wanted } = input.text as WantedText
  if (!input.source) return []
  const changed = [...(askedText(input.instruction)?.old ?? []), ...wanted.split('\n')]
  const isChanged = (text: string): boolean =>
    changed.some((one) => characterErrorRate(text, one, { anywhere: true }) <= sameText)
  return (await readPicture('', input.source, opener)).lines
    .filter((line) => line.sure >= sureEnough && !isInside(line, box))
    .map(({ text }) => text)
    .filter((text) => plainLetters(text).length >= fewestLetters && !isChanged(text))
}

/**
 * Share of the characters of text that must stay which are still readable: of the texts that the case or the instruction
 * names, else of the lines that are read in the source outside the wanted text's place.
 */
export const textKept: PixelMetric = {
  ...textMetric,
  id: 'text/kept',
  direction: 'higher',
  source: `1 - edits over length, line by line; ${readingSource}`,
  async score(input, opener) {
    const { keep } = input.text as WantedText
    const lines = keep ?? (await shownBefore(input, opener))
    if (lines.length === 0) return notApplicable('no other text is named or read in the source')
    const reader = keep ? keep.join('') : ''
    const unread = await whyUnread(reader)
    if (unread !== undefined) return unscored(unread)
    const reading = await readOutput(reader, input, opener)
    const read = plainLetters(reading.text)
    let [letters, edits] = [0, 0]
    const lost: string[] = []
    for (const line of lines) {
      const wanted = plainLetters(line)
      const faults = Math.min(wanted.length, alignLetters(wanted, read, true).edits)
      letters += wanted.length
      edits += faults
      if (faults > 0) lost.push(line)
    }
    return scored(1 - edits / Math.max(1, letters), { ...readDetail(reading), lines, lost })
  },
}
