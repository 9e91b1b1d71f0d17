import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodeMask } from '#image/decode.ts'
import { importFiles, lines, png } from '../fixture/import-files.ts'
import { parquetOf } from '../fixture/parquet.ts'

const json = (value: unknown): string => JSON.stringify(value)
const picture = (bytes: Uint8Array) => ({ bytes, path: 'x.png' })

/** A grey picture whose upper left quarter is painted or cleared. */
async function drawnOver(quarter: string, blend: 'over' | 'dest-out'): Promise<Uint8Array> {
  const paint = { create: { width: 4, height: 4, channels: 4 as const, background: quarter } }
  return sharp({ create: { width: 8, height: 8, channels: 4, background: '#808080' } })
    .composite([{ input: paint, left: 0, top: 0, blend }])
    .png()
    .toBuffer()
}

describe('benchmarks as their repositories hold them', () => {
  it('ImgEdit: a folder a suite, indices of any name, chains of two or three turns', async () => {
    const { cases, manifest } = await importFiles({
      'Basic/basic_edit.json': json({
        9: { id: 'animal/1.jpg', prompt: 'Pale', edit_type: 'adjust' },
      }),
      'Basic/prompts.json': json({ adjust: 'You are a rater' }),
      'Basic/animal/1.jpg': png,
      'UGE/UGE_edit.json': json({ 1: { id: '2.jpg', prompt: 'Remove the lemon' } }),
      'UGE/original_images/2.jpg': png,
      'Multiturn/content_memory.json': json({
        1: { id: '3.jpg', turn1: 'a', turn2: 'b', turn3: 'c' },
        2: { id: '3.jpg', turn1: 'a', turn2: 'b' },
      }),
      'Multiturn/3.jpg': png,
    })
    expect(manifest.refused).toEqual([])
    expect(cases.map(({ id, tasks, turns }) => [id, tasks, turns.length])).toEqual([
      ['basic_edit-9', ['local-editing'], 1],
      ['content_memory-1', ['local-editing'], 3],
      ['content_memory-2', ['local-editing'], 2],
      ['UGE_edit-1', ['understanding'], 1],
    ])
  })

  it('KRIS-Bench: its own field names, and the right answer where there is one', async () => {
    const { cases } = await importFiles({
      'KRIS_Bench/viewpoint_change/annotation.json': json({
        1: { ori_img: '1.jpg', gt_img: '1_gt.jpg', ins_en: 'Draw the front', explain_en: '' },
      }),
      'KRIS_Bench/viewpoint_change/1.jpg': png,
      'KRIS_Bench/viewpoint_change/1_gt.jpg': png,
      'KRIS_Bench/count_change/annotation.json': json({
        1: { ori_img: ['1.jpg', '1.jpg'], gt_img: '', ins_en: 'Three of them' },
      }),
      'KRIS_Bench/count_change/1.jpg': png,
    })
    expect(cases).toMatchObject([
      { id: 'count_change-1', tasks: ['local-editing'] },
      { id: 'viewpoint_change-1', tasks: ['viewpoint_change'] },
    ])
    expect(cases[0]?.turns[0]?.inputs.map(({ role }) => role)).toEqual(['source', 'reference'])
    expect(cases[1]?.turns[0]?.truth?.reference).toBeDefined()
  })

  it('RISEBench: several pictures, in the folder that its archive leaves', async () => {
    const row = { category: 'logical_reasoning', instruction: 'Solve it' }
    const { cases, manifest } = await importFiles({
      'datav2_total_w_subtask.json': json([
        { index: 'logical_1', ...row, image: ['l/1.png', 'l/2.png'], reference_img: 'l/3.png' },
        { index: 'logical_2', ...row, image: 'l/none.png' },
      ]),
      'data/l/1.png': png,
      'data/l/2.png': png,
      'data/l/3.png': png,
    })
    expect(cases).toMatchObject([{ id: 'logical_1', tasks: ['logical_reasoning'] }])
    expect(cases[0]?.turns[0]).toMatchObject({
      inputs: [{ role: 'source' }, { role: 'reference' }],
      truth: { reference: { width: 2 } },
    })
    expect(manifest.refused).toMatchObject([{ field: 'image', reason: 'the file is missing' }])
  })

  it('MagicBrush: turns in their order, and masks out of sources with the region drawn away', async () => {
    const [white, clear] = [await drawnOver('#fff', 'over'), await drawnOver('#000', 'dest-out')]
    const row = (turn_index: number, mask: Uint8Array) => ({
      img_id: '242679',
      turn_index,
      source_img: picture(png),
      mask_img: picture(mask),
      instruction: `turn ${turn_index}`,
      target_img: picture(png),
    })
    const { cases, dir } = await importFiles({
      'data/dev-00000.parquet': parquetOf([row(2, clear), row(1, white)]),
    })
    expect(cases[0]?.turns.map(({ instruction }) => instruction)).toEqual(['turn 1', 'turn 2'])
    for (const { truth } of cases[0]?.turns ?? []) {
      const { data } = await decodeMask(await readFile(join(dir, truth?.mask?.file ?? '')))
      const quarter = [...data]
        .map((value, at) => (value === 255 ? at : -1))
        .filter((at) => at >= 0)
      expect(quarter).toHaveLength(16)
      expect(quarter.every((at) => at % 8 < 4 && at < 32)).toBe(true)
    }
  })

  it('OmniContext: its single_object is a subject, GenEval has a prompt of that name', async () => {
    const row = { instruction: 'On a beach', instruction_language: 'en' }
    const { cases } = await importFiles({
      'train.parquet': parquetOf([
        { key: 'a', task_type: 'single_object', ...row, input_images: [picture(png)] },
        {
          key: 'b',
          task_type: 'scene_character',
          ...row,
          input_images: [picture(png), picture(png)],
        },
      ]),
    })
    expect(cases.map(({ tasks, turns }) => [tasks, turns[0]?.inputs.length])).toEqual([
      [['character-reference'], 1],
      [['character-reference', 'character-consistency'], 2],
    ])
  })

  it('Emu Edit: seven kinds of edit, where one number may stand for several', async () => {
    const row = (idx: number, task: string, split = 'test') => ({
      instruction: `${task} it`,
      image: picture(png),
      task,
      split,
      idx,
      hash: `${idx}${task}`,
      input_caption: 'a dog',
      output_caption: 'a cat',
    })
    const { cases, manifest } = await importFiles({
      'data/test-00000-of-00002.parquet': parquetOf([row(4, 'global'), row(4, 'texture')]),
      'data/test-00001-of-00002.parquet': parquetOf([row(5, 'style'), row(4, 'texture')]),
      'data/validation-00000-of-00001.parquet': parquetOf([row(4, 'texture', 'validation')]),
    })
    expect(cases.map(({ id, tasks }) => [id, tasks[0]])).toEqual([
      ['4', 'global-editing'],
      ['4-test-texture', 'local-editing'],
      ['5', 'global-editing'],
      ['4-validation-texture', 'local-editing'],
    ])
    expect(manifest.refused).toMatchObject([{ line: 2, field: 'key' }])
  })

  it('imagefolders: several pictures a row, beside their table or in the whole folder', async () => {
    const { cases, manifest } = await importFiles({
      'train/metadata.jsonl': lines({
        input_file_name: 'a.png',
        mask_file_name: 'a_mask.png',
        output_file_name: 'out/a.png',
        references_file_names: ['b.png'],
        prompt: 'Make it red',
      }),
      'train/a.png': png,
      'train/a_mask.png': png,
      'train/b.png': png,
      'out/a.png': png,
    })
    expect(manifest.refused).toEqual([])
    expect(cases[0]?.turns[0]).toMatchObject({
      inputs: [{ role: 'source' }, { role: 'reference' }],
      truth: { reference: { width: 2 }, mask: { width: 2 } },
    })
  })

  it('imagefolders: a test split of their own columns, and splits that number alike', async () => {
    const row = { file_name: 'a.png', prompt: 'Make it red' }
    const { cases } = await importFiles({
      'test/metadata.jsonl': lines(row),
      'test/a.png': png,
      'train/metadata.jsonl': lines(row),
      'train/a.png': png,
    })
    expect(cases.map(({ id }) => id)).toEqual([
      'test-metadata-row-00001',
      'train-metadata-row-00001',
    ])
  })
})
