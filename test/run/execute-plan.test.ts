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

  it('fails with an answer that is no picture, and keeps what it cost all the same', () => {
    const cost = { state: 'known', usd: 0.3, source: 'response' }
    expect(shown['unusable']).toEqual(['failed', 'bad-response', cost, 7])
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

  it('asks for a paid job again after a kill, with no latency and its cost once', () => {
    expect(shown['reattach']).toEqual({
      state: 'finished',
      asked: ['job 1'],
      attempts: [
        [1, 'interrupted', null, 'untimed', 'unknown'],
        [2, 'image', 1, 'untimed', 0.4],
      ],
      outcome: 'image',
      timeToImageMs: 'absent',
      spent: 0.4,
      free: true,
    })
  })

  it('makes a new job where the paid one is gone, or its engine finds none', () => {
    expect(shown['reattachGone']).toMatchObject({
      asked: ['job 1', 'submit'],
      attempts: [
        [1, 'interrupted', null, 'untimed', 'unknown'],
        [2, 'failed', 1, 'untimed', 0],
        [3, 'image', null, 'timed', 0.4],
      ],
      outcome: 'image',
      timeToImageMs: 0,
      spent: 0.4,
      // What the lost job cost is not known: it stays booked.
      free: false,
    })
    expect(shown['reattachUnable']).toMatchObject({ asked: ['submit'], outcome: 'image' })
  })

  it('asks once more for a paid job when the line is lost while asking, or while waiting', () => {
    expect(shown['reattachTwice']).toMatchObject({
      asked: ['job 1', 'job 1'],
      attempts: [
        [1, 'interrupted', null, 'untimed', 'unknown'],
        [2, 'failed', 1, 'untimed', 0],
        [3, 'image', 1, 'untimed', 0.4],
      ],
      spent: 0.4,
      free: true,
    })
    expect(shown['lineLost']).toEqual({
      asked: ['submit', 'job 1'],
      attempts: [
        [1, 'failed', null, 'timed', 'unknown'],
        [2, 'image', 1, 'untimed', 0.4],
      ],
    })
  })

  it('halves its pace on a rate limit, creeps up again, and says so in the record', () => {
    expect(shown['pace']).toMatchObject({
      state: 'finished',
      done: 60,
      most: 8,
      first: [
        ['rate-limit', 4],
        ['rate-limit', 2],
      ],
      recovers: true,
      warnings: ['a: rate-limited N times; as few as 2 of 8 calls ran at once'],
    })
    expect((shown['pace'] as { highest: number }).highest).toBeLessThanOrEqual(8)
  })

  it('lets rate limits use up a fifth of an attempt each, and ends all the same', () => {
    expect(shown['rateLimitsLast']).toBe(15)
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
