import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const script = fileURLToPath(new URL('../fixture/run-scenarios.ts', import.meta.url))
const shown = JSON.parse(
  execFileSync(process.execPath, ['--conditions=kontextbench-source', script], {
    encoding: 'utf8',
    timeout: 60_000,
  }),
) as Record<string, unknown>

describe('executePlan', () => {
  it('runs more cells than a batch, each exactly once', () => {
    expect(shown['manyCells']).toEqual({
      state: 'finished',
      done: 700,
      prompts: 700,
      finished: 700,
    })
  })

  it('feeds each turn with the output of the one before', () => {
    expect(shown['chain']).toEqual([
      [],
      ['output 1'],
      ['output 2'],
      ['output 3'],
      ['output 4'],
      ['output 5'],
    ])
  })

  it('records every attempt of a retry and waits as long as the provider asked', () => {
    expect(shown['retry']).toEqual({
      attempts: [
        [1, 'failed'],
        [2, 'image'],
      ],
      slept: [1234],
      timeToImageMs: 1234,
    })
  })

  it("counts the start of a model's server in no picture's time", () => {
    expect(shown['prepared']).toBe(5)
  })

  it('keeps a picture from a cache without a time that nobody worked', () => {
    expect(shown['untimed']).toEqual(['cached', 'image', null])
  })

  it('skips later turns of a chain whose turn was refused', () => {
    expect(shown['upstream']).toEqual([
      ['refused', null],
      ['skipped', 'upstream'],
      ['skipped', 'upstream'],
    ])
  })

  it('stops before the budget is passed', () => {
    expect(shown['budget']).toEqual({ state: 'budget', calls: 2, finished: 2 })
  })

  it('ends early when a model cannot be reached at all', () => {
    expect(shown['unreachable']).toEqual({ state: 'unreachable', calls: 3 })
  })

  it('goes on when a model that was reached fails now and then', () => {
    expect(shown['nowAndThen']).toEqual({ state: 'finished', finished: 20 })
  })

  it('finishes what is in flight when interrupted, and resumes only the rest', () => {
    expect(shown['resume']).toEqual({
      first: ['interrupted', 4],
      second: ['finished', 10],
      calls: 10,
    })
  })

  it('makes no call once stopped while waiting for its rate, and frees its money', () => {
    expect(shown['stopWhileWaiting']).toEqual({ state: 'interrupted', calls: 1, free: true })
  })

  it('stops on a full disk with the turn open, and blames no model', () => {
    expect(shown['fullDisk']).toEqual({ fault: 'no space left on device', turns: 0 })
  })

  it('calls nothing twice when its own leases lapse', () => {
    expect(shown['lapsedLease']).toEqual({ state: 'finished', calls: 300, finished: 300 })
  })

  it('skips turns a model cannot do', () => {
    expect(shown['notApplicable']).toEqual(['skipped', 'not-applicable'])
  })

  it('shows the truth to controls and to nobody else', () => {
    expect(shown['truthStaysHere']).toEqual({
      sawSource: true,
      ordinary: [false, 0],
      control: [true, 2],
    })
  })
})
