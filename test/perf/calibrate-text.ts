/**
 * `npm run calibrate:text [reader ...]`: how often each reader is wrong on our own renderings. Writes
 * src/ocr/calibration.ts; readers that are not named, or whose packages are not installed, keep their row.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { calibrations, type Calibration } from '#ocr/calibration.ts'
import { hasTesseract } from '#ocr/tesseract-reader.ts'
import { tesseractLanguages } from '#ocr/tesseract-languages.ts'
import { createTextReaders } from '#ocr/text-readers.ts'
import { characterErrorRate } from '#score/error-rate.ts'
import { estimateMean } from '#stats/estimate.ts'
import { createRandom } from '#stats/random.ts'
import { phraseSets, type PhraseSet } from './text/phrases.ts'
import { drawPhrase } from './text/renderings.ts'

const looks = 3
const seed = 20261125
const readers = createTextReaders()

async function calibrate({ reader: name, script, families, phrases }: PhraseSet) {
  const language = tesseractLanguages.find((one) => one.name === name)
  const reader = await readers.of(language ? { kind: 'tesseract', language } : { kind: 'nets' })
  const random = createRandom(seed).fork(`${name} ${script}`)
  const errors: { value: number; cluster: string }[] = []
  const wrong: string[] = []
  for (const phrase of phrases) {
    for (let look = 0; look < looks; look++) {
      const lines = await reader.read(await drawPhrase(phrase, families, random))
      const read = lines.map(({ text }) => text).join(' ')
      const value = characterErrorRate(phrase, read, { anywhere: false })
      errors.push({ value, cluster: phrase })
      if (value > 0) wrong.push(`${phrase}: ${read}`)
    }
  }
  const { value, low, high } = estimateMean(errors, { level: 0.95, missing: 0, seed })
  console.log(
    `${reader.id} ${script}: ${value?.toFixed(4)} [${low?.toFixed(4)}, ${high?.toFixed(4)}], n ${errors.length}`,
  )
  for (const one of wrong) console.log(`    ${one}`)
  const rounded = (of: number | null): number => Number((of ?? Number.NaN).toFixed(4))
  const row: Calibration = {
    reader: name,
    script,
    errorRate: rounded(value),
    low: rounded(low),
    high: rounded(high),
    pictures: errors.length,
    phrases: phrases.length,
  }
  return row
}

const asked = process.argv.slice(2)
const isAsked = ({ reader }: PhraseSet): boolean =>
  (asked.length === 0 || asked.includes(reader)) && (reader === 'ppocr4' || hasTesseract(reader))

const rows: Calibration[] = []
for (const set of phraseSets) {
  const known = calibrations.find(
    ({ reader, script }) => reader === set.reader && script === set.script,
  )
  if (isAsked(set)) rows.push(await calibrate(set))
  else if (known) rows.push(known)
}
const file = fileURLToPath(new URL('../../src/ocr/calibration.ts', import.meta.url))
const kept = readFileSync(file, 'utf8').replace(/readonly Calibration\[\] = \[[^]*$/, '')
const lines = rows.map((row) => `  ${JSON.stringify(row)},`).join('\n')
writeFileSync(file, `${kept}readonly Calibration[] = [\n${lines}\n]\n`)
// Tesseract's threads would stay.
process.exit(0)
