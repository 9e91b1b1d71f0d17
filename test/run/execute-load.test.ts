import pLimit from 'p-limit'
import { describe, expect, it } from 'vitest'
import { planBench } from '#plan/plan-bench.ts'
import { createMemoryBlobs } from '#record/memory-blobs.ts'
import { createMemoryLimits } from '#record/memory-limits.ts'
import { createMemoryStore } from '#record/memory-store.ts'
import { createMemoryWork } from '#record/memory-work.ts'
import { CallGate } from '#run/call-gate.ts'
import { executeLoad } from '#run/execute-load.ts'
import type { RunPorts } from '#run/run-ports.ts'
import { StopSwitch } from '#run/stop-switch.ts'
import { Bench } from '#schema/bench.ts'
import type { CallJob, CallResult } from '#schema/caller.ts'
import type { z } from 'zod'
import type { Load } from '#schema/load.ts'
import { aCase, aModel, aRun, aTask } from '../fixture/documents.ts'
import { anImage } from '../fixture/fake-caller.ts'
import { createFakeClock } from '../fixture/fake-clock.ts'

type LoadInput = z.input<typeof Load>

/** Runs a latency bench on a scripted wire: `latencyOf` says how long each call takes, or that it is lost. */
async function runLoad(
  load: LoadInput,
  latencyOf: (job: CallJob, call: number) => number | 'lost' | 'dropped' | 'refused' = () => 10,
  models = ['a'],
  { settings, stopAfter = Infinity }: { settings?: readonly string[]; stopAfter?: number } = {},
) {
  const store = createMemoryStore()
  const clock = createFakeClock()
  const bench = Bench.parse({
    id: 'b',
    title: 'b',
    dataSets: ['set'],
    models,
    load,
    settings: settings?.map((id) => ({ id, chain: 'own-output', seed: 'per-repeat' })),
  })
  const { plan, cells } = planBench({
    run: 'r',
    createdAt: clock.now().toISOString(),
    bench,
    tasks: [aTask('t', { kind: 'generation' })],
    dataSets: [],
    cases: ['c0', 'c1', 'c2'].map((id) => aCase(id)),
    models: models.map((id) => aModel(id)),
  })
  const run = { ...aRun('r'), plan }
  await store.putRun(run)
  await store.putCells('r', cells)
  const jobs: (CallJob & { openThen: number })[] = []
  const schedules: string[] = []
  /** Models in the order in which they were made ready, asked or had their schedule begun. */
  const order: string[] = []
  let [open, mostOpen, sessions] = [0, 0, 0]
  let stop = new StopSwitch()
  const call = async (job: CallJob): Promise<CallResult> => {
    open += 1
    mostOpen = Math.max(mostOpen, open)
    jobs.push({ ...job, openThen: open })
    order.push(`call ${job.model}`)
    const latency = latencyOf(job, jobs.length)
    for (let turns = 0; turns < 20; turns++) await Promise.resolve()
    clock.advance(1)
    open -= 1
    const head = { uncertainty: { earlyMs: 0, lateMs: 0 }, cold: false, inFlight: 1 }
    if (latency === 'dropped')
      return { ...head, outcome: { outcome: 'cancelled', warnings: [] }, totalMs: 0, dropped: true }
    // Calls of a sweep are due as they were planned, and sent then.
    const sentMs = job.arrival?.dueMs ?? 0
    const timed = {
      ...head,
      times: { thread: `thread of session ${sessions}`, sentMs, endedMs: sentMs },
      ...(job.arrival ? { dueToSentMs: 0 } : {}),
    }
    if (jobs.length === stopAfter) stop.stop('interrupted', 'test')
    if (latency === 'lost')
      return { ...timed, outcome: { outcome: 'timeout', warnings: [] }, totalMs: 9 }
    if (latency === 'refused')
      return { ...timed, outcome: { outcome: 'refused', warnings: [], refusal: 'no' }, totalMs: 9 }
    return { ...timed, outcome: anImage(`${jobs.length}`), totalMs: latency }
  }
  const ports: RunPorts = {
    store,
    clock,
    caller: {
      call,
      prepare: async ({ model, request }) => void order.push(`ready ${model}: ${request.prompt}`),
      startSchedule: (model) => {
        order.push(`schedule ${model}`)
        schedules.push(model)
      },
      health: async () => [],
      close: async () => undefined,
    },
    blobs: createMemoryBlobs(),
    work: createMemoryWork(store, clock),
    limits: createMemoryLimits(clock),
    inspect: () => ({ width: 1, height: 1, mediaType: 'image/png' }),
    mediaTypeOf: () => 'image/png',
    truthFor: async () => ({}),
    onEvent: () => undefined,
  }
  const lanes = models.map((id) => ({
    model: aModel(id),
    limit: pLimit(1),
    gate: new CallGate(1000, clock),
    canReattach: false,
    timeoutMs: 1000,
    maxAttempts: 3,
    canEdit: true,
    canGenerate: true,
    priceUsd: () => 0,
    isFree: true,
    dearestUsd: 0,
  }))
  if (!plan.load) throw new Error('no load was planned')
  let result: Awaited<ReturnType<typeof executeLoad>>
  do {
    stop = new StopSwitch()
    sessions += 1
    const input = { run, cells: store.cells('r'), lanes, ports, stop, resumed: sessions > 1 }
    result = await executeLoad(input, plan.load)
  } while (result.state !== 'finished')
  const outcomes: Record<string, number> = {}
  for await (const record of store.records('r'))
    for (const turn of record.turns) {
      const key = turn.skipped ?? turn.outcome
      outcomes[key] = (outcomes[key] ?? 0) + 1
    }
  return { result, jobs, schedules, order, outcomes, mostOpen, cells, sessions }
}

describe('a latency bench', () => {
  it('single-stream: one call at a time, models in turn, warm-up first, the rest not needed', async () => {
    const { jobs, outcomes, mostOpen } = await runLoad(
      { scenarios: [{ scenario: 'single-stream' }], warmUp: 2, minSamples: 5, maxSamples: 8 },
      () => 10,
      ['a', 'b'],
    )
    expect(mostOpen).toBe(1)
    expect(jobs.map(({ model }) => model).join('')).toMatch(/^abba/)
    expect(jobs.filter(({ model }) => model === 'a').length).toBeLessThanOrEqual(2 + 6)
    expect(outcomes).toEqual({ image: jobs.length, enough: 2 * 10 - jobs.length })
  })

  it('multi-stream: as many calls open as said, for each model apart', async () => {
    const { mostOpen, jobs } = await runLoad(
      {
        scenarios: [{ scenario: 'multi-stream', concurrency: 4 }],
        warmUp: 0,
        minSamples: 24,
        maxSamples: 24,
      },
      () => 10,
      ['a', 'b'],
    )
    expect(mostOpen).toBe(4)
    expect(jobs.map(({ model }) => model).join('')).toBe('a'.repeat(24) + 'b'.repeat(24))
  })

  it('makes ready what serves its models before anything is due or its time counts', async () => {
    const open = { scenario: 'server', ratePerSecond: 10 } as const
    const few = { warmUp: 0, minSamples: 2, maxSamples: 2 }
    const { order } = await runLoad({ scenarios: [open], ...few })
    expect(order.slice(0, 2)).toEqual(['ready a: do c0', 'schedule a'])
    const closed = await runLoad(
      { scenarios: [{ scenario: 'single-stream' }], ...few },
      undefined,
      ['a', 'b'],
    )
    expect(closed.order.slice(0, 2).map((what) => what.slice(0, 7))).toEqual(['ready a', 'ready b'])
  })

  it('offline: all at once, up to what the scenario allows', async () => {
    const { mostOpen } = await runLoad({
      scenarios: [{ scenario: 'offline', maxInFlight: 16 }],
      warmUp: 0,
      minSamples: 40,
      maxSamples: 40,
    })
    expect(mostOpen).toBe(16)
  })

  it('server: Poisson arrivals that wait for no answer, the same with the same seed', async () => {
    const ask = () =>
      runLoad({
        scenarios: [{ scenario: 'server', ratePerSecond: 20 }],
        warmUp: 0,
        minSamples: 400,
        maxSamples: 400,
      })
    const [first, second] = [await ask(), await ask()]
    const due = first.jobs.map(({ arrival }) => arrival?.dueMs ?? Number.NaN)
    expect(second.jobs.map(({ arrival }) => arrival?.dueMs)).toEqual(due)
    const gaps = due.slice(1).map((at, index) => at - (due[index] ?? 0))
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
    // Exponential gaps: mean and deviation are both 50 ms; 400 of them are 5 % sure.
    expect(mean).toBeGreaterThan(42)
    expect(mean).toBeLessThan(58)
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length)
    expect(deviation / mean).toBeGreaterThan(0.85)
    expect(deviation / mean).toBeLessThan(1.15)
    expect(first.schedules).toEqual(['a'])
  })

  it('stops a sweep at the first level that loses arrivals, and says which were not reached', async () => {
    const { outcomes, jobs } = await runLoad(
      {
        scenarios: [1, 2, 4].map((ratePerSecond) => ({ scenario: 'server', ratePerSecond })),
        warmUp: 0,
        minSamples: 20,
        maxSamples: 20,
      },
      (_, call) => (call > 20 && call % 2 === 0 ? 'dropped' : 10),
    )
    expect(jobs).toHaveLength(40)
    expect(outcomes).toEqual({ image: 30, dropped: 10, saturated: 20 })
  })

  it('tries a lost arrival no second time', async () => {
    const { jobs, outcomes } = await runLoad(
      {
        scenarios: [{ scenario: 'server', ratePerSecond: 5 }],
        warmUp: 0,
        minSamples: 30,
        maxSamples: 30,
      },
      (_, call) => (call === 7 ? 'lost' : 10),
    )
    expect(jobs).toHaveLength(30)
    expect(outcomes).toEqual({ image: 29, timeout: 1 })
  })

  it('goes on until the time has passed that was asked', async () => {
    const { jobs } = await runLoad({
      scenarios: [{ scenario: 'single-stream' }],
      warmUp: 0,
      minSamples: 3,
      maxSamples: 100,
      minDurationMs: 50,
    })
    expect(jobs.length).toBeGreaterThanOrEqual(50)
    expect(jobs.length).toBeLessThan(60)
  })

  it('stops early once a percentile is known well enough, and not before', async () => {
    const load = (relativeHalfWidth: number): LoadInput => ({
      scenarios: [{ scenario: 'single-stream' }],
      warmUp: 0,
      minSamples: 10,
      maxSamples: 600,
      earlyStop: { percentile: 0.5, relativeHalfWidth },
    })
    const noisy = (_: CallJob, call: number) => 100 + ((call * 37) % 100)
    expect((await runLoad(load(0.2), noisy)).jobs.length).toBe(32)
    expect((await runLoad(load(0.02), noisy)).jobs.length).toBe(600)
  })

  it('ends a sweep of one setting only, and not for refusals', async () => {
    const { outcomes } = await runLoad(
      {
        scenarios: [1, 2].map((ratePerSecond) => ({ scenario: 'server', ratePerSecond })),
        warmUp: 0,
        minSamples: 20,
        maxSamples: 20,
      },
      (_, call) => (call <= 20 ? (call % 2 === 0 ? 'lost' : 10) : call % 2 === 0 ? 'refused' : 10),
      ['a'],
      { settings: ['large', 'small'] },
    )
    // Large is lost at 1/s and not asked at 2/s; small is refused half the time, at both.
    expect(outcomes).toEqual({ image: 30, timeout: 10, saturated: 20, refused: 20 })
  })

  it('asks for time and for a sure percentile, where both are wanted', async () => {
    const { jobs } = await runLoad({
      scenarios: [{ scenario: 'single-stream' }],
      warmUp: 0,
      minSamples: 10,
      maxSamples: 600,
      minDurationMs: 100,
      earlyStop: { percentile: 0.5, relativeHalfWidth: 0.5 },
    })
    expect(jobs.length).toBeGreaterThanOrEqual(100)
    expect(jobs.length).toBeLessThan(110)
  })
})

describe('a latency bench that goes on after a stop', () => {
  it('counts what was made before, and asks no more than was wanted', async () => {
    const { jobs, outcomes, sessions } = await runLoad(
      { scenarios: [{ scenario: 'single-stream' }], warmUp: 2, minSamples: 20, maxSamples: 50 },
      () => 10,
      ['a'],
      { stopAfter: 12 },
    )
    expect(sessions).toBe(2)
    expect(jobs).toHaveLength(22)
    expect(outcomes).toEqual({ image: 22, enough: 30 })
  })

  it('remembers a level that was too high', async () => {
    const { jobs, outcomes, sessions } = await runLoad(
      {
        scenarios: [1, 2, 4, 8].map((ratePerSecond) => ({ scenario: 'server', ratePerSecond })),
        warmUp: 0,
        minSamples: 20,
        maxSamples: 20,
      },
      (_, call) => (call > 20 && call % 2 === 0 ? 'lost' : 10),
      ['a'],
      { stopAfter: 40 },
    )
    expect(sessions).toBe(2)
    expect(jobs).toHaveLength(40)
    expect(outcomes).toEqual({ image: 30, timeout: 10, saturated: 40 })
  })
})
