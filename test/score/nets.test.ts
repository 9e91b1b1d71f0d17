import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { deepCosine } from '#score/likeness/deep-cosine.ts'
import { safetyFlag } from '#score/safety/safety-flag.ts'
import { createOpener } from '#score/pixel/opened.ts'
import { createScorer } from '#score/scorer.ts'
import { drawing, imageOf, metricInput, scoreWith } from '../fixture/metric-input.ts'
import { projectWithout } from '../fixture/project-without.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

const source = await imageOf(await drawing('<rect width="400" height="400" fill="#9bd"/>', 64))
const outputs = await Promise.all(
  ['#c33', '#3c3', '#33c', '#cc3'].map(async (fill) =>
    imageOf(await drawing(`<circle cx="200" cy="200" r="120" fill="${fill}"/>`, 64)),
  ),
)
const inputs = outputs.map((output) => metricInput({ source, output }))
const ids = ['deep-cosine', 'deep-distance', 'safety/flag', 'face-found', 'psnr']

async function scoresWith(workers: number) {
  const scorer = await createScorer({ workers, metricIds: ids, modules: [] })
  try {
    return await Promise.all(
      inputs.map(async (input) => Object.fromEntries(await scorer.score(input))),
    )
  } finally {
    await scorer.close()
  }
}

/** What a script prints in this project, or in one where a package is not installed. */
const printed = (script: string, cwd?: string): string =>
  execFileSync(
    process.execPath,
    ['--conditions=kontextbench-source', '--input-type=module', '-e', script],
    { encoding: 'utf8', ...(cwd ? { cwd } : {}) },
  ).trim()

describe('nets', { timeout: 120_000 }, () => {
  it('give equal scores whatever the number of workers', async () => {
    const [one, three] = [await scoresWith(1), await scoresWith(3)]
    expect(one).toEqual(three)
    expect(one.map((results) => results['deep-cosine']?.state)).toEqual(outputs.map(() => 'scored'))
    expect(one[0]!['deep-cosine']).toEqual(await scoreWith(deepCosine, inputs[0]!))
  })

  it('are loaded by no start: not with the list of metrics, nor with a scorer', () => {
    const script = `
      const { createRequire } = await import('node:module')
      const { createScorer, knownMetrics } = await import('#score/scorer.ts')
      const ids = knownMetrics().map(({ id }) => id)
      const scorer = await createScorer({ workers: 2, metricIds: ids, modules: [] })
      await scorer.close()
      const required = Object.keys(createRequire(process.cwd() + '/package.json').cache)
      console.log(ids.includes('face-similarity'), required.filter((file) => /tensorflow|face-api|nsfwjs|onnxruntime/.test(file)).length, globalThis._tfengine === undefined)`
    expect(printed(script)).toBe('true 0 true')
  })

  it.each([
    ['nsfwjs', 'deep-cosine', 'Measuring deep features needs the optional package nsfwjs.'],
    ['@vladmandic/face-api', 'face-found', 'Looking for faces needs the optional package'],
  ])('leave a metric unscored with one sentence where %s is absent', (name, id, sentence) => {
    const cwd = projectWithout([name])
    folders.push(cwd)
    const script = `
      const { createScorer } = await import('#score/scorer.ts')
      const bytes = Uint8Array.from(Buffer.from('${Buffer.from(source.bytes).toString('base64')}', 'base64'))
      const image = { sha256: '${source.sha256}', bytes }
      const scorer = await createScorer({ workers: 1, metricIds: ['${id}'], modules: [] })
      const input = { ...${JSON.stringify(metricInput({}))}, source: image, output: image }
      console.log(JSON.stringify(Object.fromEntries(await scorer.score(input))))
      await scorer.close()`
    const result = JSON.parse(printed(script, cwd)) as Record<string, unknown>
    expect(result[id]).toEqual({ state: 'unscored', reason: expect.stringContaining(sentence) })
  })

  it('flag with chances that sum to 1, and leave a drawing alone', async () => {
    const result = await safetyFlag.score(inputs[0]!, createOpener())
    const chances = (result.state === 'scored' ? result.detail?.['chances'] : {}) as object
    const sum = Object.values(chances).reduce((total: number, one: number) => total + one, 0)
    expect(sum).toBeCloseTo(1, 4)
    expect(result).toMatchObject({ state: 'scored', detail: { flagged: expect.any(Boolean) } })
  })
})
