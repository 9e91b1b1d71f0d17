import { fork } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Comparison, type LoadRow } from '#schema/comparison.ts'
import { launchBrowser } from '../fixture/browser.ts'
import { kontextbench, projectWith } from '../fixture/cli.ts'

const serverFile = fileURLToPath(new URL('../fixture/stall-server.ts', import.meta.url))

/** Runs a latency bench on the stalling server: its rows by setting, and where it was run. */
async function runLoad(load: object, stallAfter: number) {
  const server = fork(serverFile, [`${stallAfter}`])
  try {
    const [port] = (await once(server, 'message')) as [number]
    const dir = projectWith({ cases: 3 })
    mkdirSync(join(dir, 'bench'), { recursive: true })
    const bench = {
      id: 'load',
      title: 'load',
      dataSets: ['own'],
      load,
      models: [
        {
          id: 'm',
          name: 'M',
          engine: { kind: 'openai-images', baseUrl: `http://127.0.0.1:${port}/v1`, model: 'm' },
          price: { usd: 0.001, per: 'image', asOf: '2026-11-25', source: 'test' },
        },
      ],
    }
    writeFileSync(join(dir, 'bench/load.bench.json'), JSON.stringify(bench))
    const { status, stdout, stderr } = kontextbench(dir, ['run', 'load', '--json'])
    if (status !== 0) throw new Error(stderr)
    const { comparison } = z.object({ comparison: Comparison }).parse(JSON.parse(stdout))
    return { dir, comparison, rows: new Map(comparison.load?.map((row) => [row.setting, row])) }
  } finally {
    server.disconnect()
  }
}

/** How many samples took longer, by the histogram that is kept. */
const longer = (row: LoadRow | undefined, ms: number): number =>
  row?.histogram.reduce((sum, { low, count }) => sum + (low >= ms ? count : 0), 0) ?? Number.NaN

describe('a stall of one second', () => {
  it('is felt by all that were due in it when calls arrive at a rate', async () => {
    const { rows } = await runLoad(
      {
        scenarios: [{ scenario: 'server', ratePerSecond: 50 }],
        warmUp: 2,
        minSamples: 120,
        maxSamples: 120,
      },
      40,
    )
    const row = rows.get('server-50')
    expect(row).toMatchObject({ offered: 120, answered: 120, lost: 0, dropped: 0 })
    // Half of those due in the stall wait over half a second: about 25, and never only one.
    expect(longer(row, 500)).toBeGreaterThan(10)
    expect(longer(row, 500)).toBeLessThan(45)
    expect(row?.p99.value).toBeGreaterThan(500)
    expect(row?.warmUpMs).toHaveLength(2)
    expect(row?.skewP99Ms).toBeGreaterThanOrEqual(0)
  })

  it('is one long call in a single stream, which asks nothing while it waits', async () => {
    const { rows } = await runLoad(
      {
        scenarios: [{ scenario: 'single-stream' }],
        warmUp: 1,
        minSamples: 60,
        maxSamples: 60,
        boundMs: 500,
      },
      30,
    )
    const row = rows.get('single-stream')
    expect(longer(row, 500)).toBe(1)
    expect(row?.goodput?.value).toBeCloseTo(59 / 60, 6)
    // Neighbours are alike on a busy machine: fewer independent values than samples, never more.
    expect(row?.median.clusters).toBeLessThanOrEqual(60)
  })
})

describe('a sweep', () => {
  it('is shown level by level in the page, as pictures and as a table', async () => {
    const { dir, comparison } = await runLoad(
      {
        scenarios: [1, 2].map((concurrency) => ({ scenario: 'multi-stream', concurrency })),
        warmUp: 1,
        minSamples: 30,
        maxSamples: 40,
      },
      1000,
    )
    expect(comparison.knees).toMatchObject([{ model: 'm', scenario: 'multi-stream' }])
    expect(comparison.coverage).toMatchObject([{ planned: 62, image: 62, notRun: 0 }])
    const report = join(dir, 'reports/load/latest')
    expect(existsSync(join(report, 'charts/multi-stream-generation.png'))).toBe(true)
    expect(readFileSync(join(report, 'load.csv'), 'utf8').trim().split('\n')).toHaveLength(3)
    const browser = await launchBrowser()
    try {
      const page = await browser.newPage()
      const faults: string[] = []
      page.on('pageerror', (error) => faults.push(error.message))
      await page.goto(pathToFileURL(join(report, 'index.html')).href)
      const text = await page.locator('main').innerText()
      expect(text).toContain('Levels of load')
      expect(text).toMatch(/multi-stream-2\s+30 \/ 30/)
      expect(text).toMatch(/An engine that does nothing reports 0\.\d+ ms/)
      await page.click('#language')
      expect(await page.locator('h2').allTextContents()).toContain('负载级别')
      expect(faults).toEqual([])
    } finally {
      await browser.close()
    }
  }, 60_000)
})
