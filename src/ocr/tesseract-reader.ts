import { join } from 'node:path'
import { crop } from '#image/crop.ts'
import { encodePng } from '#image/encode.ts'
import type { Pixels } from '#image/pixels.ts'
import { findPackage, type PackageFolder } from '#net/package-folder.ts'
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
const slantedHeight = 64
/** Below this (0 to 1) the upright reading has failed. */
const upright = 0.6
/** Tesseract loses accents that touch the edge of what it is given. */
const margin = 0.25

export const tesseractPackage = 'tesseract.js'
export const languagePackage = (language: string): string => `@tesseract.js-data/${language}`
const purpose = 'Reading text in this script'

/** Whether both packages are here; looks without loading. */
export function tesseractVersion(language: string): string | undefined {
  const parts: PackageFolder[] = []
  for (const name of [tesseractPackage, languagePackage(language)]) {
    try {
      parts.push(findPackage(name, purpose))
    } catch {
      return undefined
    }
  }
  return parts[0]?.version
}

function letOut(box: LineBox): LineBox {
  const by = box.height * margin
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by }
}

/** Lines found by the PP-OCRv4 detector, each read by Tesseract's LSTM for one language; nothing is fetched. */
export async function createTesseractReader(
  language: string,
  nets: Nets,
  rightToLeft: boolean,
): Promise<TextReader> {
  const core = findPackage(tesseractPackage, purpose)
  const data = findPackage(languagePackage(language), purpose)
  const { createWorker } = core.load() as Tesseract
  const worker = await createWorker(language, lstmOnly, {
    langPath: join(data.folder, '4.0.0'),
    gzip: true,
    cacheMethod: 'none',
  })
  await worker.setParameters({ tessedit_pageseg_mode: singleLine })
  const recognise = async (line: Pixels, turn: number) => {
    const { text, confidence } = (await worker.recognize(Buffer.from(await encodePng(line)))).data
    return { text: text.trim(), sure: confidence / 100, turn }
  }
  return {
    id: `tesseract-${core.version}-${language}`,
    async read(picture) {
      const lines: TurnedLine[] = []
      for (const box of await detectLines(picture, nets)) {
        let best = await recognise(crop(picture, letOut(box)), 0)
        for (const flipped of best.sure < upright && box.slant ? [false, true] : []) {
          const turn = box.slant!.turn + (flipped ? Math.PI : 0)
          const other = await recognise(
            uprightLine(picture, box.slant!, slantedHeight, flipped),
            turn,
          )
          if (other.sure > best.sure) best = other
        }
        if (best.text !== '') lines.push({ ...best, box })
      }
      return inReadingOrder(lines, rightToLeft)
    },
  }
}
