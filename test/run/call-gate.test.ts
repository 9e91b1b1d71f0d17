import { describe, expect, it } from 'vitest'
import { CallGate } from '#run/call-gate.ts'
import { Effort } from '#run/effort.ts'
import { createFakeClock } from '../fixture/fake-clock.ts'

const never = new AbortController().signal

/** Enters as often as asked, and says how many were let in. */
async function enter(gate: CallGate, times: number): Promise<{ calls: number[] }> {
  const calls: number[] = []
  for (let time = 0; time < times; time++) void gate.enter(never).then((call) => calls.push(call))
  await new Promise(setImmediate)
  return { calls }
}

const settled = () => new Promise(setImmediate)

describe('CallGate', () => {
  it('lets in as many as configured, and the next for each that leaves', async () => {
    const gate = new CallGate(2, createFakeClock())
    const { calls } = await enter(gate, 4)
    expect(calls).toEqual([1, 2])
    gate.leave()
    await settled()
    expect(calls).toEqual([1, 2, 3])
  })

  it('halves once for a burst of refusals, down to one, and never below', async () => {
    const gate = new CallGate(8, createFakeClock())
    const { calls } = await enter(gate, 8)
    expect(calls.map((call) => gate.rateLimited(call, undefined)?.concurrency)).toEqual([
      4,
      ...Array<undefined>(7).fill(undefined),
    ])
    for (const _ of calls) gate.leave()
    for (const expected of [2, 1, undefined]) {
      const next = await enter(gate, 1)
      expect(gate.rateLimited(next.calls[0] ?? 0, undefined)?.concurrency).toBe(expected)
      gate.leave()
    }
    expect(gate.warning).toBe('rate-limited 11 times; as few as 1 of 8 calls ran at once')
  })

  it('lets nobody in while more are in flight than it now allows', async () => {
    const gate = new CallGate(4, createFakeClock())
    await enter(gate, 4)
    gate.rateLimited(1, undefined)
    const { calls } = await enter(gate, 4)
    gate.leave()
    gate.leave()
    await settled()
    expect(calls).toEqual([])
    gate.leave()
    await settled()
    expect(calls).toHaveLength(1)
  })

  it('creeps up by one after a round of answers, never over what was configured', async () => {
    const gate = new CallGate(4, createFakeClock())
    await enter(gate, 4)
    gate.rateLimited(1, undefined)
    const changes = Array.from({ length: 40 }, () => gate.answered()?.concurrency)
    expect(changes.filter((change) => change !== undefined)).toEqual([3, 4])
    expect(changes.indexOf(3)).toBe(4)
    expect(changes.indexOf(4)).toBe(9)
  })

  it('begins a new round after each refusal', async () => {
    const gate = new CallGate(4, createFakeClock())
    const { calls } = await enter(gate, 4)
    gate.rateLimited(calls[0] ?? 0, undefined)
    for (let answer = 0; answer < 4; answer++) expect(gate.answered()).toBeUndefined()
    gate.rateLimited(calls[1] ?? 0, undefined)
    expect(gate.answered()).toBeUndefined()
  })

  it('lets nobody in before the provider said so, unless the run stops', async () => {
    const clock = createFakeClock()
    const gate = new CallGate(4, clock)
    const { calls } = await enter(gate, 1)
    gate.rateLimited(calls[0] ?? 0, 7000)
    gate.leave()
    await enter(gate, 1)
    expect(clock.slept).toEqual([7000])
    gate.rateLimited(2, 60_000)
    gate.leave()
    await gate.enter(AbortSignal.abort())
    expect(clock.slept).toEqual([7000])
  })

  it('says nothing where nothing was limited', () => {
    expect(new CallGate(4, createFakeClock()).warning).toBeUndefined()
  })
})

describe('Effort', () => {
  const fault = { kind: 'http', message: '', retryable: true } as const
  const limit = { kind: 'rate-limit', message: '', retryable: true } as const

  it('ends with as many faults as attempts, and with five times as many rate limits', () => {
    const faults = new Effort(3)
    expect([faults.next(fault), faults.next(fault), faults.next(fault)]).toEqual([
      { nth: 1 },
      { nth: 2 },
      undefined,
    ])
    const limits = new Effort(3)
    const nths = Array.from({ length: 15 }, () => limits.next(limit)?.nth)
    expect(nths).toEqual([...Array.from({ length: 14 }, (_, index) => index + 1), undefined])
  })

  it('waits for each kind by its own count, and sums both', () => {
    const effort = new Effort(2)
    expect([effort.next(limit), effort.next(fault), effort.next(limit)]).toEqual([
      { nth: 1 },
      { nth: 1 },
      { nth: 2 },
    ])
    expect(effort.next(fault)).toBeUndefined()
  })

  it('tries nothing twice where one attempt was asked, or where it would be in vain', () => {
    expect(new Effort(1).next(limit)).toBeUndefined()
    expect(new Effort(3).next({ ...fault, retryable: false })).toBeUndefined()
    expect(new Effort(3).next(undefined)).toBeUndefined()
  })
})
