import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { decodeImage, decodeMask } from '#image/decode.ts'
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

describe('kontextbench-mini', () => {
  it('has enough cases, chains, prompts, base scenes and Chinese', () => {
    const singles = drafts.filter(
      (draft) => draft.turns.length === 1 && (draft.turns[0]?.inputs.length ?? 0) > 0,
    )
    const chains = drafts.filter((draft) => draft.turns.length >= 6)
    expect(singles.length).toBeGreaterThanOrEqual(60)
    expect(chains.length).toBeGreaterThanOrEqual(12)
    expect(chains.every((chain) => chain.turns.some((turn) => turn.occludes))).toBe(true)
    expect(
      drafts.filter((draft) => draft.turns[0]?.inputs.length === 0).length,
    ).toBeGreaterThanOrEqual(40)
    for (const task of editingTasks) {
      expect(
        new Set(drafts.filter((draft) => draft.tasks.includes(task)).map((draft) => draft.cluster))
          .size,
        task,
      ).toBeGreaterThanOrEqual(12)
    }
    expect(new Set(drafts.map((draft) => draft.id)).size).toBe(drafts.length)
    expect(
      drafts.filter((draft) => draft.language === 'zh').length / drafts.length,
    ).toBeGreaterThan(0.12)
  })

  it('changes nothing outside the mask, and something inside', async () => {
    const only = [
      'bakery-street.recolour',
      'reading-room.remove',
      'tea-harbour.text',
      'alpine-lake.scarf',
    ]
    const { cases, dir } = await buildDataSet({
      source,
      into: await mkdtemp(join(tmpdir(), 'kb-mini-')),
      only,
    })
    expect(cases.map((one) => one.id).sort((a, b) => a.localeCompare(b))).toEqual(
      only.toSorted((a, b) => a.localeCompare(b)),
    )
    for (const one of cases) {
      const [turn] = one.turns
      const [input] = turn?.inputs ?? []
      if (input?.from !== 'case' || !turn?.truth?.reference || !turn.truth.mask)
        throw new Error(`${one.id} lacks truth`)
      const open = async (file: string) => readFile(join(dir, file))
      const [before, after] = [
        await decodeImage(await open(input.image.file)),
        await decodeImage(await open(turn.truth.reference.file)),
      ]
      const mask = await decodeMask(await open(turn.truth.mask.file))
      let [outside, inside, area] = [0, 0, 0]
      for (let index = 0; index < mask.data.length; index++) {
        const differs = [0, 1, 2].some(
          (c) => before.data[index * 4 + c] !== after.data[index * 4 + c],
        )
        if (mask.data[index]) area += 1
        if (!differs) continue
        if (mask.data[index]) inside += 1
        else outside += 1
      }
      expect(outside, one.id).toBe(0)
      expect(inside / area, one.id).toBeGreaterThan(0.25)
      expect(area / mask.data.length, one.id).toBeLessThan(0.15)
    }
  })
})
