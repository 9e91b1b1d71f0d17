import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sha256 } from '#digest/sha256.ts'
import type { DataSetSource } from '#task/data-set-source.ts'
import { buildDataSet } from '#task/build-data-set.ts'
import { temporary } from '../fixture/import-files.ts'

/** Two pictures of one colour each, asked for by a case each. */
const setOf = (...colours: string[]): DataSetSource => ({
  id: 'drawn',
  title: 'Drawn',
  version: '1',
  licence: 'MIT',
  source: 'a test',
  cases: () =>
    colours.map((_, at) => ({
      id: `case-${at}`,
      tasks: ['local-editing'],
      cluster: `case-${at}`,
      language: 'en',
      tags: [],
      turns: [
        { instruction: 'x', inputs: [{ from: 'case', role: 'source', image: `picture-${at}` }] },
      ],
    })),
  image: (name) => ({
    name,
    kind: 'picture',
    width: 4,
    height: 4,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4" fill="${colours[Number(name.at(-1))]}"/></svg>`,
  }),
})

/** The only picture of a case, and whether its file is what it says. */
async function pictureOf(into: string, source: DataSetSource, only = ['case-0']) {
  const { cases, dir } = await buildDataSet({ source, into, only })
  const input = cases[0]?.turns[0]?.inputs[0]
  if (input?.from !== 'case') throw new Error('the case has a picture')
  const bytes = await readFile(join(dir, input.image.file))
  return { file: input.image.file, isWhole: sha256(bytes) === input.image.sha256 }
}

describe('a picture that is drawn anew under its name', () => {
  it('takes no file that another drawing is known by, whichever is asked for next', async () => {
    const into = await temporary()
    const red = await pictureOf(into, setOf('red', 'green'))
    const blue = await pictureOf(into, setOf('blue', 'green'))
    const again = await pictureOf(into, setOf('red', 'green'))
    expect([red, blue, again].map(({ isWhole }) => isWhole)).toEqual([true, true, true])
    expect(again.file).toBe(red.file)
    expect(blue.file).not.toBe(red.file)
  })

  it('leaves no old one behind, and what is unchanged stays', async () => {
    const into = await temporary()
    await buildDataSet({ source: setOf('red', 'green'), into })
    await pictureOf(into, setOf('blue', 'green'))
    const images = await readdir(join(into, 'drawn', 'images'))
    expect(images.map((name) => name.replace(/-\w+\.png$/, ''))).toEqual(['picture-0', 'picture-1'])
  })

  it('is drawn where an index of before names a file that others may have overwritten', async () => {
    const into = await temporary()
    const { file } = await pictureOf(into, setOf('red'))
    const indexFile = join(into, 'drawn', 'index.json')
    await writeFile(
      indexFile,
      (await readFile(indexFile, 'utf8')).replace(file, 'images/picture-0.png'),
    )
    await writeFile(join(into, 'drawn', 'images', 'picture-0.png'), 'another drawing')
    expect(await pictureOf(into, setOf('red'))).toEqual({ file, isWhole: true })
  })
})
