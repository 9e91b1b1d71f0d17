import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SampleComparison } from '#schema/sample-comparison.ts'
import { runCommand } from '../fixture/in-process.ts'

/** Files of one folder; returns it. */
function folderWith(files: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), 'kb-files-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text)
  return dir
}

const csv = (values: readonly (number | string)[], from = 0): string =>
  `case,repeat,ms\n${values.map((value, index) => `c${from + index},1,${value}`).join('\n')}\n`

const slow = [14.5, 11.8, 18.1, 23.7, 31.6, 20.9, 16.1, 14.6, 27.1, 38.6, 22.4, 12.2]
const fast = slow.map((value, index) => value / (1.2 + index / 100))

describe('compare-files', () => {
  it('gives the numbers of a pairing by several columns, and says what had no partner', async () => {
    const dir = folderWith({ 'a.csv': csv(slow), 'b.csv': csv([...fast.slice(2), '', 5], 2) })
    const args = [
      'compare-files',
      'a.csv',
      'b.csv',
      '--measure',
      'ms',
      '--by',
      'case,repeat',
      '--json',
    ]
    const { code, out } = await runCommand(dir, args)
    const found = SampleComparison.parse(JSON.parse(out))
    expect(code).toBe(0)
    expect(found).toMatchObject({
      nA: 10,
      nB: 10,
      paired: true,
      missing: { a: 0, b: 1 },
      unpaired: { a: 2, b: 1 },
      // All ten of B are lower: no rank is positive, and of 1,024 signs two are as extreme.
      wilcoxon: { w: 0, p: 2 / 1024, method: 'exact', n: 10 },
    })
    expect(found.medianA).toBeCloseTo((20.9 + 22.4) / 2, 12)
    expect(found.ratio.value).toBeCloseTo(found.medianB / found.medianA, 12)
    expect(found.pairRatio?.high).toBeLessThan(1)
  })

  it('compares without pairs, CSV with JSONL, and speaks plainly', async () => {
    const jsonl = slow.map((value) => JSON.stringify({ time: { ms: value * 2 } })).join('\n')
    const dir = folderWith({
      'a.csv': '\uFEFFtime.ms\n10\n12\nNA\n11\n13\n12.5\n',
      'b.jsonl': jsonl,
    })
    const told = await runCommand(dir, [
      'compare-files',
      'a.csv',
      'b.jsonl',
      '--measure',
      'time.ms',
    ])
    expect(told.out).toMatch(/5 values in A, 12 in B; missing 1 in A, 0 in B\nB is \d\.\d+ times A/)
    expect(told.out).toContain('┃')
    const same = await runCommand(dir, ['compare-files', 'a.csv', 'a.csv', '--measure', 'time.ms'])
    expect(same.out).toContain('No difference found: B is 1.000 times A')
  })

  it('names file, line and field of what is wrong, and exits 2', async () => {
    const dir = folderWith({
      'good.csv': csv(slow),
      'word.csv': csv([1, 2, 'fast']),
      'ragged.csv': 'case,ms\nc1,1\nc2,2,3\n',
      'twice.csv': 'case,ms\nc1,1\nc1,2\n',
      'keyless.csv': 'case,ms\nc1,1\n,2\n',
      'broken.jsonl': '{"ms": 1}\n{"ms": \n',
      'list.jsonl': '{"ms": 1}\n[2]\n',
      'empty.csv': '',
      'headed.csv': 'ms\n',
      'gone.csv': 'ms\nNA\n\nnull\n',
      'other.csv': csv(slow, 100),
    })
    const messageOf = async (file: string, ...rest: string[]): Promise<string> => {
      const args = ['compare-files', 'good.csv', file, '--measure', 'ms', ...rest]
      const { code, err } = await runCommand(dir, args)
      expect(code, file).toBe(2)
      return err.replaceAll(`${dir}/`, '')
    }
    expect(await messageOf('word.csv')).toMatch(/^word.csv:4, field "ms": "fast" is no number/)
    expect(await messageOf('ragged.csv')).toMatch(/^ragged.csv:3: not CSV/)
    expect(await messageOf('twice.csv', '--by', 'case')).toMatch(
      /^twice.csv:3, field "case": "c1" stands on line 2 already/,
    )
    expect(await messageOf('keyless.csv', '--by', 'case')).toMatch(/^keyless.csv:3, field "case"/)
    expect(await messageOf('broken.jsonl')).toMatch(/^broken.jsonl:2: the line is not JSON/)
    expect(await messageOf('list.jsonl')).toMatch(/^list.jsonl:2: the line is no object/)
    expect(await messageOf('empty.csv')).toMatch(/^empty.csv: the file has no rows/)
    expect(await messageOf('headed.csv')).toMatch(/^headed.csv: the file has no rows/)
    expect(await messageOf('gone.csv')).toMatch(/^gone.csv, field "ms": every value is missing/)
    expect(await messageOf('none.csv')).toMatch(/^none.csv: the file cannot be read/)
    expect(await messageOf('other.csv', '--by', 'case')).toMatch(/^no case of good.csv is in other/)
    expect(await messageOf('good.csv', '--level', '95')).toContain('the level is no share')
    const { err } = await runCommand(dir, [
      'compare-files',
      'good.csv',
      'good.csv',
      '--measure',
      's',
    ])
    expect(err).toContain('there is no "s". Name one of: case, repeat, ms.')
  })
})
