import { describe, expect, it } from 'vitest'
import { Schedule, sleepUntil } from '#engine/schedule.ts'

describe('schedule', () => {
  it('is never early', async () => {
    for (const ms of [0, 0.3, 1.7, 12.2, 40]) {
      const at = performance.now() + ms
      await sleepUntil(at, new AbortController().signal)
      expect(performance.now()).toBeGreaterThanOrEqual(at)
    }
  })

  it('ends at once when the call is given up', async () => {
    const abort = new AbortController()
    setTimeout(() => abort.abort(), 5)
    const startedAt = performance.now()
    await sleepUntil(startedAt + 60_000, abort.signal)
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  })

  it('has a zero for each model, and none for one that was not started', () => {
    const schedule = new Schedule()
    schedule.start('a')
    expect(schedule.dueAt('a', 10) - schedule.dueAt('a', 0)).toBe(10)
    expect(() => schedule.dueAt('b', 0)).toThrow('no schedule of b')
  })
})
