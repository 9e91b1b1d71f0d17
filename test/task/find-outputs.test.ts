import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findOutput, indexOutputs, type OutputIndex } from '#task/import/find-outputs.ts'

async function indexOf(...files: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'kb-outputs-'))
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), '')
  }
  return indexOutputs(folder)
}

const outputOf = (index: OutputIndex, id: string, turn = 1, turns = 1, language = 'en') =>
  findOutput(index, { id, language, turns: Array.from({ length: turns }) }, turn)

describe('names of outputs', () => {
  it.each([
    ['GEdit-Bench', 'm/fullset/subject-add/en/0a1.png', '0a1', 1, 1],
    ['ImgEdit', '7.png', 'basic_edit-7', 1, 1],
    ['KRIS-Bench', 'm/color_change/5.jpg', 'color_change-5', 1, 1],
    ['MagicBrush, first turn', '11/11_1.png', '11', 1, 2],
    ['MagicBrush, second turn', '11/11_iter_2.PNG', '11', 2, 2],
    ['GenEval', '00003/samples/0000.png', '00003', 1, 1],
    ['LongText-Bench', '3_0.webp', '3', 1, 1],
    ['DreamBench++', 'tgt_image/object_03_a_cup/7_0.jpg', 'object_03_a_cup-7_0', 1, 1],
    ['OneIG-Bench', 'images/anime/gpt-4o/000.webp', 'anime-000', 1, 1],
  ])('%s: %s', async (_, path, id, turn, turns) => {
    expect(outputOf(await indexOf(path), id, turn, turns)).toEqual({ path })
  })

  it('prefers the category that the id names, and tells what it cannot tell apart', async () => {
    const index = await indexOf('a/5.png', 'b/5.png')
    expect(outputOf(index, 'b-5')).toEqual({ path: 'b/5.png' })
    expect(outputOf(index, 'c-5')).toEqual({ ambiguous: ['a/5.png', 'b/5.png'] })
    expect(outputOf(index, '6')).toEqual({ missing: true })
  })

  it('tells sets apart that number alike, and models it cannot', async () => {
    const index = await indexOf(
      'anime/m/000.webp',
      'human/m/000.webp',
      'text/a/1.png',
      'text/b/1.png',
    )
    expect(outputOf(index, 'human-000')).toEqual({ path: 'human/m/000.webp' })
    expect(outputOf(index, 'text-1')).toEqual({
      ambiguous: ['text/a/1.png', 'text/b/1.png'],
    })
  })

  it('tells two languages apart by their folders, and takes no picture of the other', async () => {
    const index = await indexOf('add/en/k.png', 'add/cn/k.png', 'add/en/only.png', '3_0.png')
    expect(outputOf(index, 'k')).toEqual({ path: 'add/en/k.png' })
    expect(outputOf(index, 'k-zh', 1, 1, 'zh')).toEqual({ path: 'add/cn/k.png' })
    expect(outputOf(index, 'only-zh', 1, 1, 'zh')).toEqual({ missing: true })
    // Nothing says in which language this one was asked for.
    expect(outputOf(index, '3-zh', 1, 1, 'zh')).toEqual({ missing: true })
    expect(outputOf(index, '3')).toEqual({ path: '3_0.png' })
  })

  it('follows no link out of the folder', async () => {
    const index = await indexOf('a.png')
    await symlink('/etc', join(index.folder, 'link'))
    await symlink(join(index.folder, 'a.png'), join(index.folder, 'b.png'))
    expect([...(await indexOutputs(index.folder)).byName.keys()]).toEqual(['a'])
  })
})
