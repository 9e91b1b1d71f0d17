import { isDeepStrictEqual } from 'node:util'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTable } from '#vote/read-table.ts'
import { one } from './fixture/rated-files.ts'
import { fileOf } from './fixture/vote-files.ts'

async function rowsOf(file: string, wanted?: readonly string[]) {
  const rows: { cells: unknown[]; place: number }[] = []
  await readTable(file, {
    columns: (names) => wanted ?? names,
    row: (cells, place) => rows.push({ cells: [...cells], place }),
  })
  return rows
}

/** More than one of the pieces that a file is read in. */
const severalPieces = 300_000
const repeated = (text: string): string =>
  text.repeat(Math.max(1, Math.ceil(severalPieces / Buffer.byteLength(text))))

const known = (cell: unknown): unknown => (cell === null || cell === '' ? undefined : cell)

const word = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'model-1@p',
    '模型 "一"',
    'tab\there',
    'line\nend',
    'back\\slash',
    '😀é',
    'x'.repeat(300),
  ),
  fc.string({ maxLength: 9, unit: 'binary' }),
  fc.string({ maxLength: 9 }),
)
const value = fc.oneof(
  word,
  fc.nat(),
  fc.constantFrom(null, true, false, 0, -1, 1.5, 1e21, 123_456_789_012_345, [1], { b: 'x' }),
)

describe('rows cut by their bytes', () => {
  it('of JSONL are what JSON.parse reads, whatever the values and over the ends of pieces', async () => {
    const keys = fc.uniqueArray(fc.constantFrom('a', 'b', 'left', 'c d', '键'), { minLength: 1 })
    const rows = fc.array(
      keys.chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, value])))),
      { minLength: 1, maxLength: 12 },
    )
    const blanks = fc.constantFrom(undefined, 1)
    await fc.assert(
      fc.asyncProperty(rows, blanks, fc.constantFrom('\n', '\r\n'), async (some, wide, end) => {
        const lines = some.map(
          (row) => JSON.stringify(row, null, wide).replaceAll(/\n */g, ' ') + end,
        )
        const text = repeated(lines.join(''))
        const wanted = ['left', 'a', 'none', '键']
        const found = await rowsOf(fileOf('jsonl', text), wanted)
        const times = text.length / lines.join('').length
        expect(found).toHaveLength(some.length * times)
        for (const [at, { cells, place }] of found.entries()) {
          const row: Record<string, unknown> = some[at % some.length]!
          const cellsOfRow = wanted.map((name) => known(row[name]))
          if (place === at + 1 && isDeepStrictEqual(cells, cellsOfRow)) continue
          expect({ cells, place }).toEqual({ cells: cellsOfRow, place: at + 1 })
        }
      }),
      { numRuns: 12 },
    )
  })

  it('of a CSV are what csv-parse reads, whatever the cells and over the ends of pieces', async () => {
    const cell = word.filter((text) => text !== '')
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 })
    const style = fc.record({
      quoted: fc.boolean(),
      delimiter: fc.constantFrom(',', ';', '\t'),
      record_delimiter: fc.constantFrom('\n', '\r\n'),
      quoted_match: fc.constant(/[\r\n]/),
    })
    await fc.assert(
      fc.asyncProperty(table, style, async (rows, how) => {
        const text = `${stringify([['a', 'b', 'c']], how)}${repeated(stringify(rows, how))}`
        const found = await rowsOf(fileOf('csv', text), ['c', 'a'])
        const wanted = parse(text, { delimiter: how.delimiter }).slice(1) as string[][]
        expect(found).toHaveLength(wanted.length)
        const cells = found.map((row) => row.cells)
        const wantedCells = wanted.map(([a, , c]) => [c, a])
        if (!isDeepStrictEqual(cells, wantedCells)) expect(cells).toEqual(wantedCells)
      }),
      { numRuns: 12 },
    )
  })

  it('may hold more different words than are remembered, and long ones', async () => {
    const rows = Array.from({ length: 140_000 }, (_, k) => ({
      a: `w${k % 70_000}`,
      b: 'y'.repeat(k % 400),
    }))
    const found = await rowsOf(
      fileOf('jsonl', rows.map((row) => `${JSON.stringify(row)}\n`).join('')),
    )
    expect(found).toHaveLength(rows.length)
    const wrong = found.findIndex(
      ({ cells }, at) => cells[0] !== rows[at]!.a || cells[1] !== (rows[at]!.b || undefined),
    )
    expect(wrong).toBe(-1)
  })

  it('are refused as others are: bad JSON between good lines, bad counts, missing cells', async () => {
    const good = '{"left":"a","right":"b","choice":"left","voter":"v","count":1}\n'
    const bad: [string, RegExp][] = [
      [
        '{"left":"a","right":"b","choice":"left","voter":"v\tw","count":1}\n',
        /:4: the line is not JSON/,
      ],
      [
        '{"left":"a","right":"b","choice":"left","voter":"v","count":01}\n',
        /:4: the line is not JSON/,
      ],
      [
        '{"left":"a","right":"b","choice":"left","voter":"v","count":1}}\n',
        /:4: the line is not JSON/,
      ],
      [
        '{"left":"a","right":"b","choice":"left","voter":"v","count":-1}\n',
        /:4, field "count": below 0/,
      ],
      [
        '{"left":"a","right":"b","choice":"LEFT","voter":"v","count":1}\n',
        /:4, field "choice": not one of/,
      ],
      [
        '{"left":"a","right":"","choice":"left","voter":"v","count":1}\n',
        /:4, field "right": missing/,
      ],
    ]
    for (const [line, message] of bad)
      await expect(one(fileOf('jsonl', good.repeat(3) + line + good))).rejects.toThrow(message)
    const csv = 'left,right,choice,count\na,b,left,1\n"a","b",left,"2"\n'
    expect(await one(fileOf('csv', `${csv}b,a,left,2`))).toMatchObject({ n: 5 })
    for (const [line, message] of [
      ['a,b,left,1.5', /:4, field "count": not a whole number/],
      ['a,b,left', /:4: the row has 3 cells, the header 4/],
      ['a,b,left,1,', /:4: the row has 5 cells, the header 4/],
      ['a,b,up,1', /:4, field "choice": not one of/],
    ] as const)
      await expect(one(fileOf('csv', `${csv}${line}\n`))).rejects.toThrow(message)
  })
})
