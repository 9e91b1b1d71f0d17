import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { decodeImage, decodeMask } from '#image/decode.ts'
import { growMask } from '#image/grow-mask.ts'
import { pixelDigest } from '#image/pixel-digest.ts'
import type { Mask, Pixels } from '#image/pixels.ts'
import { rasteriseSvg } from '#image/svg.ts'
import { editingTasks, generationTasks } from '#schema/id.ts'
import { inlineMetrics, pixelMetrics } from '#score/registry.ts'
import { buildDataSet } from '#task/build-data-set.ts'
import { loadTasks } from '#task/load-tasks.ts'
import { findSource } from '#task/open-data-set.ts'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
const source = await findSource('kontextbench-mini', [at('datasets')])
if (!source) throw new Error('kontextbench-mini is not there')
const drafts = source.cases()
const all = [...editingTasks, ...generationTasks]

describe('tasks', () => {
  it("are ten, in the announcement's order, with metrics that exist", async () => {
    const tasks = await loadTasks([at('tasks')])
    expect(tasks.map((task) => task.id)).toEqual(all)
    const known = new Set([...inlineMetrics, ...pixelMetrics].map((metric) => metric.id))
    for (const task of tasks) {
      for (const metric of [...task.metrics, ...task.accept.map((rule) => rule.metric)])
        expect(known).toContain(metric)
      expect(task.title.zh).toMatch(/\p{Script=Han}/u)
    }
  })
})

type Draft = (typeof drafts)[number]
const isSingle = (draft: Draft): boolean =>
  draft.turns.length === 1 && (draft.turns[0]?.inputs.length ?? 0) > 0
const singles = drafts.filter(isSingle)
const chains = drafts.filter((draft) => draft.turns.length > 1)
const prompts = drafts.filter((draft) => draft.turns[0]?.inputs.length === 0)
const languages = ['en', 'zh', 'de', 'es', 'ja', 'ar']
const tagged = (tag: string): Draft[] => drafts.filter((draft) => draft.tags.includes(tag))
const writes: Record<string, RegExp> = {
  en: /^[\x20-\x7e]+$/,
  zh: /^\p{Script=Han}+$/u,
  de: /[ÄÖÜäöüß]/,
  es: /[ñÑáéíóúÁÉÍÓÚ¡¿]/,
  ja: /[\p{Script=Hiragana}\p{Script=Katakana}]/u,
  ar: /\p{Script=Arabic}/u,
}

describe('kontextbench-mini has', () => {
  it('enough cases, chains, prompts and base scenes, under ids that are one each', () => {
    expect(singles.length).toBeGreaterThanOrEqual(120)
    expect(new Set(singles.map((draft) => draft.cluster)).size).toBe(24)
    expect(chains.length).toBeGreaterThanOrEqual(20)
    for (const { turns } of chains) {
      expect(turns).toHaveLength(6)
      expect(turns.some((turn) => turn.occludes)).toBe(true)
    }
    expect(prompts.length).toBeGreaterThanOrEqual(80)
    for (const task of generationTasks)
      expect(prompts.filter((draft) => draft.tasks.includes(task)).length).toBeGreaterThanOrEqual(
        20,
      )
    for (const task of editingTasks) {
      const clusters = drafts
        .filter((draft) => draft.tasks.includes(task))
        .map((one) => one.cluster)
      expect(new Set(clusters).size, task).toBeGreaterThanOrEqual(20)
    }
    expect(new Set(drafts.map((draft) => draft.id)).size).toBe(drafts.length)
  })

  it('what the first version asked, under its ids', () => {
    const ids = new Set(drafts.map((draft) => draft.id))
    const first = singles.slice(0, 1).map((draft) => draft.id)
    expect(first).toEqual(['bakery-street.recolour'])
    for (const base of [
      'bakery-street',
      'kite-park',
      'tea-harbour',
      'umbrella-pass',
      'garden-cafe',
    ])
      for (const kind of ['recolour', 'text', 'character', 'style', 'chain'])
        expect(ids).toContain(`${base}.${kind}`)
    for (const id of ['reading-room.remove', 'alpine-lake.scarf', 'plum-room.monochrome'])
      expect(ids).toContain(id)
    for (const id of ['aesthetics.09', 'prompt-following.12', 'typography.10', 'realism.09'])
      expect(ids).toContain(id)
  })

  it.each(languages)('instructions, texts to set and prompts in %s', (language) => {
    const spoken = (some: readonly Draft[]): Draft[] =>
      some.filter((draft) => draft.language === language)
    expect(spoken(singles).length).toBeGreaterThanOrEqual(10)
    expect(spoken(chains).length).toBeGreaterThanOrEqual(2)
    expect(spoken(prompts).length).toBeGreaterThanOrEqual(5)
    for (const task of ['text-editing', 'typography']) {
      const texts = drafts.filter(
        (draft) =>
          draft.tasks.includes(task) &&
          writes[language]?.test(draft.turns[0]?.truth?.text?.wanted ?? ''),
      )
      expect(texts.length, task).toBeGreaterThanOrEqual(3)
    }
  })

  it('every operation, several references, visual cues, world knowledge and faceless subjects', () => {
    for (const tag of ['add', 'remove', 'replace', 'move', 'recolour', 'text', 'style'])
      expect(tagged(tag).length, tag).toBeGreaterThanOrEqual(8)
    for (const tag of ['background', 'season', 'light', 'weather', 'count', 'position', 'clothes'])
      expect(tagged(tag).length, tag).toBeGreaterThanOrEqual(3)
    const references = (draft: Draft): number =>
      draft.turns[0]?.inputs.filter((input) => input.role === 'reference').length ?? 0
    const several = drafts.filter((draft) => references(draft) >= 2)
    expect(several.length).toBeGreaterThanOrEqual(8)
    expect(several).toEqual(tagged('multi-reference'))
    expect(tagged('visual-cue').length).toBeGreaterThanOrEqual(8)
    expect(tagged('world-knowledge').filter(isSingle).length).toBeGreaterThanOrEqual(12)
    expect(tagged('world-knowledge').filter((one) => !isSingle(one)).length).toBeGreaterThanOrEqual(
      6,
    )
    const faceless = ['beach-dog', 'robot-workshop', 'parrot-greenhouse', 'owl-observatory']
    for (const cluster of faceless) {
      const kept = drafts.filter(
        (draft) => draft.cluster === cluster && draft.tasks.includes('character-consistency'),
      )
      expect(kept.length, cluster).toBeGreaterThanOrEqual(2)
    }
  })

  it('a truth for each prompt that can be checked', () => {
    for (const { id, tasks, turns } of prompts) {
      if (tasks.includes('prompt-following')) expect(turns[0]?.truth?.scene, id).toBeDefined()
      if (tasks.includes('typography')) expect(turns[0]?.truth?.text, id).toBeDefined()
    }
  })

  it('the same digest when it is made again', async () => {
    const again = (await import(`${at('datasets/kontextbench-mini/data-set.ts')}?again`)) as {
      dataSet: typeof source
    }
    expect(again.dataSet).not.toBe(source)
    const digests = await Promise.all(
      [source, again.dataSet].map(async (one) => {
        const into = await mkdtemp(join(tmpdir(), 'kb-mini-'))
        return (await buildDataSet({ source: one, into, only: [] })).manifest.digest
      }),
    )
    expect(digests[0]).toBe(digests[1])
  })
})

/** How two pictures of one size differ, against the mask of what may change. */
function compare(before: Pixels, after: Pixels, mask: Mask) {
  const words = ({ data }: Pixels) =>
    new Uint32Array(data.buffer, data.byteOffset, data.byteLength / 4)
  const [a, b] = [words(before), words(after)]
  let [outside, inside, area] = [0, 0, 0]
  for (const [index, allowed] of mask.data.entries()) {
    if (allowed) area += 1
    if (a[index] === b[index]) continue
    if (allowed) inside += 1
    else outside += 1
  }
  return { outside, inside, area, size: a.length }
}

/** A mask is tight when it has at most four times what changes in it, and a hundredth of the picture. */
function expectTight(
  id: string,
  { outside, inside, area, size }: ReturnType<typeof compare>,
): void {
  expect(outside, `${id} outside its mask`).toBe(0)
  expect(inside / size, `${id} changes something`).toBeGreaterThan(0.0004)
  if (area < size) expect(area, `${id} tight`).toBeLessThanOrEqual(4 * inside + 0.01 * size)
}

describe('the right answer differs from the source inside the mask only', () => {
  // A quarter of the size: 800 drawings in seconds, the same drawings that are built in full.
  const shrink = 4
  const drawn = new Map<string, Promise<Pixels>>()
  const draw = async (name: string): Promise<Pixels> => {
    const { svg, width, height } = source.image(name)
    const made = drawn.get(name) ?? rasteriseSvg(svg, width / shrink, height / shrink)
    drawn.set(name, made)
    return made
  }
  const maskOf = async (name: string): Promise<Mask> => {
    const { width, height, data } = await draw(name)
    const covered = new Uint8Array(width * height)
    for (let index = 0; index < covered.length; index++)
      covered[index] = data[index * 4 + 3] === 0 ? 0 : 255
    return growMask({ width, height, data: covered }, 1)
  }

  it.each([...Map.groupBy([...singles, ...chains], (draft) => draft.cluster)])(
    'in all turns of %s',
    async (_cluster, cases) => {
      for (const { id, turns } of cases) {
        let before = ''
        for (const [index, { inputs, truth }] of turns.entries()) {
          const [input] = inputs
          const from = input?.from === 'case' ? input.image : before
          if (!truth?.reference || !truth.mask) throw new Error(`${id} lacks truth`)
          const result = compare(
            await draw(from),
            await draw(truth.reference),
            await maskOf(truth.mask),
          )
          expectTight(`${id} turn ${index + 1}`, result)
          before = truth.reference
          if (truth.subject === undefined) continue
          const subject = await maskOf(truth.subject)
          const share = subject.data.filter(Boolean).length / subject.data.length
          expect(share, `${id} shows its subject`).toBeGreaterThan(0.02)
        }
      }
    },
  )

  it('in files as they are built, one of each operation', async () => {
    const only = [
      'alpine-lake.scarf',
      'alpine-lake.swap',
      'beach-dog.castle',
      'cactus-desert.hat',
      'chalk-classroom.italy',
      'evening-street.go',
      'kite-park.cue-add',
      'old-library.text',
      'rope-harbour.glasses',
    ]
    const into = await mkdtemp(join(tmpdir(), 'kb-mini-'))
    const { cases, dir } = await buildDataSet({ source, into, only })
    expect(cases.map((one) => one.id).toSorted()).toEqual(only)
    for (const { id, turns } of cases) {
      const input = turns[0]?.inputs[0]
      const truth = turns[0]?.truth
      if (input?.from !== 'case' || !truth?.reference || !truth.mask)
        throw new Error(`${id} lacks truth`)
      const open = async (file: string) => readFile(join(dir, file))
      const mask = await open(truth.mask.file)
      // The digest is of what a reader of the file sees.
      expect(pixelDigest(await decodeImage(mask))).toBe(truth.mask.pixels)
      const result = compare(
        await decodeImage(await open(input.image.file)),
        await decodeImage(await open(truth.reference.file)),
        await decodeMask(mask),
      )
      expectTight(id, result)
    }
  })
})
