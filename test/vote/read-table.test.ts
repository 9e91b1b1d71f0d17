import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnsOfTable, readTable } from '#vote/read-table.ts'
import { fileOf } from './fixture/vote-files.ts'

/** Rows with their lines, as a reader gets them. */
async function rowsOf(file: string, wanted?: readonly string[]) {
  const rows: { cells: unknown[]; place: number }[] = []
  await readTable(file, {
    columns: (names) => wanted ?? names,
    row: (cells, place) => rows.push({ cells: [...cells], place }),
  })
  return rows
}

const plainCell = fc.string({ maxLength: 6 }).map((text) => text.replaceAll(/[",;\t\r\n]/g, '.'))

describe('tables', () => {
  it('are the same read by hand and by csv-parse', async () => {
    const table = fc.array(fc.tuple(plainCell, plainCell, plainCell), { maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const lines = [['a', 'b', 'c'], ...rows]
        const byHand = fileOf('csv', lines.map((cells) => `${cells.join(',')}\n`).join(''))
        const quoted = fileOf('csv', stringify(lines, { quoted: true, quoted_empty: true }))
        const found = await rowsOf(byHand, ['c', 'a'])
        expect(found.map(({ cells }) => [...cells])).toEqual(
          rows.map(([a, , c]) => [c, a].map((cell) => (cell === '' ? undefined : cell))),
        )
        expect(await rowsOf(quoted, ['c', 'a'])).toEqual(found)
      }),
      { numRuns: 60 },
    )
  })

  it('may turn to quotes half way, over the ends of chunks', async () => {
    const rows = Array.from({ length: 60_000 }, (_, index) => [
      `name ${index}`,
      index < 40_000 ? 'plain' : 'with, a comma',
      String(index),
    ])
    const file = fileOf('csv', stringify([['name', 'kind', 'number'], ...rows]))
    const found = await rowsOf(file)
    expect(found).toHaveLength(rows.length)
    for (const at of [0, 39_999, 40_000, 59_999])
      expect(found[at]).toEqual({ cells: rows[at], place: at + 2 })
  })

  it('may have any usual separator, Windows line ends, a byte order mark, no last line end', async () => {
    const wanted = [
      { cells: ['1', '2'], place: 2 },
      { cells: ['3', undefined], place: 3 },
    ]
    for (const sign of [',', ';', '\t']) {
      const text = `\uFEFFa${sign}b\r\n1${sign}2\r\n3${sign}`
      expect(await rowsOf(fileOf('csv', text))).toEqual(wanted)
    }
    const quoted = '\uFEFF"a";b\r\n1;2\r\n"3";'
    expect(await rowsOf(fileOf('csv', quoted))).toEqual(wanted)
  })

  it('may be JSON in lines or in an array, whatever the ending', async () => {
    const rows = [
      { a: 1, b: null },
      { b: '', a: 'x' },
    ]
    const wanted = [
      { cells: [1, undefined], place: 1 },
      { cells: ['x', undefined], place: 2 },
    ]
    const lines = rows.map((row) => JSON.stringify(row)).join('\n')
    for (const [ending, text] of [
      ['jsonl', lines],
      ['json', lines],
      ['txt', lines],
      ['json', JSON.stringify(rows)],
    ] as const)
      expect(await rowsOf(fileOf(ending, text), ['a', 'b'])).toEqual(wanted)
    expect(await columnsOfTable(fileOf('jsonl', lines))).toEqual(['a', 'b'])
    expect(await columnsOfTable(fileOf('csv', 'x,y\n'))).toEqual(['x', 'y'])
  })
})
