import type { StoredImage } from '#schema/attempt.ts'
import type { Caller } from '#schema/caller.ts'
import type { Clock } from '#schema/clock.ts'
import type { ControlTruth, EncodedImage, JudgeQuestion } from '#schema/engine.ts'
import type { Cell } from '#schema/plan.ts'
import type { Blobs, Limits, Store, Work } from '#schema/store.ts'
import type { RunEvent } from './run-event.ts'

/** What judges are asked in the cells of a judge run, and how far their answers can be read. */
interface Asking {
  /** The question with the digests of its pictures; undefined where a picture of it is lost or broken. */
  questionOf: (cell: Cell) => Promise<{ question: JudgeQuestion; inputs: string[] } | undefined>
  /** Why an answer says nothing; undefined where it can be read. */
  faultOf: (cell: Cell, answer: string) => string | undefined
}

/** Everything outside that a run touches; passed in, so that tests own it. */
export interface RunPorts {
  store: Store
  blobs: Blobs
  work: Work
  limits: Limits
  caller: Caller
  clock: Clock
  /** Size and type by the header; throws when the bytes are no picture. */
  inspect: (bytes: Uint8Array) => Omit<StoredImage, 'sha256' | 'bytes' | 'pixels'>
  /** Shrinks nothing, changes nothing: only names the type of stored bytes. */
  mediaTypeOf: (bytes: Uint8Array) => EncodedImage['mediaType']
  /** Truth for control engines; never asked for others. */
  truthFor: (caseKey: string, turn: number) => Promise<ControlTruth>
  /** Of judge runs only. */
  asking?: Asking
  onEvent: (event: RunEvent) => void
}
