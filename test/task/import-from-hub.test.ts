import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { encodePng } from '#image/encode.ts'
import { readHubAddress } from '#task/hub/hub-address.ts'
import { importFromHub, type HubImport } from '#task/import-from-hub.ts'
import { startHub, type HubScript } from '../fixture/hub-server.ts'
import { parquetOf } from '../fixture/parquet.ts'
import { zipOf } from '../fixture/zip.ts'

const commit = 'fb9b2cb0000000000000000000000000000000aa'
const noise = (side: number): Uint8Array =>
  Uint8Array.from({ length: side * side * 4 }, (_, at) => (at * at * 31) % 256)
const picture = Buffer.from(await encodePng({ width: 64, height: 64, data: noise(64) }))
const row = (key: string, name: string) =>
  JSON.stringify({
    file_name: `images/${name}`,
    instruction: 'Make it red',
    category: 'Instruction Editing - Local',
    key,
    image_idx: 0,
    prompt_idx: 0,
  })
const files = {
  '.gitattributes': Buffer.from('*.jpg filter=lfs'),
  'README.md': Buffer.from('---\nlicense: mit\n---\n'),
  'test/metadata.jsonl': Buffer.from(
    `${row('0000_00', '0000.png')}\n${row('0000_01', '0001.png')}`,
  ),
  'test/images/0000.png': picture,
  'test/images/0001.png': Buffer.from(await encodePng({ width: 80, height: 80, data: noise(80) })),
}

let hub: Awaited<ReturnType<typeof startHub>> | undefined
afterEach(async () => {
  await hub?.close()
  hub = undefined
})

async function importFrom(script: Partial<HubScript>, options: Partial<HubImport> = {}) {
  hub ??= await startHub({
    name: 'black-forest-labs/kontext-bench',
    commit,
    files,
    licence: 'mit',
    ...script,
  })
  const into = options.into ?? (await mkdtemp(join(tmpdir(), 'kb-hub-')))
  const imported = importFromHub({
    target: 'hf:black-forest-labs/kontext-bench',
    into,
    hubUrl: hub.url,
    firstWaitMs: 20,
    ...options,
  })
  return { imported, into, hub }
}

describe('a data set of the hub', () => {
  it('is imported at the commit its branch names, with licence, source and digests checked', async () => {
    const { imported, into, hub: server } = await importFrom({ large: ['test/images/0001.png'] })
    const { manifest } = await imported
    expect(manifest).toMatchObject({
      id: 'kontext-bench',
      cases: 2,
      refused: [],
      revision: commit,
      licence: 'mit',
      source: 'https://huggingface.co/datasets/black-forest-labs/kontext-bench',
    })
    expect(await readdir(into)).toEqual(['kontext-bench'])
    expect(
      server.seen.some(({ url }) => url.includes('gitattributes') && url.includes('resolve')),
    ).toBe(false)
    expect(
      server.seen
        .filter(({ url }) => url.includes('resolve'))
        .every(({ url }) => url.includes(commit)),
    ).toBe(true)
  })

  it('shows its token to the hub and never to the store of large files', async () => {
    const token = 'hf_0123456789secret'
    const { imported, hub: server } = await importFrom(
      { token, large: ['test/images/0001.png'] },
      { accessToken: token },
    )
    await imported
    const shown = (origin: string) =>
      server.seen.filter((one) => one.origin === origin).map(({ authorization }) => authorization)
    expect(new Set(shown('hub'))).toEqual(new Set([`Bearer ${token}`]))
    expect(new Set(shown('store'))).toEqual(new Set([undefined]))
  })

  it.each([
    ['is closed', { token: 'hf_x' }, {}, /does not open .*HTTP 401.*HF_TOKEN/],
    ['is unknown', {}, { target: 'hf:nobody/nothing' }, /no data set nobody\/nothing at main/],
    ['has no such revision', {}, { target: 'hf:black-forest-labs/kontext-bench@v9' }, /at v9/],
    ['is too large', {}, { maxBytes: 1000 }, /more than 0\.0 GB.*--include/],
    ['has nothing of what is wanted', {}, { include: ['none/**'] }, /no file that is wanted/],
    ['lists a way out', { files: { '../out.jsonl': Buffer.from('{}') } }, {}, /lists \.\.\/out/],
    ['gets no token of its own', {}, { accessToken: 'sk-other' }, /HF_TOKEN holds no token/],
  ])('that %s is told in a sentence', async (_, script, options, message) => {
    const { imported } = await importFrom(script as Partial<HubScript>, options)
    await expect(imported).rejects.toThrow(message)
  })

  it('goes on behind what a broken connection left, and asks only for the rest', async () => {
    const path = 'test/images/0000.png'
    const { imported, hub: server } = await importFrom({
      fault: (file, call) => (file === path && call === 1 ? 'cut' : undefined),
    })
    expect((await imported).manifest.cases).toBe(2)
    const ranges = server.seen
      .filter(({ url }) => url.includes('0000.png'))
      .map(({ range }) => range)
    expect(ranges).toContainEqual(expect.stringMatching(/^bytes=[1-9]\d*-\d+$/))
  })

  it('goes on after a failed import with what is there already', async () => {
    let broken = true
    const {
      imported,
      into,
      hub: server,
    } = await importFrom({
      fault: (file) => (broken && file.endsWith('0001.png') ? 'busy' : undefined),
    })
    await expect(imported).rejects.toThrow(/run the same import again/)
    broken = false
    const before = server.seen.length
    const again = await importFrom({}, { into })
    expect((await again.imported).manifest.cases).toBe(2)
    expect(server.seen.slice(before).some(({ url }) => url.includes('0000.png'))).toBe(false)
  })

  it.each(['damaged', 'whole'] as const)('never keeps a file that came %s', async (fault) => {
    const { imported } = await importFrom({
      fault: (file, call) => {
        if (!file.endsWith('0000.png')) return undefined
        if (fault === 'damaged') return call === 1 ? 'damaged' : undefined
        return call === 1 ? 'cut' : call === 2 ? 'whole' : undefined
      },
    })
    expect((await imported).manifest.cases).toBe(2)
  })

  it('may be one archive', async () => {
    const { imported } = await importFrom({
      files: { 'Benchmark.zip': zipOf(files), 'README.md': files['README.md'] },
    })
    expect((await imported).manifest).toMatchObject({ cases: 2, revision: commit })
  })
})

describe('data sets that the hub holds in their own way', () => {
  const name = 'stepfun-ai/GEdit-Bench'
  const branches = { main: 'a'.repeat(40), 'refs/convert/parquet': commit }
  const row = {
    key: 'k',
    task_type: 'tone_transfer',
    instruction: 'Dusk',
    input_image: { bytes: picture, path: null },
  }
  const parquet = { 'default/train/0000.parquet': Buffer.from(parquetOf([row])) }

  it('GEdit-Bench is in Arrow files: its conversion is taken, at its commit', async () => {
    const { imported } = await importFrom(
      { name, branches, files: parquet },
      { target: `hf:${name}` },
    )
    expect(await imported).toMatchObject({
      cases: [{ id: 'k', tasks: ['global-editing'] }],
      manifest: { revision: commit },
    })
  })

  it.each([
    ['hf:o/n', { 'train/data-00000.arrow': Buffer.from('ARROW1') }, /Arrow.*hf:o\/n@refs\/convert/],
    [
      'hf:o/n@refs/convert/parquet',
      { 'default/partial-train/0000.parquet': Buffer.from('PAR1') },
      /only a part of o\/n/,
    ],
  ])('%s is refused where it would not be whole', async (target, held, message) => {
    const { imported } = await importFrom(
      { name: 'o/n', branches: { main: commit, 'refs/convert/parquet': commit }, files: held },
      { target },
    )
    await expect(imported).rejects.toThrow(message)
  })

  it('RISEBench has its pictures in an archive beside the list', async () => {
    const entry = {
      index: 'a',
      category: 'causal_reasoning',
      instruction: 'Burn it',
      image: 'c/1.png',
    }
    const { imported } = await importFrom({
      files: {
        'data.zip': zipOf({ 'data/c/1.png': picture }),
        'datav2_total_w_subtask.json': Buffer.from(JSON.stringify([entry])),
      },
    })
    expect((await imported).manifest).toMatchObject({ cases: 1, refused: [] })
  })

  it('takes a revision that is named apart, and not two of them', async () => {
    const branches = { v1: commit }
    const { imported } = await importFrom({ branches }, { revision: 'v1' })
    expect((await imported).manifest.revision).toBe(commit)
    const twice = { target: 'hf:black-forest-labs/kontext-bench@v2', revision: 'v1' }
    const again = await importFrom({}, twice)
    await expect(again.imported).rejects.toThrow(/two revisions/)
  })
})

describe('addresses of the hub', () => {
  it.each([
    ['hf:a/b', { name: 'a/b', revision: 'main' }],
    ['hf:datasets/a/b@refs/pr/1', { name: 'a/b', revision: 'refs/pr/1' }],
    ['https://huggingface.co/datasets/a/b.c', { name: 'a/b.c', revision: 'main' }],
    ['https://huggingface.co/datasets/a/b/tree/v1', { name: 'a/b', revision: 'v1' }],
  ])('%s', (text, address) => expect(readHubAddress(text)).toEqual(address))

  it.each(['hf:a', 'hf:../b', 'https://example.org/datasets/a/b', 'hf:a/b@x y'])(
    '%s is refused',
    (text) => expect(() => readHubAddress(text)).toThrow('names no data set'),
  )
})
