import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { Calibration } from '#schema/calibration.ts'
import { runCommand } from '../fixture/in-process.ts'

const dir = mkdtempSync(join(tmpdir(), 'kb-calibrate-'))

/** Six small scenes, each with a ball whose colour is to be changed. */
const dataSet = `
const side = 160
const colours = ['#c03030', '#30a050', '#3050c0', '#a040a0', '#d08020', '#208080']
const scene = (index, fill) =>
  \`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160"><rect width="160" height="160" fill="#9ab"/><path d="M0 \${20 + index * 9}L160 \${60 + index * 5}" stroke="#234" stroke-width="6"/><circle cx="\${50 + index * 8}" cy="100" r="26" fill="\${fill}"/></svg>\`
const mask = (index) =>
  \`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 160"><rect width="160" height="160"/><circle cx="\${50 + index * 8}" cy="100" r="29" fill="#fff"/></svg>\`
export const dataSet = {
  id: 'balls',
  title: 'balls',
  version: '1',
  licence: 'CC0',
  source: 'test',
  cases: () =>
    colours.map((_, index) => ({
      id: \`ball-\${index}\`,
      tasks: ['local-editing'],
      cluster: \`scene-\${index}\`,
      language: 'en',
      tags: [],
      turns: [
        {
          instruction: 'Make the ball black',
          inputs: [{ from: 'case', role: 'source', image: \`source-\${index}\` }],
          truth: { reference: \`answer-\${index}\`, mask: \`mask-\${index}\` },
        },
      ],
    })),
  image: (name) => {
    const [what, number] = name.split('-')
    const index = Number(number)
    const svg =
      what === 'mask' ? mask(index) : scene(index, what === 'source' ? colours[index] : '#101010')
    return { name, svg, width: side, height: side, kind: what === 'mask' ? 'mask' : 'picture' }
  },
}
`

beforeAll(() => {
  mkdirSync(join(dir, 'datasets', 'balls'), { recursive: true })
  writeFileSync(join(dir, 'datasets', 'balls', 'data-set.js'), dataSet)
})

const calibrate = (...args: string[]) =>
  runCommand(dir, ['calibrate', '--data-set', 'balls', '--limit', '6', ...args])

describe('calibrate', () => {
  it('keeps what each metric told apart, with its version and the command, and writes the tables', async () => {
    const marks =
      '<!-- calibration: written by `kontextbench calibrate --table` -->\nwords of before\n<!-- end of calibration -->'
    writeFileSync(join(dir, 'metrics.md'), `# Metrics\n\n${marks}\n\nMore.\n`)
    const { code, out, err } = await calibrate(
      '--metrics',
      'reference/inside,preservation/psnr,quality/noise',
      '--out',
      'calibration.json',
      '--table',
      'metrics.md',
    )
    expect([code, err]).toEqual([0, expect.stringContaining('Scoring: 6/6')])
    const kept = Calibration.parse(JSON.parse(readFileSync(join(dir, 'calibration.json'), 'utf8')))
    const [psnr, noise, inside] = kept.metrics
    expect(inside).toMatchObject({
      metric: 'reference/inside',
      version: expect.stringMatching(/./),
      command:
        'kontextbench calibrate --data-set balls --metrics reference/inside,preservation/psnr,quality/noise --limit 6',
      dataSet: { id: 'balls', version: '1', cases: 6 },
      tasks: [
        {
          task: 'local-editing',
          contrast: 'reference > copy-input',
          state: 'reached',
          auc: { value: 1, clusters: 6 },
        },
      ],
    })
    expect(psnr?.tasks[0]).toMatchObject({ contrast: 'reference > over-edit', state: 'reached' })
    expect(psnr?.falls['jpeg']?.value).toBeGreaterThan(0.9)
    // A cue claims no order among answers, and still sees what it is named for.
    expect(noise?.tasks).toEqual([])
    expect(noise?.falls['noise']?.value).toBe(1)
    expect(out).toContain('preservation/psnr')
    const page = readFileSync(join(dir, 'metrics.md'), 'utf8')
    expect(page).toMatch(/^# Metrics[^]*\| reference\/inside \| local-editing \|[^]*More\.\n$/)
    expect(page).not.toContain('words of before')
  }, 120_000)

  it('says a wrong limit, side, metric or data set in one sentence', async () => {
    const faults = await Promise.all([
      calibrate('--limit', '0'),
      calibrate('--side', '10'),
      calibrate('--metrics', 'no-such'),
      runCommand(dir, ['calibrate', '--data-set', 'no-such']),
    ])
    expect(faults.map(({ code }) => code)).toEqual([2, 2, 2, 2])
    expect(faults[2]?.err).toContain('there is no metric "no-such"')
    expect(faults[3]?.err).toContain('there is no data set "no-such"')
  }, 60_000)
})
