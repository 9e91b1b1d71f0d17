import type { CallFacts } from '#schema/caller.ts'
import type { LimitFunction } from 'p-limit'
import type { Model } from '#schema/model.ts'
import type { Setting } from '#schema/setting.ts'
import type { CallGate } from './call-gate.ts'

/** How one model is driven: who may call when, how long, how often. */
export interface Lane {
  model: Model
  /** Cells that are carried out at once. */
  limit: LimitFunction
  /** Calls in flight at once: fewer than cells while the provider cannot take more. */
  gate: CallGate
  timeoutMs: number
  maxAttempts: number
  perMinute?: number
  canEdit: boolean
  canGenerate: boolean
  /** Its engine finds a job again that was paid for before a kill. */
  canReattach: boolean
  /** USD of a call with this setting by the price list, expected or, with its facts, as it went; undefined = unknown. */
  priceUsd: (setting: Setting, facts?: CallFacts) => number | undefined
  isFree: boolean
  /** USD of its dearest call so far: where prices are guesses, the next is booked as dear as that. */
  dearestUsd: number
}
