import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { startHub } from '../fixture/hub-server.ts'
import { spawnKontextbench } from '../fixture/cli.ts'
import { tinyPng } from '../fixture/wire-server.ts'

const row = (key: number) =>
  JSON.stringify({
    file_name: `images/000${key}.png`,
    instruction: 'Make it red',
    category: 'Text Editing',
    key: `000${key}_00`,
    image_idx: key,
    prompt_idx: 0,
  })

describe('datasets import hf:', () => {
  it('goes on after kill -9 with the files it has, and says commit and licence', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'kb-hub-cli-'))
    const stuck = Promise.withResolvers<void>()
    let hangs = true
    const hub = await startHub({
      name: 'someone/own-bench',
      commit: 'a'.repeat(40),
      licence: 'cc-by-4.0',
      files: {
        'test/metadata.jsonl': Buffer.from([0, 1].map(row).join('\n')),
        'test/images/0000.png': tinyPng,
        'test/images/0001.png': Buffer.concat([tinyPng, Buffer.from('tail')]),
      },
      fault: (path) => {
        if (!hangs || !path.endsWith('0001.png')) return undefined
        // The others are asked for at the same time; they are small, and done by then.
        setTimeout(stuck.resolve, 300)
        return 'hangs'
      },
    })
    const env = { HF_ENDPOINT: hub.url }
    const args = ['datasets', 'import', 'hf:someone/own-bench', '--json']
    try {
      const killed = spawnKontextbench(dir, args, env)
      await stuck.promise
      killed.kill('SIGKILL')
      await once(killed, 'exit')
      hangs = false
      const before = hub.seen.length
      const second = spawnKontextbench(dir, args, env)
      const out: Buffer[] = []
      second.stdout.on('data', (chunk: Buffer) => out.push(chunk))
      const [status] = await once(second, 'close')
      expect(status).toBe(0)
      expect(JSON.parse(Buffer.concat(out).toString())).toMatchObject({
        id: 'own-bench',
        cases: 2,
        revision: 'a'.repeat(40),
        licence: 'cc-by-4.0',
      })
      const asked = hub.seen.slice(before).filter(({ url }) => url.includes('resolve'))
      expect(asked.every(({ url }) => url.includes('0001.png'))).toBe(true)
      const kept = join(dir, '.kontextbench/datasets/own-bench/manifest.json')
      expect(await readFile(kept, 'utf8')).toContain('huggingface.co/datasets/someone/own-bench')
    } finally {
      await hub.close()
    }
  })
})
