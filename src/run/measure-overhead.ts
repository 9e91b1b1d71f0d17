import type { Caller } from '#schema/caller.ts'
import type { Model } from '#schema/model.ts'
import type { Timing } from '#schema/timing.ts'
import { quantile } from '#stats/quantile.ts'

/** An engine that does nothing, called through the same thread as the models. */
export const nullModel: Model = {
  id: 'kontextbench:overhead',
  name: 'nothing',
  engine: { kind: 'null' },
  price: null,
}

/** The first calls load and compile; they would say nothing about later ones. */
const warmUp = 20
const calls = 64

const spreadOf = (values: readonly number[]) => ({
  p50: quantile(values, 0.5),
  p99: quantile(values, 0.99),
  max: Math.max(...values),
})

/** Times an engine that does nothing, one call after another: all that is seen is ours. */
export async function measureOverhead(
  caller: Caller,
  monotonic: () => number,
): Promise<NonNullable<Timing['overhead']>> {
  const [reported, beside]: [number[], number[]] = [[], []]
  const { signal } = new AbortController()
  for (let call = 0; call < warmUp + calls; call++) {
    const startedAt = monotonic()
    const { totalMs } = await caller.call(
      {
        model: nullModel.id,
        request: { prompt: `overhead ${call}`, images: [] },
        timeoutMs: 60_000,
      },
      { signal },
    )
    if (call < warmUp) continue
    reported.push(totalMs)
    beside.push(monotonic() - startedAt - totalMs)
  }
  return { calls, reportedMs: spreadOf(reported), besideMs: spreadOf(beside) }
}
