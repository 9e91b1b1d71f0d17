import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { planServers } from '#engine/launch/plan-servers.ts'
import { ServerLog } from '#engine/launch/server-log.ts'
import { defineModel } from '../../src/define.ts'
import { fencedBlocks } from '../fixture/fenced-blocks.ts'
import { launchedModel } from '../fixture/server-habits.ts'

describe('the launches of a plan', () => {
  it('are one server each, shared where they differ in nothing but warm-up', () => {
    const plans = planServers([
      launchedModel('a', { port: 1 }),
      launchedModel('b', { port: 1 }, { warmUp: 3 }),
      launchedModel('c', { port: 2 }),
      { id: 'd', name: 'd', price: null, engine: { kind: 'null' } },
    ])
    expect(plans.map(({ models }) => models)).toEqual([['a', 'b'], ['c']])
    expect(plans[0]?.keyNames).toEqual(['KB_TEST_KEY'])
  })

  it('are taken as the docs show them', () => {
    const shown = fencedBlocks('engines/launch.md', 'json').map(
      (block) => JSON.parse(block) as never,
    )
    const models = shown.flat().map(defineModel)
    expect(planServers(models).map((plan) => plan.models)).toEqual([
      ['kontext-gguf'],
      ['kontext-vllm'],
    ])
  })

  it('may not be different servers at one address', () => {
    const models = [
      launchedModel('a', { port: 1 }),
      launchedModel('b', { port: 1 }, { env: { OTHER: '1' } }),
    ]
    expect(() => planServers(models)).toThrow(
      /"models\.b\.engine\.launch": a and b start different servers at http:\/\/127\.0\.0\.1:1\/health/,
    )
  })

  it.each([
    [
      { env: { HF_TOKEN: 'x' } },
      /launch\.env\.HF_TOKEN": looks like a key, which would be kept.*passEnv/,
    ],
    [{ env: { TOKENIZERS_PARALLELISM: 'false' } }, undefined],
    [{ readyUrl: 'file:///etc/hosts' }, /readyUrl": not an http\(s\) address/],
    [{ readyUrl: 'http://ada:pw@127.0.0.1/' }, /readyUrl": holds a login, which would be kept/],
    [{ command: [] }, /command/],
    [{ command: ['serve', '--api-key', 'abc'] }, /command\.2": looks like a key.*passEnv/],
    [{ command: ['serve', '--api-key=abc'] }, /command\.1": looks like a key/],
    [
      { command: ['serve', '--api-key', '$KEY', '--max-tokens', '5', '--tokenizer', 'x'] },
      undefined,
    ],
    [{ stop: 'SIGSTOP' }, /stop/],
    [{ shell: true }, /shell/],
  ])('are checked field by field: %j', (change, message) => {
    const define = () =>
      defineModel({
        id: 'm',
        name: 'm',
        engine: {
          kind: 'sdcpp',
          launch: {
            command: ['sd-server'],
            readyUrl: 'http://127.0.0.1:1234/',
            ...(change as object),
          },
        },
      })
    if (message) expect(define).toThrow(message)
    else expect(define().engine.launch).toMatchObject({ onDeath: 'fail', warmUp: 0 })
  })
})

describe("a server's log", () => {
  const scrub = (text: string): string => text.replaceAll('secret-key', '[hidden]')

  it('is scrubbed line by line, wherever a line was cut, and keeps the last lines', () => {
    const dir = mkdtempSync(join(tmpdir(), 'kb-log-'))
    const file = join(dir, 'logs/server-1.log')
    const log = new ServerLog({ file, scrub, keepLines: 3 })
    log.begin('started')
    log.push('stdout', '10 %\r20 %\r\nthe key is secr')
    log.push('stderr', 'warning\n')
    log.push('stdout', 'et-key\nlast wor')
    expect(log.lastLines()).toEqual(['warning', 'the key is [hidden]', 'last wor'])
    log.close()
    expect(readFileSync(file, 'utf8')).toBe(
      '--- started\n10 %\n20 %\nwarning\nthe key is [hidden]\nlast wor\n',
    )
  })

  it('keeps no half of a key that lost its beginning in a line too long to keep', () => {
    const log = new ServerLog({ scrub, keepLines: 2 })
    log.push('stdout', `secret-key${'x'.repeat(1995)}`)
    expect(log.lastLines().join('').replaceAll('x', '')).toBe('dden]')
    log.close()
  })

  it('stays within bounds, whatever the server says', () => {
    const dir = mkdtempSync(join(tmpdir(), 'kb-log-'))
    const log = new ServerLog({ file: join(dir, 'a.log'), scrub, keepLines: 2 })
    const line = `${'x'.repeat(5000)}\n`
    for (let count = 0; count < 2000; count++) log.push('stdout', line)
    log.push('stdout', 'y'.repeat(5_000_000))
    expect(log.lastLines().every(({ length }) => length === 2000)).toBe(true)
    log.close()
    const sizes = readdirSync(dir).map((name) => statSync(join(dir, name)).size)
    expect(sizes).toHaveLength(2)
    expect(Math.max(...sizes)).toBeLessThan(1.1 * 1024 * 1024)
  })
})
