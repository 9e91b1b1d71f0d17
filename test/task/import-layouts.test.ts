import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { decodeMask } from '#image/decode.ts'
import { UserError } from '#schema/user-error.ts'
import { importDataSet } from '#task/import/import-data-set.ts'
import { maskOfRuns } from '#task/import/pie-bench.ts'
import { importFiles, lines, png, temporary } from '../fixture/import-files.ts'
import { parquetOf } from '../fixture/parquet.ts'
import { zipOf } from '../fixture/zip.ts'

describe('layouts people have', () => {
  it('ImgEdit: single edits and chains of three', async () => {
    const { cases, manifest } = await importFiles({
      'animal/1.jpg': png,
      'basic_edit.json': JSON.stringify({
        7: { id: 'animal/1.jpg', prompt: 'Remove the dog', edit_type: 'remove' },
        8: { id: 'animal/none.jpg', prompt: 'Add a hat', edit_type: 'add' },
      }),
      'multiturn.json': JSON.stringify({
        1: { id: 'animal/1.jpg', turn1: 'a', turn2: 'b', turn3: 'c' },
      }),
    })
    expect(cases.map(({ id, tasks, turns }) => [id, tasks, turns.length])).toEqual([
      ['basic_edit-7', ['local-editing'], 1],
      ['multiturn-1', ['local-editing'], 3],
    ])
    expect(cases[1]?.turns[2]?.inputs).toEqual([{ from: 'previous', role: 'source' }])
    expect(manifest.refused).toMatchObject([{ field: 'id', reason: 'the file is missing' }])
  })

  it('PIE-Bench: runs become a mask with its border set', async () => {
    const { cases, manifest, dir } = await importFiles({
      'annotation_images/0/1.jpg': png,
      'mapping_file.json': JSON.stringify({
        '000': {
          image_path: '0/1.jpg',
          editing_instruction: 'make the [cat] a dog',
          editing_type_id: '1',
          mask: [1030, 3],
        },
        '001': {
          image_path: '0/1.jpg',
          editing_instruction: 'x',
          editing_type_id: '2',
          mask: [262143, 2],
        },
        '002': {
          image_path: '0/1.jpg',
          editing_instruction: 'x',
          editing_type_id: '2',
          mask: [262144, 1],
        },
      }),
    })
    // A run that goes on behind the last pixel is cut there, as the benchmark's own evaluation does.
    expect(cases.map((one) => one.id)).toEqual(['000', '001'])
    expect(cases[0]?.turns[0]?.instruction).toBe('make the cat a dog')
    expect(manifest.refused).toMatchObject([
      { field: 'mask', reason: 'a run begins outside the picture' },
    ])
    const file = cases[0]?.turns[0]?.truth?.mask?.file ?? ''
    const { data } = await decodeMask(await readFile(join(dir, file)))
    expect(data).toEqual(maskOfRuns([1030, 3]))
    // 512 * 4 - 4 of the border, and three inside.
    expect(data.filter((value) => value === 255)).toHaveLength(2044 + 3)
  })

  it('RISEBench and KRIS-Bench: kinds without a mapping keep their names', async () => {
    const rise = await importFiles({
      'a.png': png,
      'data.json': JSON.stringify([
        { index: 't1', category: 'temporal_reasoning', instruction: 'In an hour?', image: 'a.png' },
      ]),
    })
    expect(rise.cases[0]?.tasks).toEqual(['temporal_reasoning'])
    const kris = await importFiles({
      'color_change/1.png': png,
      'color_change/2.png': new Uint8Array(png),
      'color_change/annotation.json': JSON.stringify({
        5: { ori_img: ['1.png', '2.png'], instruction: 'red' },
      }),
    })
    expect(kris.cases[0]).toMatchObject({ id: 'color_change-5', tasks: ['local-editing'] })
    expect(kris.cases[0]?.turns[0]?.inputs.map((input) => input.role)).toEqual([
      'source',
      'reference',
    ])
  })

  it('MagicBrush: rows of a session are turns, with masks and targets', async () => {
    const row = (img_id: string, turn_index: number) => ({
      img_id,
      turn_index,
      source_img: 'a.png',
      mask_img: 'a.png',
      target_img: 'a.png',
      instruction: `turn ${turn_index}`,
    })
    const { cases } = await importFiles({
      'a.png': png,
      'rows.jsonl': lines(row('11', 1), row('11', 2), row('12', 1)),
    })
    expect(cases.map(({ id, turns }) => [id, turns.length])).toEqual([
      ['11', 2],
      ['12', 1],
    ])
    expect(cases[0]?.turns[1]?.inputs).toEqual([{ from: 'previous', role: 'source' }])
    expect(Object.keys(cases[0]?.turns[1]?.truth ?? {})).toEqual(['reference', 'mask'])
  })

  it('Parquet with pictures inside: GEdit-Bench in two languages, and which rows all models answered', async () => {
    const row = { task_type: 'text_change', Intersection_exist: true }
    const picture = { bytes: png, path: null }
    const rows = [
      {
        key: 'a',
        ...row,
        instruction_language: 'en',
        instruction: 'Remove it',
        input_image: picture,
      },
      { key: 'a', ...row, instruction_language: 'cn', instruction: '移除', input_image: picture },
      { key: 'a', ...row, instruction_language: 'cn', instruction: '再移', input_image: picture },
      {
        key: 'b',
        task_type: 'subject-add',
        Intersection_exist: false,
        instruction_language: 'en',
        instruction: 'Add',
        input_image: { bytes: new Uint8Array(9), path: null },
      },
    ]
    const { cases, manifest } = await importFiles({ 'data/train.parquet': parquetOf(rows) })
    expect(cases.map(({ id, tasks, language, tags }) => [id, tasks, language, tags])).toEqual([
      ['a', ['text-editing'], 'en', ['text_change', 'intersection']],
      ['a-zh', ['text-editing'], 'zh', ['text_change', 'intersection']],
    ])
    expect(manifest.refused).toMatchObject([
      { line: 3, field: 'key', reason: 'the key "a" was used before' },
      { line: 4, field: 'input_image' },
    ])
  })

  it('a zip of any of these, and none that is hostile', async () => {
    const folder = await temporary()
    const zip = async (name: string, files: Record<string, Uint8Array | string>) => {
      await writeFile(join(folder, name), zipOf(files))
      return join(folder, name)
    }
    const rows = lines({ file_name: 'a.png', instruction: 'Make it red' })
    const good = await zip('good.zip', { 'top/metadata.jsonl': rows, 'top/a.png': png })
    const into = await temporary()
    const { manifest } = await importDataSet({ folder: good, into })
    expect(manifest).toMatchObject({ id: 'good', cases: 1, refused: [] })
    expect(await readdir(into)).toEqual(['good'])
    const upward = await zip('upward.zip', { '../out.jsonl': rows })
    await expect(importDataSet({ folder: upward, into })).rejects.toThrow(
      /cannot be unpacked: invalid relative path/,
    )
    const bomb = await zip('bomb.zip', { 'metadata.jsonl': new Uint8Array(2 ** 26) })
    await expect(importDataSet({ folder: bomb, into })).rejects.toThrow('grows too much')
    await writeFile(join(folder, 'no.zip'), 'no zip')
    await expect(importDataSet({ folder: join(folder, 'no.zip'), into })).rejects.toThrow(
      'cannot be unpacked',
    )
    expect(await readdir(into)).toEqual(['good'])
  })

  it("takes the user's own mapping of categories, CSV with quotes, and pictures in folders", async () => {
    const { cases } = await importFiles(
      {
        'train/metadata.csv':
          '\uFEFFfile_name,prompt,category\n1.png,"Make it ""old"", please",ageing\n',
        'train/1.png': png,
      },
      { taskMap: { ageing: ['global-editing'] } },
    )
    expect(cases).toMatchObject([
      { tasks: ['global-editing'], turns: [{ instruction: 'Make it "old", please' }] },
    ])
  })

  it('says what is wrong with a file that cannot be read as a whole', async () => {
    for (const files of [
      { 'basic_edit.json': '[1, 2' },
      { 'basic_edit.json': '[1, 2]' },
      { 'rows.parquet': 'no parquet' },
      { 'rows.csv': 'prompt,category\n"open quote,local\n' },
    ])
      await expect(importFiles(files)).rejects.toThrow(UserError)
  })

  it('says which layouts it knows when it recognises none', async () => {
    await expect(importFiles({ 'a.png': png })).rejects.toThrow(
      /no layout of these is recognised.*kontext-bench/,
    )
    await expect(importFiles({ 'a.png': png }, { format: 'x' })).rejects.toThrow(
      'there is no layout "x"',
    )
  })
})
