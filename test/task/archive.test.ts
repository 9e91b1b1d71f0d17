import { mkdtemp, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { pack, type Header } from 'tar-stream'
import { describe, expect, it } from 'vitest'
import { unpack } from '#task/import/archive/unpack.ts'
import { importDataSet } from '#task/import/import-data-set.ts'
import { tinyPng } from '../fixture/wire-server.ts'
import { zipOf } from '../fixture/zip.ts'

const rows = '{"file_name":"a.png","instruction":"Make it red","category":"color"}\n'

async function tarOf(entries: (Partial<Header> & { name: string; body?: string | Buffer })[]) {
  const tar = pack()
  for (const { body, ...header } of entries) tar.entry(header, body ?? '')
  tar.finalize()
  const chunks: Buffer[] = []
  for await (const chunk of tar) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

const folder = () => mkdtemp(join(tmpdir(), 'kb-archive-'))

describe('archives', () => {
  it('a gzipped tar is imported like the folder it holds', async () => {
    const at = await folder()
    const tar = await tarOf([
      { name: './set/', type: 'directory' },
      { name: './set/metadata.jsonl', body: rows },
      { name: './set/a.png', body: tinyPng },
    ])
    await writeFile(join(at, 'mine.tar.gz'), gzipSync(tar))
    const { manifest } = await importDataSet({
      folder: join(at, 'mine.tar.gz'),
      into: join(at, 'sets'),
    })
    expect(manifest).toMatchObject({ id: 'mine', cases: 1, refused: [] })
  })

  it.each([
    [
      'a link',
      [{ name: 'metadata.jsonl', type: 'symlink' as const, linkname: '/etc/passwd' }],
      'no plain file',
    ],
    ['a hard link', [{ name: 'x', type: 'link' as const, linkname: '../x' }], 'no plain file'],
    ['a way out', [{ name: 'a/../../out.jsonl', body: rows }], 'leads out'],
    ['an absolute name', [{ name: '/out.jsonl', body: rows }], 'leads out'],
    [
      'one name twice',
      [
        { name: 'a', body: 'x' },
        { name: 'a', body: 'y' },
      ],
      'twice',
    ],
  ])('a tar with %s is refused', async (_, entries, why) => {
    const at = await folder()
    await writeFile(join(at, 'bad.tar'), await tarOf(entries))
    await expect(unpack(join(at, 'bad.tar'), join(at, 'out'))).rejects.toThrow(why)
  })

  it('a gzip that grows beyond sense is refused while it is read', async () => {
    const at = await folder()
    const tar = await tarOf([{ name: 'a', body: Buffer.alloc(2 ** 26 + 1) }])
    await writeFile(join(at, 'bomb.tgz'), gzipSync(tar))
    await expect(unpack(join(at, 'bomb.tgz'), join(at, 'out'))).rejects.toThrow('grows too much')
  })

  it('half an archive is told in a sentence', async () => {
    const at = await folder()
    const tar = gzipSync(await tarOf([{ name: 'a', body: Buffer.alloc(5000, 'abc') }]))
    await writeFile(join(at, 'half.tgz'), tar.subarray(0, tar.length >> 1))
    await expect(unpack(join(at, 'half.tgz'), join(at, 'out'))).rejects.toThrow(
      'cannot be unpacked',
    )
  })

  it.each(['zip', 'tar'])('a %s that was cut goes on where it was', async (kind) => {
    const at = await folder()
    const [archive, out] = [join(at, `x.${kind}`), join(at, 'out')]
    await writeFile(
      archive,
      kind === 'zip'
        ? zipOf({ 'a.txt': 'first', 'b.txt': 'second' })
        : await tarOf([
            { name: 'a.txt', body: 'first' },
            { name: 'b.txt', body: 'second' },
          ]),
    )
    await unpack(archive, out)
    await utimes(join(out, 'a.txt'), 1000, 1000)
    await rm(join(out, 'b.txt'))
    await writeFile(join(out, 'b.txt.part'), 'sec')
    await unpack(archive, out)
    expect((await stat(join(out, 'a.txt'))).mtimeMs).toBe(1_000_000)
    expect(await readFile(join(out, 'b.txt'), 'utf8')).toBe('second')
    await writeFile(archive, zipOf({ 'c.txt': 'other' }))
    if (kind === 'zip') {
      await unpack(archive, out)
      await expect(stat(join(out, 'a.txt'))).rejects.toThrow()
    }
  })
})
