import { z } from 'zod'
import { AttemptOutcome } from './attempt.ts'
import { Instant } from './id.ts'

/** What could not be measured says why. */
const Unknown = z.strictObject({ state: z.literal('unknown'), reason: z.string() })

/**
 * Memory of a server's process tree. At one moment the processes held at least `peakBytes` together: the largest sum of
 * resident sizes that a sample saw. `sumOfPeaksBytes` adds what each process ever held, which need not have been at one
 * moment. Pages that processes share count in each. Source: /proc/PID/status, VmRSS and VmHWM.
 */
export const ServerMemory = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('measured'),
    peakBytes: z.number().positive(),
    sumOfPeaksBytes: z.number().positive(),
    /** Most processes seen at once. */
    processes: z.int().positive(),
    samples: z.int().positive(),
    intervalMs: z.number().positive(),
  }),
  Unknown,
])
export type ServerMemory = z.infer<typeof ServerMemory>

/** Whole GPUs, so others' use is included: `beforeBytes` is what was used before the server was started. */
export const ServerGpu = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('measured'),
    gpus: z.array(
      z.strictObject({
        index: z.int().nonnegative(),
        name: z.string(),
        totalBytes: z.number().nonnegative().optional(),
        beforeBytes: z.number().nonnegative().optional(),
        peakBytes: z.number().nonnegative().optional(),
        /** Share of time in which it worked, as nvidia-smi counts it: 0 to 1. */
        meanUtilisation: z.number().min(0).max(1).optional(),
        peakUtilisation: z.number().min(0).max(1).optional(),
        samples: z.int().positive(),
      }),
    ),
    intervalMs: z.number().positive(),
  }),
  Unknown,
])
export type ServerGpu = z.infer<typeof ServerGpu>

const ServerCall = z.strictObject({
  model: z.string(),
  outcome: AttemptOutcome,
  totalMs: z.number().nonnegative(),
})

/** From one start of a server to its end. */
export const ServerStart = z.strictObject({
  startedAt: Instant,
  /** Seen ready that long after its start; it may have been `earlyMs` sooner. Absent where it never was. */
  ready: z
    .strictObject({ ms: z.number().nonnegative(), earlyMs: z.number().nonnegative() })
    .optional(),
  /** Calls that were made to warm it up; no samples. */
  warmUps: z.array(ServerCall),
  /** Its first picture: how long that call took, and how long after the start it was there. */
  firstImage: z
    .strictObject({
      model: z.string(),
      callMs: z.number().nonnegative(),
      sinceStartMs: z.number().nonnegative(),
      warmUp: z.boolean(),
    })
    .optional(),
  memory: ServerMemory,
  gpu: ServerGpu,
  /** Absent while it runs, and where the harness was killed. */
  ended: z
    .strictObject({
      at: Instant,
      /** `stopped` when asked to, `killed` when it would not, `died` by itself, `not-ready` in time, `not-started` at all. */
      how: z.enum(['stopped', 'killed', 'died', 'not-ready', 'not-started']),
      code: z.int().optional(),
      signal: z.string().optional(),
      /** Its last lines, without keys; only where the end was none that we asked for. */
      lastLines: z.array(z.string()).optional(),
    })
    .optional(),
})
export type ServerStart = z.infer<typeof ServerStart>

/** A local server that the run started itself. */
export const Server = z.strictObject({
  models: z.array(z.string()).min(1),
  command: z.array(z.string()).min(1),
  readyUrl: z.string(),
  /** Its output, in the workspace's `logs/`; absent where none is kept. */
  log: z.string().optional(),
  starts: z.array(ServerStart),
})
export type Server = z.infer<typeof Server>
