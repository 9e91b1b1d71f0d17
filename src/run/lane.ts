import type { LimitFunction } from 'p-limit'
import type { Model } from '#schema/model.ts'
import type { Setting } from '#schema/setting.ts'

/** How one model is driven: who may call when, how long, how often. */
export interface Lane {
  model: Model
  limit: LimitFunction
  timeoutMs: number
  maxAttempts: number
  perMinute?: number
  canEdit: boolean
  canGenerate: boolean
  /** Expected USD of a call with this setting; undefined = unknown. */
  priceUsd: (setting: Setting) => number | undefined
  isFree: boolean
}
