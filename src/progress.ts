import type { RunEvent } from './run/run-event.ts'

export type Stage = 'fetch' | 'data' | 'inputs' | 'run' | 'score' | 'compare' | 'report'

/** Progress of the long stages; nothing depends on who listens. */
export interface Progress {
  /** `total` is undefined where it is not known beforehand. */
  stage: (stage: Stage, done: number, total: number | undefined, note?: string) => void
  run: (event: RunEvent) => void
}
