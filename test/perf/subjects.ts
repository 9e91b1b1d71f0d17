/**
 * How well deep features tell the subjects of kontextbench-mini apart, and style from content, on its right answers.
 * `node --conditions=kontextbench-source test/perf/subjects.ts`
 */
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { decodeImage, decodeMask } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import { rasteriseSvg } from '#image/svg.ts'
import { cosine, lookAt } from '#score/likeness/deep-of.ts'
import { cutSubject, squareRound } from '#score/identity/subject-cut.ts'
import { createOpener } from '#score/pixel/opened.ts'
import { findSource } from '#task/open-data-set.ts'
import { accuracyAt, auc, bestLine } from '../fixture/auc.ts'
import { tell } from './spread.ts'

const side = 512
const opener = createOpener()

interface Subject {
  base: string
  case: string
  /** A hidden face, other clothes and a new place by the last turn of a chain. */
  isLate: boolean
  pooled: Float32Array
  /** The same after what a model's answer goes through. */
  degraded: Float32Array
}

async function subjects(): Promise<Subject[]> {
  const source = await findSource('kontextbench-mini', [
    fileURLToPath(new URL('../../datasets', import.meta.url)),
  ])
  if (!source) throw new Error('kontextbench-mini is not there')
  const draw = async (name: string): Promise<Uint8Array> => {
    const { svg, width, height } = source.image(name)
    const scale = side / Math.max(width, height)
    return encodePng(await rasteriseSvg(svg, Math.round(width * scale), Math.round(height * scale)))
  }
  const found: Subject[] = []
  for (const { id, cluster = '', turns } of source.cases()) {
    for (const [index, { truth }] of turns.entries()) {
      const isEnd = index === 0 || index === turns.length - 1
      if (!truth?.subject || !truth.reference || !isEnd) continue
      const [answer, mask] = [await draw(truth.reference), decodeMask(await draw(truth.subject))]
      const square = squareRound(await mask)
      if (!square) continue
      const look = async (bytes: Uint8Array): Promise<Float32Array> =>
        (await lookAt(cutSubject(await decodeImage(bytes), await mask, square), opener)).pooled
      const degraded = await sharp(answer)
        .blur(1)
        .modulate({ brightness: 0.92 })
        .jpeg({ quality: 75 })
        .toBuffer()
      found.push({
        base: cluster,
        case: id,
        isLate: index > 0,
        pooled: await look(answer),
        degraded: await look(degraded),
      })
    }
  }
  return found
}

type Pair = [Subject, Subject]

function report(name: string, pairs: readonly Pair[], of: (pair: Pair) => number): void {
  const valuesOf = (isSame: boolean, half?: number): number[] =>
    pairs
      .filter(([a, b]) => (a.base === b.base) === isSame)
      .filter(([a, b]) => half === undefined || (halfOf(a) === half && halfOf(b) === half))
      .map(of)
  const [same, other] = [valuesOf(true), valuesOf(false)]
  const line = bestLine(valuesOf(true, 0), valuesOf(false, 0))
  const right = accuracyAt(line, valuesOf(true, 1), valuesOf(false, 1))
  tell(
    `subjects, ${name}`,
    `AUC ${auc(same, other).toFixed(4)}, ${same.length} same and ${other.length} other pairs; line ${line.toFixed(3)} of half the scenes, on the other half: same ${(right.above * 100).toFixed(1)} %, other ${(right.below * 100).toFixed(1)} %`,
  )
}

/** Scenes by the first letters of their names: a half that stays the same when scenes are added. */
const halfOf = ({ base }: Subject): number => base.charCodeAt(0) % 2

async function measure(): Promise<void> {
  const all = await subjects()
  const bases = [...new Set(all.map(({ base }) => base))]
  tell('subjects', `${bases.length} subjects in ${all.length} right answers`)
  const every = all.flatMap((a) => all.map((b): Pair => [a, b]))
  const apart = all.flatMap((a, index) => all.slice(index + 1).map((b): Pair => [a, b]))
  report(
    'a degraded right answer against answers with other subjects',
    every.filter(([a, b]) => a === b || a.base !== b.base),
    ([a, b]) => cosine(a.pooled, b.degraded),
  )
  report(
    'the same subject in two cases, late turns of chains left out',
    apart.filter(([a, b]) => !a.isLate && !b.isLate),
    ([a, b]) => cosine(a.pooled, b.pooled),
  )
  report('the same subject in two cases, all', apart, ([a, b]) => cosine(a.pooled, b.pooled))
}

if (import.meta.main) await measure()
