import { describe, expect, it } from 'vitest'
import { correlationTime, independentStretches } from '#stats/correlation-time.ts'
import { createRandom, type Random } from '#stats/random.ts'
import { estimateSeriesQuantile, estimateSeriesShare } from '#stats/series-estimate.ts'

const options = { level: 0.95, missing: 0, seed: 1 }

const exponential = (random: Random): number => -Math.log(1 - random.next())

/** Latencies of one worker with exponential service under Poisson arrivals (M/M/1), in service times. */
function queue(count: number, load: number, random: Random): number[] {
  let wait = 0
  const next = (): number => {
    const service = exponential(random)
    const latency = wait + service
    wait = Math.max(0, latency - exponential(random) / load)
    return latency
  }
  for (let call = 0; call < 500; call++) next()
  return Array.from({ length: count }, next)
}

const asSeries = (values: readonly number[]) =>
  values.map((value, index) => ({ value, cluster: `c${index % 3}` }))

describe('the time over which neighbours are alike', () => {
  it('is that of an autoregressive series: (1 + r) / (1 - r)', () => {
    const random = createRandom(4)
    for (const r of [0, 0.5, 0.8]) {
      let last = random.normal()
      const series = Array.from(
        { length: 20_000 },
        () => (last = r * last + Math.sqrt(1 - r * r) * random.normal()),
      )
      const truth = (1 + r) / (1 - r)
      expect(correlationTime(series), `r = ${r}`).toBeGreaterThan(0.9 * truth)
      expect(correlationTime(series), `r = ${r}`).toBeLessThan(1.15 * truth)
    }
  })

  it('cannot be told of a series that moves one way only', () => {
    expect(correlationTime(Array.from({ length: 200 }, (_, index) => index))).toBeUndefined()
  })
})

describe('stretches of time', () => {
  it('are single values where neighbours say nothing of each other, and long where they do', () => {
    const random = createRandom(5)
    const white = Array.from({ length: 400 }, () => random.normal())
    expect(independentStretches(white)).toEqual(white.map((_, index) => index))
    let last = 0
    const walk = Array.from({ length: 4000 }, () => (last = 0.8 * last + random.normal()))
    const stretches = independentStretches(walk) ?? []
    // Neighbours stay alike for (1 + 0.8) / (1 - 0.8) = 9 values.
    const count = new Set(stretches).size
    expect(count).toBeGreaterThan(4000 / 27)
    expect(count).toBeLessThan(4000 / 12)
    expect(stretches).toEqual(stretches.toSorted((a, b) => a - b))
    expect(independentStretches(Array.from({ length: 200 }, (_, index) => index))).toBeUndefined()
  })
})

describe('percentiles of calls that queue', () => {
  // In equilibrium the latency of M/M/1 is exponential with mean 1 / (1 - load).
  const truth = (p: number, load: number): number => -Math.log(1 - p) / (1 - load)

  it.each([
    { load: 0.5, count: 400, p: 0.5 },
    { load: 0.5, count: 1000, p: 0.9 },
    { load: 0.8, count: 2000, p: 0.5 },
  ])('hold in 92 % and more: load $load, $count calls, p $p', ({ load, count, p }) => {
    let [given, held] = [0, 0]
    for (let seed = 0; seed < 200; seed++) {
      const series = asSeries(queue(count, load, createRandom(seed)))
      const { low, high } = estimateSeriesQuantile(series, p, options)
      if (low === null || high === null) continue
      given += 1
      if (low <= truth(p, load) && truth(p, load) <= high) held += 1
    }
    expect(given).toBeGreaterThan(180)
    // 92 % less three of its own deviations.
    expect(held / given).toBeGreaterThan(0.92 - 3 * Math.sqrt((0.92 * 0.08) / given))
  })

  it('have no interval where none can hold', () => {
    const random = createRandom(1)
    const few = asSeries(Array.from({ length: 64 }, () => 100 * Math.exp(0.3 * random.normal())))
    expect(estimateSeriesQuantile(few, 0.5, options).low).not.toBeNull()
    expect(estimateSeriesQuantile(few, 0.99, options)).toMatchObject({
      low: null,
      method: 'none',
      note: 'tooFewClusters',
    })
    const growing = asSeries(Array.from({ length: 100 }, (_, index) => 50 * (index + 1)))
    expect(estimateSeriesQuantile(growing, 0.5, options)).toMatchObject({
      low: null,
      note: 'dependent',
    })
  })

  it('take asks that differ for asks that differ, and not for dependence', () => {
    const random = createRandom(2)
    const values = Array.from({ length: 120 }, (_, index) => ({
      // Six calls of a quick case, six of a slow one, and so on.
      value: (index % 12 < 6 ? 100 : 300) * Math.exp(0.05 * random.normal()),
      cluster: index % 12 < 6 ? 'quick' : 'slow',
    }))
    expect(estimateSeriesQuantile(values, 0.9, options).clusters).toBeGreaterThan(60)
  })
})

describe('a share of calls one after another', () => {
  it('knows that a stall takes its neighbours with it', () => {
    const apart = Array.from({ length: 400 }, (_, index) => Number(index % 10 !== 0))
    const together = Array.from({ length: 400 }, (_, index) => Number(index % 100 >= 10))
    const [one, other] = [apart, together].map((values) => estimateSeriesShare(values, options))
    expect([one?.value, other?.value]).toEqual([0.9, 0.9])
    expect(one?.clusters).toBe(400)
    expect(other?.clusters).toBeLessThan(120)
    expect(estimateSeriesShare([], options)).toMatchObject({ value: null, note: 'noData' })
  })
})
