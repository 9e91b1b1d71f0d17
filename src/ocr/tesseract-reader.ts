import { join } from 'node:path'
import { crop } from '#image/crop.ts'
import { encodePng } from '#image/encode.ts'
import type { Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import { findPackage } from '#net/package-folder.ts'
import { detectLines, type LineBox } from './detect-lines.ts'
import type { Nets } from './nets.ts'
import { uprightLine } from './slant.ts'
import { inReadingOrder, type TextReader, type TurnedLine } from './text-reader.ts'

/** The part of tesseract.js that is used. */
interface Tesseract {
  createWorker(
    language: string,
    engine: number,
    options: { langPath: string; gzip: boolean; cacheMethod: string },
  ): Promise<{
    setParameters(parameters: Record<string, string>): Promise<unknown>
    recognize(picture: Buffer): Promise<{ data: { text: string; confidence: number } }>
  }>
}

const lstmOnly = 1
const singleLine = '7'
/** Of what is tried (32 to 96 pixels) the height at which fewest letters of our Japanese renderings were lost. */
const lineHeight = 48
/** Below this (0 to 1) the upright reading has failed. */
const upright = 0.6
/** A line slanted more than this is read as turned, not as upright. */
const steep = Math.PI / 12
/** Tesseract loses accents that touch the edge of what it is given: room on each side, in parts of the height. */
const margin = 0.25

const tesseractPackage = 'tesseract.js'
const languagePackage = (language: string): string => `@tesseract.js-data/${language}`
const purpose = 'Reading text in this script'

function versionOf(name: string): string | undefined {
  try {
    return findPackage(name, purpose).version
  } catch {
    return undefined
  }
}

/** Version of tesseract.js where it is installed, whatever its languages; looks without loading. */
export const anyTesseract = (): string | undefined => versionOf(tesseractPackage)

/** Whether it and its data of a language are here. */
export const hasTesseract = (language: string): boolean =>
  anyTesseract() !== undefined && versionOf(languagePackage(language)) !== undefined

/** The line as it stands upright, with room round it; along its own slant where it is long enough to have one. */
async function uprightOf(picture: Pixels, box: LineBox): Promise<Pixels> {
  const { slant } = box
  if (slant && slant.width > slant.height * 1.5 && Math.abs(slant.turn) < steep)
    return uprightLine(picture, letOut(slant), lineHeight, false)
  const cut = crop(picture, {
    ...letOut(box),
    x: box.x - box.height * margin,
    y: box.y - box.height * margin,
  })
  return resizePixels(
    cut,
    Math.max(1, Math.round((cut.width * lineHeight) / cut.height)),
    lineHeight,
  )
}

const letOut = <T extends { width: number; height: number }>(box: T): T => ({
  ...box,
  width: box.width + box.height * margin * 2,
  height: box.height * (1 + margin * 2),
})

/** Lines found by the PP-OCRv4 detector, each read by Tesseract's LSTM for one language; nothing is fetched. */
export async function createTesseractReader(
  language: string,
  nets: Nets,
  rightToLeft: boolean,
): Promise<TextReader> {
  const core = findPackage(tesseractPackage, purpose)
  const data = findPackage(languagePackage(language), purpose)
  const tesseract = core.load() as Tesseract
  const worker = await tesseract.createWorker(language, lstmOnly, {
    langPath: join(data.folder, '4.0.0'),
    gzip: true,
    cacheMethod: 'none',
  })
  // Pictures of lines say no resolution; without one Tesseract complains of each.
  await worker.setParameters({ tessedit_pageseg_mode: singleLine, user_defined_dpi: '150' })
  const recognise = async (line: Pixels, turn: number) => {
    const { text, confidence } = (await worker.recognize(Buffer.from(await encodePng(line)))).data
    return { text: text.trim(), sure: confidence / 100, turn }
  }
  const readLine = async (picture: Pixels, box: LineBox): Promise<TurnedLine> => {
    let best = await recognise(await uprightOf(picture, box), 0)
    const { slant } = box
    if (best.sure >= upright || !slant) return { ...best, box }
    for (const flipped of [false, true]) {
      const line = uprightLine(picture, letOut(slant), lineHeight, flipped)
      const other = await recognise(line, slant.turn + (flipped ? Math.PI : 0))
      if (other.sure > best.sure) best = other
    }
    return { ...best, box }
  }
  return {
    id: `tesseract-${core.version}-${language}`,
    async read(picture) {
      const lines: TurnedLine[] = []
      for (const box of await detectLines(picture, nets)) lines.push(await readLine(picture, box))
      return inReadingOrder(
        lines.filter(({ text }) => text !== ''),
        rightToLeft,
      )
    },
  }
}
