import { describe, expect, it } from 'vitest'
import { createRandom } from '#stats/random.ts'
import { isSaturated, type Arrived } from '#stats/saturation.ts'

/** One worker that takes `serviceMs` a call, first come first served, under Poisson arrivals. */
function queue(ratePerSecond: number, serviceMs: number, count: number, seed: number): Arrived[] {
  const random = createRandom(seed)
  let [dueMs, freeMs] = [0, 0]
  return Array.from({ length: count }, () => {
    dueMs += (-Math.log(1 - random.next()) / ratePerSecond) * 1000
    freeMs = Math.max(freeMs, dueMs) + serviceMs
    return { dueMs, latencyMs: freeMs - dueMs }
  })
}

describe('saturation', () => {
  it.each([5, 10, 14])('is not seen while one worker of 20/s keeps up with %i/s', (rate) => {
    const seen = Array.from({ length: 200 }, (_, seed) => isSaturated(queue(rate, 50, 128, seed)))
    expect(seen.filter(Boolean).length).toBeLessThanOrEqual(4)
  })

  it.each([30, 60])('is seen at %i/s, where its queue grows', (rate) => {
    const seen = Array.from({ length: 200 }, (_, seed) => isSaturated(queue(rate, 50, 128, seed)))
    expect(seen.filter(Boolean).length).toBeGreaterThanOrEqual(190)
  })

  it('is seen where many arrivals surely come to nothing, and not in nothing at all', () => {
    const withLost = (count: number): Arrived[] => [
      ...queue(1, 50, 100 - count, 1),
      ...Array.from({ length: count }, () => ({ dueMs: 0, latencyMs: undefined })),
    ]
    expect(isSaturated(withLost(12))).toBe(true)
    // By chance 6 of 100 fail where 3 % do.
    expect(isSaturated(withLost(6))).toBe(false)
    expect(isSaturated([])).toBe(false)
    expect(isSaturated(withLost(100))).toBe(true)
  })

  it('is not seen where some calls take much longer, and nothing queues', () => {
    for (const ratePerSecond of [4, 20, 100]) {
      const seen = Array.from({ length: 200 }, (_, seed) => {
        const random = createRandom(seed)
        let dueMs = 0
        return isSaturated(
          Array.from({ length: 64 }, () => {
            dueMs += (-Math.log(1 - random.next()) / ratePerSecond) * 1000
            return { dueMs, latencyMs: random.next() < 0.2 ? 3000 : 50 }
          }),
        )
      })
      expect(seen.filter(Boolean).length).toBeLessThanOrEqual(4)
    }
  })

  it('does not depend on the zero of the clock', () => {
    const late = (arrivals: Arrived[]) =>
      arrivals.map((one) => ({ ...one, dueMs: one.dueMs + 12_345 }))
    for (const rate of [10, 40]) {
      const arrivals = queue(rate, 50, 128, 3)
      expect(isSaturated(late(arrivals))).toBe(isSaturated(arrivals))
    }
  })
})
