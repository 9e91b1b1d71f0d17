import { z } from 'zod'

const Spread = z.strictObject({ p50: z.number(), p99: z.number(), max: z.number() })

/** How one thread that times calls fared, in ms. */
export const ThreadHealth = z.strictObject({
  thread: z.string(),
  /** How late its event loop ran. */
  loopDelayMs: Spread,
  /** How far its monotonic clock and the clock of the day went apart: a step or a wrong rate. */
  clockDriftMs: z.number(),
  /** From the thread's start to the moment of this reading. */
  livedMs: z.number(),
})
export type ThreadHealth = z.infer<typeof ThreadHealth>

/** What the harness itself did to the times of a run. */
export const Timing = z.strictObject({
  /** Calls of an engine that does nothing, made just before: what they report, and what each costs beside, in ms. */
  overhead: z
    .strictObject({ calls: z.int().positive(), reportedMs: Spread, besideMs: Spread })
    .optional(),
  threads: z.array(ThreadHealth),
  /** One-minute load of the machine before and after, where the system tells. */
  load: z.strictObject({ before: z.number(), after: z.number() }).optional(),
})
export type Timing = z.infer<typeof Timing>
