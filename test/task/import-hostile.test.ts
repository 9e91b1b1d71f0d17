import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { UserError } from '#schema/user-error.ts'
import { importDataSet } from '#task/import/import-data-set.ts'
import { importFiles, lines, png, temporary } from '../fixture/import-files.ts'

const rowsOf = (...names: string[]): string =>
  lines(...names.map((file_name) => ({ file_name, instruction: 'Make it red', key: file_name })))

describe('what is no picture', () => {
  it('is refused by its bytes, whatever its name; what is one is named by its bytes', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 9\n'
    const { cases, manifest } = await importFiles({
      'metadata.jsonl': rowsOf('svg.png', 'lfs.png', 'empty.png', 'page.html'),
      'svg.png': svg,
      'lfs.png': pointer,
      'empty.png': '',
      'page.html': png,
    })
    expect(cases).toMatchObject([{ id: 'page.html' }])
    expect(cases[0]?.turns[0]?.inputs[0]).toMatchObject({
      image: { file: expect.stringMatching(/^images\/[0-9a-f]{64}\.png$/) },
    })
    expect(manifest.refused.map(({ reason }) => reason)).toEqual([
      'the bytes are of no known picture format',
      'is a Git LFS pointer and no picture; fetch it with git lfs pull',
      'the bytes are of no known picture format',
    ])
  })

  it('keeps odd ones as they are: turned, four inks, 16 bits, clear', async () => {
    const plain = sharp({ create: { width: 6, height: 3, channels: 4, background: '#f008' } })
    const { cases, manifest } = await importFiles({
      'metadata.jsonl': rowsOf('turned.jpg', 'inks.jpg', 'deep.png', 'clear.png', 'moving.gif'),
      'turned.jpg': await plain.clone().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
      'inks.jpg': await plain.clone().toColourspace('cmyk').jpeg().toBuffer(),
      'deep.png': await plain.clone().toColourspace('rgb16').png().toBuffer(),
      'clear.png': await plain.clone().png().toBuffer(),
      'moving.gif': await sharp([png, await sharp(png).negate().png().toBuffer()], {
        join: { animated: true },
      })
        .gif()
        .toBuffer(),
    })
    expect(
      cases
        .map(({ turns }) => turns[0]?.inputs[0])
        .map((input) => input?.from === 'case' && input.image),
    ).toMatchObject([{ width: 3, height: 6 }, { width: 6 }, { width: 6 }, { width: 6 }])
    expect(manifest.refused).toMatchObject([
      { reason: 'the picture has 2 frames, a still was expected' },
    ])
  })
})

describe('data that is wrong as a whole', () => {
  it('is told with its file and its mend', async () => {
    const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:4d\nsize 9\n'
    await expect(importFiles({ 'data/a.parquet': pointer })).rejects.toThrow(
      /a\.parquet: is a Git LFS pointer and no table\. Fetch it with git lfs pull/,
    )
    await expect(importFiles({ 'a.parquet': 'PAR' })).rejects.toThrow(/a\.parquet: cannot be read/)
    await expect(importFiles({ 'train/data-00000.arrow': 'ARROW1' })).rejects.toThrow(
      /Arrow files are not read: .*refs\/convert\/parquet/,
    )
  })

  it('has no line that fills the memory', async () => {
    const { cases, manifest } = await importFiles({
      'metadata.jsonl': `${'x'.repeat(17 * 2 ** 20)}\r\n${rowsOf('a.png')}\r\n`,
      'a.png': png,
    })
    expect(cases).toHaveLength(1)
    expect(manifest.refused).toMatchObject([{ line: 1, reason: 'the line is too long' }])
  })

  it('takes the place of nothing', async () => {
    const into = await temporary()
    const good = { 'metadata.jsonl': rowsOf('a.png'), 'a.png': png }
    const { dir } = await importFiles(good, { into })
    const rows = await readFile(join(dir, 'rows.jsonl'), 'utf8')
    for (const [text, said] of [
      [rowsOf('none.png', 'neither.png'), /the file is missing \(the first of 2 wrong rows\)/],
      ['\uFEFF', /there are no rows in it/],
    ] as const) {
      const wrong = importFiles({ 'metadata.jsonl': text }, { into })
      await expect(wrong).rejects.toThrow(UserError)
      await expect(wrong).rejects.toThrow(said)
    }
    expect(await readFile(join(dir, 'rows.jsonl'), 'utf8')).toBe(rows)
  })

  it('is not imported under the name of a data set that is built', async () => {
    const reserved = ['kontextbench-mini']
    const folder = await temporary()
    await expect(
      importDataSet({ folder, into: folder, id: 'kontextbench-mini', reserved, format: 'table' }),
    ).rejects.toThrow(UserError)
  })

  it('leaves no picture behind that no row names', async () => {
    const { dir, cases } = await importFiles({
      'multiturn.json': JSON.stringify({
        1: { id: 'b.png', turn1: 'a', turn2: 'b' },
        2: { id: 'a.png', turn1: 'a', turn2: '' },
      }),
      'rows.txt': '',
      'a.png': png,
      'b.png': await sharp(png).negate().png().toBuffer(),
    })
    expect(cases).toHaveLength(1)
    expect(await readdir(join(dir, 'images'))).toHaveLength(1)
  })
})
