import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { History } from '#schema/history.ts'
import { createRandom } from '#stats/random.ts'
import { launchBrowser } from '../fixture/browser.ts'
import { runCommand } from '../fixture/in-process.ts'

const hostile =
  '</script><script>globalThis.pwned=1</script><img src=x onerror="globalThis.pwned=1">'

/** A folder with series.csv: a step up and back in one series, nothing in another, rows out of order. */
function folder(name = 'calm'): string {
  const random = createRandom(12)
  const day = (index: number): string => new Date(Date.UTC(2026, 0, 1 + index)).toISOString()
  const rows = Array.from({ length: 90 }, (_, index) => {
    const level = index >= 30 && index < 60 ? 115 : 100
    return [
      `${day(index)},${(level + random.normal()).toFixed(3)},steps`,
      `${day(index)},${index === 7 ? '' : (5 + random.normal()).toFixed(3)},${JSON.stringify(name).replaceAll(String.raw`\"`, '""')}`,
    ]
  }).flat()
  const dir = mkdtempSync(join(tmpdir(), 'kb-history-'))
  writeFileSync(join(dir, 'series.csv'), `time,value,series\n${rows.toReversed().join('\n')}\n`)
  return dir
}

describe('history --file', () => {
  it('finds where levels changed, in the order of time, and nothing in noise', async () => {
    const { code, out } = await runCommand(folder(), ['history', '--file', 'series.csv', '--json'])
    expect(code).toBe(0)
    const { series } = History.parse(JSON.parse(out))
    const steps = series.find(({ name }) => name === 'steps')
    expect(steps?.n).toBe(90)
    expect(steps?.changes.map(({ index, verdict }) => [index, verdict])).toEqual([
      [30, 'worse'],
      [60, 'better'],
    ])
    const [up] = steps?.changes ?? []
    expect(up?.time).toBe('2026-01-31T00:00:00.000Z')
    expect(up?.ratio).toBeCloseTo(1.15, 1)
    expect(up?.low).toBeLessThan(up?.ratio ?? 0)
    expect(up?.high).toBeGreaterThan(up?.ratio ?? 9)
    const calm = series.find(({ name }) => name === 'calm')
    expect(calm).toMatchObject({ n: 89, missing: 1, changes: [] })
    const least = ['history', '--file', 'series.csv', '--min-change', '20%', '--json']
    expect(
      History.parse(JSON.parse((await runCommand(folder(), least)).out)).series[0]?.changes,
    ).toEqual([])
  })

  it('says it in words with a line of blocks', async () => {
    const { out } = await runCommand(folder(), ['history', '--file', 'series.csv'])
    expect(out).toContain('steps: 90 points')
    expect(out).toMatch(/worse +near point 30 \(2026-01-31/)
    expect(out).toMatch(/calm: 89 points, 1 missing/)
    expect(out).toContain('no change found')
    expect(out).toMatch(/[▁▂▃▄▅▆▇█]{20}/)
  })

  it('names the place of a bad row', async () => {
    const dir = folder()
    const errOf = async (text: string): Promise<string> => {
      writeFileSync(join(dir, 'bad.csv'), text)
      const { code, err } = await runCommand(dir, ['history', '--file', 'bad.csv'])
      expect(code).toBe(2)
      return err.replaceAll(`${dir}/`, '')
    }
    expect(await errOf('time,value\n2026-01-01,1\nsoon,2\n')).toMatch(
      /^bad.csv:3, field "time": "soon" is no time/,
    )
    expect(await errOf('time,value\n2026-01-01,fast\n')).toMatch(
      /^bad.csv:2, field "value": "fast" is no number/,
    )
    expect(await errOf('time,ms\n2026-01-01,1\n')).toMatch(
      /^bad.csv:2, field "value": there is no "value"/,
    )
    expect(await errOf('time,value\n')).toMatch(/^bad.csv: the file has no rows/)
    const args = ['history', '--file', 'series.csv', '--min-change', 'much']
    expect((await runCommand(dir, args)).err).toContain('"much" is no share')
    expect((await runCommand(dir, ['history', '--file', 'series.csv', '--alpha', '2'])).code).toBe(
      2,
    )
  })

  it('draws a page that opens from file:// without network, runs nothing, and speaks two languages', async () => {
    const dir = folder(hostile)
    const made = await runCommand(dir, [
      'history',
      '--file',
      'series.csv',
      '--html',
      'out/page.html',
    ])
    expect(made.code, made.err).toBe(0)
    expect(readFileSync(join(dir, 'out/page.html'), 'utf8')).not.toContain(
      '<script>globalThis.pwned',
    )
    const browser = await launchBrowser()
    try {
      const page = await browser.newPage({ viewport: { width: 1200, height: 900 } })
      const faults: string[] = []
      const outside: string[] = []
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') faults.push(message.text())
      })
      page.on('request', (request) => {
        if (!/^(file|data):/.test(request.url())) outside.push(request.url())
      })
      await page.goto(pathToFileURL(join(dir, 'out/page.html')).href)
      await page.waitForSelector('.series canvas')
      expect(await page.locator('h3').allTextContents()).toEqual([hostile, 'steps'])
      expect(await page.locator('main > .scroll .mark').allTextContents()).toEqual([
        'better',
        'worse',
      ])
      // Something was drawn: the canvas is not of one colour.
      await page.waitForFunction(`{
        const canvas = document.querySelector('canvas')
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
        data.some((value) => value !== 0)
      }`)
      await page.click('#language')
      expect(await page.locator('main > .scroll .mark').allTextContents()).toEqual(['变好', '变差'])
      await page.click('#theme')
      await page.waitForSelector('.series canvas')
      expect(await page.evaluate(() => (globalThis as { pwned?: number }).pwned)).toBeUndefined()
      expect([faults, outside]).toEqual([[], []])
    } finally {
      await browser.close()
    }
  }, 90_000)
})
