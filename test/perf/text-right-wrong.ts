/**
 * `node --conditions=kontextbench-source test/perf/text-right-wrong.ts`: does text/cer tell right text from wrong? The
 * lettering of kontextbench-mini's text edits, drawn right and with one letter or more wrong, after JPEG and resizing.
 */
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { sha256 } from '#digest/sha256.ts'
import { encodePng } from '#image/encode.ts'
import { escapeXml, rasteriseSvg } from '#image/svg.ts'
import { scriptOf } from '#schema/script.ts'
import { textCer } from '#score/text/cer.ts'
import { createOpener } from '#score/pixel/opened.ts'
import { mannWhitney } from '#stats/mann-whitney.ts'
import { quantile } from '#stats/quantile.ts'
import { createRandom, type Random } from '#stats/random.ts'
import { findSource } from '#task/open-data-set.ts'
import { oneWrong } from './text/wrong-letters.ts'

type Box = { x: number; y: number; width: number; height: number }

interface Sign {
  scene: string
  text: string
  old: string
  svg: string
  box: Box
}

interface Answer {
  scene: string
  script: string
  /** How the text shown differs from the wanted one. */
  kind: 'right' | 'one letter' | 'two letters' | 'old text' | 'no text'
  cer: number
}

const source = await findSource('kontextbench-mini', [
  fileURLToPath(new URL('../../datasets', import.meta.url)),
])
if (!source) throw new Error('kontextbench-mini is not there')
const data = source

const lettering = /(<text [^>]*font-family="[^"]+"[^>]*>)([^<]+)(<\/text>)/

const shownOn = (svg: string): string =>
  (lettering.exec(svg)?.[2] ?? '').replaceAll('&amp;', '&').replaceAll('&apos;', "'")

const signs: Sign[] = data.cases().flatMap(({ tasks, turns, cluster }) => {
  const { inputs = [], truth } = turns[0] ?? {}
  const [input] = inputs
  const { reference, text } = truth ?? {}
  if (!tasks.includes('text-editing') || !reference || !text?.box || input?.from !== 'case')
    return []
  const { svg } = data.image(reference)
  const old = shownOn(data.image(input.image).svg)
  return [{ scene: cluster, text: text.wanted, old, svg, box: text.box }]
})

/** The sign and a quarter round it, showing `text`, as a model's file may come: JPEG, a little larger or smaller. */
async function picture({ svg, box }: Sign, text: string, random: Random): Promise<Uint8Array> {
  const [width, height] = [box.width * 1.5, box.height * 1.5]
  const view = [box.x - box.width / 4, box.y - box.height / 4, width, height]
  const part = svg
    .replace(lettering, (_, head: string, _old, tail: string) => head + escapeXml(text) + tail)
    .replace(/viewBox="(\d+) (\d+) [^"]+"/, (_, left: string, top: string) => {
      const [x = 0, y = 0] = view
      return `viewBox="${Number(left) + x} ${Number(top) + y} ${width} ${height}"`
    })
  const size = 0.8 + random.next() * 0.4
  const pixels = await rasteriseSvg(part, Math.round(width * size), Math.round(height * size))
  const jpeg = await sharp(await encodePng(pixels))
    .jpeg({ quality: 60 + random.int(36) })
    .toBuffer()
  return new Uint8Array(jpeg)
}

async function answer(sign: Sign, shown: string, kind: Answer['kind'], random: Random) {
  const bytes = await picture(sign, shown, random)
  const { width, height } = await sharp(bytes).metadata()
  const box = { x: width / 6, y: height / 6, width: width / 1.5, height: height / 1.5 }
  const script = scriptOf(sign.text)
  const result = await textCer.score(
    {
      instruction: '',
      turn: 1,
      tasks: [],
      occludes: false,
      references: [],
      result: { turn: 1, outcome: 'image', inputs: [] },
      attempts: [],
      output: { sha256: sha256(bytes), bytes },
      text: { wanted: sign.text, script, box },
    },
    createOpener(),
  )
  if (result.state === 'unscored') return result.reason
  if (kind === 'right' && result.value > 0)
    console.log(
      `  right, but ${result.value.toFixed(2)}: ${sign.text} read as ${JSON.stringify(result.detail?.['text'])}`,
    )
  if (kind !== 'right' && result.value === 0)
    console.log(`  wrong, but 0: ${shown} for ${sign.text}`)
  return { scene: sign.scene, script, kind, cer: result.value }
}

const looks = 3

async function answersOf(sign: Sign): Promise<(Answer | string)[]> {
  const random = createRandom(2026).fork(sign.scene + sign.text)
  const answers: (Answer | string)[] = []
  for (let look = 0; look < looks; look++) {
    answers.push(await answer(sign, sign.text, 'right', random))
    if (typeof answers[0] === 'string') return answers
    const wrong = oneWrong(sign.text, random)
    answers.push(await answer(sign, wrong, 'one letter', random))
    if (look === 0) answers.push(await answer(sign, oneWrong(wrong, random), 'two letters', random))
  }
  answers.push(await answer(sign, sign.old, 'old text', random))
  answers.push(await answer(sign, ' ', 'no text', random))
  return answers
}

/** Chance that a right text scores better than a wrong one, half for equal. */
function areaOf(answers: readonly Answer[]): number {
  const cers = (isRight: boolean): number[] =>
    answers.filter(({ kind }) => (kind === 'right') === isRight).map(({ cer }) => cer)
  const [right, wrong] = [cers(true), cers(false)]
  if (right.length === 0 || wrong.length === 0) return Number.NaN
  return mannWhitney(wrong, right).u / (right.length * wrong.length)
}

/** 95 % by resampling scenes (percentile bootstrap, 2000 draws). */
function tell(name: string, answers: readonly Answer[]): void {
  const scenes = [...Map.groupBy(answers, ({ scene }) => scene).values()]
  const random = createRandom(1)
  const drawn = Array.from({ length: 2000 }, () =>
    areaOf(scenes.flatMap(() => scenes[random.int(scenes.length)] ?? [])),
  ).filter((area) => !Number.isNaN(area))
  const [low, high] = [quantile(drawn, 0.025), quantile(drawn, 0.975)]
  const right = answers.filter(({ kind }) => kind === 'right').length
  console.log(
    `${name.padEnd(34)} AUC ${areaOf(answers).toFixed(4)} [${low.toFixed(4)}, ${high.toFixed(4)}], ${right} right, ${answers.length - right} wrong, ${scenes.length} scenes`,
  )
}

const balanced = (answers: readonly Answer[], threshold: number): number => {
  const share = (isRight: boolean): number => {
    const those = answers.filter(({ kind }) => (kind === 'right') === isRight)
    return those.filter(({ cer }) => cer <= threshold === isRight).length / those.length
  }
  return (share(true) + share(false)) / 2
}

const all: Answer[] = []
const unscored = new Map<string, number>()
for (const sign of signs) {
  for (const one of await answersOf(sign)) {
    if (typeof one === 'string') unscored.set(one, (unscored.get(one) ?? 0) + 1)
    else all.push(one)
  }
}
console.log(`text/cer ${textCer.version} on ${signs.length} signs of kontextbench-mini`)
for (const [reason, count] of unscored) console.log(`  unscored: ${count} texts: ${reason}`)
tell('all', all)
for (const script of new Set(all.map((one) => one.script)))
  tell(
    `  ${script}`,
    all.filter((one) => one.script === script),
  )
for (const kind of ['one letter', 'two letters', 'old text', 'no text'] as const)
  tell(
    `  against ${kind}`,
    all.filter((one) => one.kind === 'right' || one.kind === kind),
  )

const scenes = [...new Set(all.map(({ scene }) => scene))].toSorted()
const isTuned = ({ scene }: Answer): boolean => scenes.indexOf(scene) % 2 === 0
const [tuning, reading] = [all.filter(isTuned), all.filter((one) => !isTuned(one))]
const cuts = [...new Set(tuning.map(({ cer }) => cer))].toSorted((a, b) => a - b)
const best = cuts.reduce((kept, cut) =>
  balanced(tuning, cut) > balanced(tuning, kept) ? cut : kept,
)
tell('half read', reading)
console.log(
  `threshold ${best.toFixed(3)}: balanced accuracy ${balanced(tuning, best).toFixed(4)} on the half tuned on, ${balanced(reading, best).toFixed(4)} on the other`,
)
process.exit(0)
