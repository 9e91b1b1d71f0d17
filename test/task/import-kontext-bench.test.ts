import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { checkDataSet } from '#task/check-data-set.ts'
import { importKontextBench } from '#task/import-kontext-bench.ts'
import { loadDataSet } from '#task/load-data-set.ts'
import { tinyPng } from '../fixture/openai-server.ts'

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
    const { manifest, cases, dir } = await importKontextBench({ folder, into, id: 'sample' })
    expect(cases.map((one) => [one.id, one.tasks])).toEqual([
      ['0000_00', ['local-editing']],
      ['0000_01', ['character-reference', 'character-consistency']],
      ['0000_02', ['text-editing']],
    ])
    expect(cases[2]?.turns[0]?.truth?.text).toEqual({ wanted: 'B', script: 'latin' })
    expect(manifest.refused.map(({ line, field }) => [line, field])).toEqual([
      [4, undefined],
      [5, 'file_name'],
      [6, 'file_name'],
      [7, 'file_name'],
      [8, 'file_name'],
      [9, 'key'],
      [10, 'category'],
      [11, 'instruction'],
    ])
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
    await expect(importKontextBench({ folder, into, id: 's', strict: true })).rejects.toThrow(
      /metadata\.jsonl:2: not JSON; nothing was kept/,
    )
    expect(existsSync(join(into, 's'))).toBe(false)
  })

  it('leaves an earlier import whole until the next one is, and mixes nothing into it', async () => {
    const good = await folderOf([row({}), row({ key: '0000_01' })])
    const { into } = good
    const { dir } = await importKontextBench({ folder: good.folder, into, id: 's' })
    const bad = await folderOf([row({ key: 'new' }), 'not json'])
    await expect(
      importKontextBench({ folder: bad.folder, into, id: 's', strict: true }),
    ).rejects.toThrow('nothing was kept')
    expect((await loadDataSet(dir)).cases.map((one) => one.id)).toEqual(['0000_00', '0000_01'])
    await writeFile(join(dir, 'images', 'of-the-old-one'), '')
    await importKontextBench({ folder: bad.folder, into, id: 's' })
    expect((await loadDataSet(dir)).cases.map((one) => one.id)).toEqual(['new'])
    expect(await readdir(into)).toEqual(['s'])
    expect(await readdir(join(dir, 'images'))).toHaveLength(1)
  })

  const sample = fileURLToPath(new URL('../../../shared/data/kontext-sample', import.meta.url))
  // The sample with photographs stands beside the repository in development only.
  it.skipIf(!existsSync(sample))('takes the sample of photographs whole', async () => {
    const { manifest, dir } = await importKontextBench({
      folder: sample,
      into: await mkdtemp(join(tmpdir(), 'kb-sets-')),
      id: 'photos',
    })
    expect(manifest).toMatchObject({ cases: 55, refused: [] })
    expect(JSON.parse(await readFile(join(dir, 'manifest.json'), 'utf8'))).toEqual(manifest)
  })
})
