import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findOutput, indexOutputs } from '#task/import/find-outputs.ts'

async function indexOf(...files: string[]) {
  const folder = await mkdtemp(join(tmpdir(), 'kb-outputs-'))
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), '')
  }
  return indexOutputs(folder)
}

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
    expect(findOutput(await indexOf(path), id, turn, turns)).toEqual({ path })
  })

  it('prefers the category that the id names, and tells what it cannot tell apart', async () => {
    const index = await indexOf('a/5.png', 'b/5.png')
    expect(findOutput(index, 'b-5', 1, 1)).toEqual({ path: 'b/5.png' })
    expect(findOutput(index, 'c-5', 1, 1)).toEqual({ ambiguous: ['a/5.png', 'b/5.png'] })
    expect(findOutput(index, '6', 1, 1)).toEqual({ missing: true })
  })

  it('tells sets apart that number alike, and models it cannot', async () => {
    const index = await indexOf(
      'anime/m/000.webp',
      'human/m/000.webp',
      'text/a/1.png',
      'text/b/1.png',
    )
    expect(findOutput(index, 'human-000', 1, 1)).toEqual({ path: 'human/m/000.webp' })
    expect(findOutput(index, 'text-1', 1, 1)).toEqual({
      ambiguous: ['text/a/1.png', 'text/b/1.png'],
    })
  })

  it('follows no link out of the folder', async () => {
    const index = await indexOf('a.png')
    await symlink('/etc', join(index.folder, 'link'))
    await symlink(join(index.folder, 'a.png'), join(index.folder, 'b.png'))
    expect([...(await indexOutputs(index.folder)).byName.keys()]).toEqual(['a'])
  })
})
