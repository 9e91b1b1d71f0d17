import type { TurnOutcome } from '#schema/record.ts'
import type { Pace } from './call-gate.ts'

/** What happened, for progress. Noun-verb; nothing depends on who listens. */
export type RunEvent =
  | { event: 'run-start'; cells: number; done: number }
  | { event: 'turn-end'; model: string; case: string; turn: number; outcome: TurnOutcome }
  | { event: 'cell-end'; model: string; done: number; cells: number }
  | { event: 'attempt-retry'; model: string; waitMs: number; reason: string }
  | { event: 'server-change'; message: string }
  | ({ event: 'lane-pace'; model: string } & Pace)
  | { event: 'run-stop'; reason: 'interrupted' | 'budget' | 'unreachable'; message: string }
