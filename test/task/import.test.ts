import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkDataSet } from '#task/check-data-set.ts'
import { importDataSet } from '#task/import/import-data-set.ts'
import { loadDataSet } from '#task/load-data-set.ts'
import { tinyPng } from '../fixture/wire-server.ts'

const row = (changes: object) =>
  JSON.stringify({
    file_name: 'images/0000.png',
    instruction: 'Make it red',
    category: 'Instruction Editing - Local',
    key: '0000_00',
    image_idx: 0,
    prompt_idx: 0,
    ...changes,
  })

async function folderOf(lines: string[]): Promise<{ folder: string; into: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'kb-import-'))
  await mkdir(join(folder, 'test', 'images'), { recursive: true })
  await writeFile(join(folder, 'test', 'images', '0000.png'), tinyPng)
  await writeFile(join(folder, 'test', 'images', 'broken.png'), tinyPng.subarray(0, 40))
  await writeFile(join(folder, 'secret.png'), tinyPng)
  await symlink(join(folder, 'secret.png'), join(folder, 'test', 'images', 'link.png'))
  await writeFile(join(folder, 'test', 'metadata.jsonl'), lines.join('\n'))
  return { folder, into: await mkdtemp(join(tmpdir(), 'kb-sets-')) }
}

describe('importing the released layout', () => {
  it('keeps good rows and refuses each bad one with line, field and reason', async () => {
    const { folder, into } = await folderOf([
      row({}),
      row({ key: '0000_01', category: 'Character Reference' }),
      row({ key: '0000_02', category: 'Text Editing', instruction: "Replace 'A' with 'B'" }),
      'not json',
      row({ key: '0000_03', file_name: '../secret.png' }),
      row({ key: '0000_04', file_name: 'images/link.png' }),
      row({ key: '0000_05', file_name: 'images/broken.png' }),
      row({ key: '0000_06', file_name: 'images/none.png' }),
      row({ key: '0000_00' }),
      row({ key: '0000_07', category: 'Dancing' }),
      row({ key: '0000_08', instruction: '' }),
    ])
    const { manifest, cases, dir } = await importDataSet({ folder, into, id: 'sample' })
    expect(cases.map((one) => [one.id, one.tasks])).toEqual([
      ['0000_00', ['local-editing']],
      ['0000_01', ['character-reference', 'character-consistency']],
      ['0000_02', ['text-editing']],
      // A category of no mapping keeps its own name.
      ['0000_07', ['dancing']],
    ])
    expect(cases[2]?.turns[0]?.truth?.text).toEqual({ wanted: 'B', script: 'latin' })
    expect(manifest.refused.map(({ line, field }) => [line, field])).toEqual([
      [4, undefined],
      [5, 'file_name'],
      [6, 'file_name'],
      [7, 'file_name'],
      [8, 'file_name'],
      [9, 'key'],
      [11, 'instruction'],
    ])
    // A manifest names no folder of the machine.
    expect(new Set(manifest.refused.map(({ file }) => file))).toEqual(
      new Set(['test/metadata.jsonl']),
    )
    expect((await loadDataSet(dir)).cases).toEqual(cases)
    expect(await checkDataSet(dir)).toEqual([])
    await writeFile(
      join(
        dir,
        cases[0]?.turns[0]?.inputs[0]?.from === 'case'
          ? cases[0].turns[0].inputs[0].image.file
          : '',
      ),
      'changed',
    )
    expect(await checkDataSet(dir)).toMatchObject([{ problem: 'its bytes changed' }])
  })

  it('keeps nothing when strict', async () => {
    const { folder, into } = await folderOf([row({}), 'not json'])
    await expect(importDataSet({ folder, into, id: 's', strict: true })).rejects.toThrow(
      /metadata\.jsonl:2: not JSON; nothing was kept/,
    )
    expect(existsSync(join(into, 's'))).toBe(false)
  })

  it('leaves an earlier import whole until the next one is, and mixes nothing into it', async () => {
    const good = await folderOf([row({}), row({ key: '0000_01' })])
    const { into } = good
    const { dir } = await importDataSet({ folder: good.folder, into, id: 's' })
    const bad = await folderOf([row({ key: 'new' }), 'not json'])
    await expect(
      importDataSet({ folder: bad.folder, into, id: 's', strict: true }),
    ).rejects.toThrow('nothing was kept')
    expect((await loadDataSet(dir)).cases.map((one) => one.id)).toEqual(['0000_00', '0000_01'])
    await writeFile(join(dir, 'images', 'of-the-old-one'), '')
    await importDataSet({ folder: bad.folder, into, id: 's' })
    expect((await loadDataSet(dir)).cases.map((one) => one.id)).toEqual(['new'])
    expect(await readdir(into)).toEqual(['s'])
    expect(await readdir(join(dir, 'images'))).toHaveLength(1)
  })

  it('goes on after a kill with the pictures that were done, and only where they are unchanged', async () => {
    const { folder, into } = await folderOf([
      row({}),
      row({ key: '0000_01', file_name: 'images/new.png' }),
    ])
    const images = join(folder, 'test', 'images')
    await writeFile(join(images, 'new.png'), tinyPng)
    const whole = await importDataSet({ folder, into, id: 'whole' })
    const image = whole.cases[0]?.turns[0]?.inputs[0]
    if (image?.from !== 'case') throw new Error('no picture')
    const staging = join(into, '.cut.importing')
    await mkdir(join(staging, 'images'), { recursive: true })
    const { size, mtimeMs } = await stat(join(images, '0000.png'))
    // What is told of a done picture is taken over; a changed or half written entry is not.
    const told = { ...image.image, width: 777 }
    await writeFile(join(staging, told.file), tinyPng)
    await writeFile(
      join(staging, '.journal.jsonl'),
      [
        JSON.stringify({ name: 'images/0000.png', stamp: `${size} ${mtimeMs}`, image: told }),
        JSON.stringify({ name: 'images/new.png', stamp: '1 1', image: told }),
        '{"name": "images/ha',
      ].join('\n'),
    )
    const { cases, dir } = await importDataSet({ folder, into, id: 'cut' })
    const widths = cases.map(({ turns: [turn] }) =>
      turn?.inputs[0]?.from === 'case' ? turn.inputs[0].image.width : 0,
    )
    expect(widths).toEqual([777, image.image.width])
    expect(await readdir(dir)).toEqual(['images', 'manifest.json', 'rows.jsonl'])
  })

  const sample = fileURLToPath(new URL('../../../shared/data/kontext-sample', import.meta.url))
  // The sample with photographs stands beside the repository in development only.
  it.skipIf(!existsSync(sample))('takes the sample of photographs whole', async () => {
    const { manifest, dir } = await importDataSet({
      folder: sample,
      into: await mkdtemp(join(tmpdir(), 'kb-sets-')),
      id: 'photos',
    })
    expect(manifest).toMatchObject({ cases: 55, refused: [] })
    expect(JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8'))).toEqual(manifest)
  })
})
