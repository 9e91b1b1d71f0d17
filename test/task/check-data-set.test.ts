import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { hashDistance, perceptualHash } from '#image/perceptual-hash.ts'
import { checkDataSet } from '#task/check-data-set.ts'
import { importDataSet } from '#task/import/import-data-set.ts'

const scene = (x: number, colour: string): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><defs><linearGradient id="g"><stop stop-color="#246"/><stop offset="1" stop-color="#fc8"/></linearGradient></defs><rect width="400" height="300" fill="url(#g)"/><circle cx="${x}" cy="150" r="70" fill="${colour}"/><rect x="${400 - x}" y="30" width="60" height="200" fill="#222"/></svg>`,
  )

describe('duplicates', () => {
  it('are found under another size, compression and cluster, and only then', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'kb-twins-'))
    await mkdir(join(folder, 'p'))
    const first = await sharp(scene(100, '#d22')).png().toBuffer()
    const copy = await sharp(first).resize(333, 250).jpeg({ quality: 60 }).toBuffer()
    const other = await sharp(scene(280, '#2d2')).png().toBuffer()
    expect(hashDistance(await perceptualHash(first), await perceptualHash(copy))).toBeLessThan(12)
    expect(hashDistance(await perceptualHash(first), await perceptualHash(other))).toBeGreaterThan(
      30,
    )
    await writeFile(join(folder, 'p', 'first.png'), first)
    await writeFile(join(folder, 'p', 'copy.jpg'), copy)
    await writeFile(join(folder, 'p', 'other.png'), other)
    await writeFile(
      join(folder, 'metadata.jsonl'),
      ['first.png', 'first.png', 'other.png', 'copy.jpg']
        .map((name) => JSON.stringify({ file_name: `p/${name}`, instruction: `edit ${name}` }))
        .join('\n'),
    )
    const into = await mkdtemp(join(tmpdir(), 'kb-sets-'))
    const { dir } = await importDataSet({ folder, into, id: 'twins' })
    const problems = await checkDataSet(dir)
    expect(problems).toEqual([
      {
        case: 'row-00004',
        file: expect.stringMatching(/\.jpg$/),
        problem: expect.stringMatching(/^looks like images\/.*\.png of row-00001/),
      },
    ])
  })
})
