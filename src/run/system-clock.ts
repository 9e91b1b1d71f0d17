import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '#schema/clock.ts'

export const systemClock: Clock = {
  now: () => new Date(),
  monotonic: () => performance.now(),
  sleep: async (ms, signal) => {
    try {
      await delay(ms, undefined, signal ? { signal } : {})
    } catch {
      // Aborted waits end early; the caller looks at its own switch.
    }
  },
}
