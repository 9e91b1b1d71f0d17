import type { Attempt } from '#schema/attempt.ts'
import type { Cell } from '#schema/plan.ts'

/** How one call of a block ended. */
export interface SampleEnd {
  model: string
  /** What was asked, repeats of it under one name. */
  ask: string
  /** Undefined where there is no picture, or no time of it. */
  latencyMs: number | undefined
  /** It came to nothing as calls do where too much is asked; a refusal does not. */
  lost: boolean
  /** Open loop: when it was due, on the clock of the thread that is named. */
  due?: { atMs: number; clock: string }
}

/** What an attempt says of the load; undefined where it says nothing: its picture came from a server's memory. */
export function sampleEndOf(
  { model, dataSet, case: asked }: Cell,
  { outcome, phases, times, untimed }: Attempt,
  isDropped: boolean,
): SampleEnd | undefined {
  if (untimed) return undefined
  const dueToSentMs = phases?.dueToSentMs
  return {
    model,
    ask: `${dataSet}/${asked}`,
    latencyMs: outcome === 'image' ? phases?.totalMs : undefined,
    lost: isDropped || outcome === 'failed' || outcome === 'timeout',
    ...(times && dueToSentMs !== undefined
      ? { due: { atMs: times.sentMs - dueToSentMs, clock: times.thread } }
      : {}),
  }
}
