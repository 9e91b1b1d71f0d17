import type { Scenario } from '#schema/load.ts'
import { createRandom } from '#stats/random.ts'
import { takeNext, type Block } from './block.ts'

/** Handed to the timing thread this long before it is due: enough to prepare its request, little to lose at a stop. */
const aheadMs = 1000

/** Gap to the next arrival of a Poisson process, in ms, from a uniform number in [0, 1). */
const gapMs = (uniform: number, ratePerSecond: number): number =>
  (-Math.log(1 - uniform) / ratePerSecond) * 1000

/**
 * Random arrivals at a rate, whatever is still open: latency counts from when a call was due, so that a stall is
 * felt by all who arrive in it (no coordinated omission).
 */
export async function driveOpen(
  block: Block,
  { ratePerSecond, maxInFlight }: Extract<Scenario, { scenario: 'server' }>,
  model: string,
  seed: number,
): Promise<void> {
  const { watch, clock, stop } = block
  const random = createRandom(seed).fork(block.id ?? '')
  block.startSchedule(model)
  const startedAt = clock.monotonic()
  const calls = new Set<Promise<void>>()
  // The first is handed over as far ahead as every other.
  let dueMs = aheadMs
  for (;;) {
    const waitMs = dueMs - aheadMs - (clock.monotonic() - startedAt)
    if (waitMs > 0) await clock.sleep(waitMs, stop.stopping)
    const arrival = { dueMs, maxInFlight }
    const open = await takeNext(block, () => !watch.isEnough(dueMs - aheadMs))
    if (!open) break
    const call = block.perform(open, arrival)
    calls.add(call)
    void call.finally(() => calls.delete(call))
    dueMs += gapMs(random.next(), ratePerSecond)
  }
  await Promise.all(calls)
}
