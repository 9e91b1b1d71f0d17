import type { CallJob, CallResult } from '#schema/caller.ts'
import type { ThreadHealth } from '#schema/timing.ts'
import type { Model } from '#schema/model.ts'

export interface HostData {
  models: Model[]
}

/** What goes to an engine host. */
export type HostMessage =
  | { type: 'call'; id: number; job: CallJob }
  | { type: 'abort'; id: number }
  | { type: 'schedule'; model: string }
  | { type: 'health'; id: number }
  | { type: 'close' }

/** What comes back. */
export type HostAnswer =
  | { type: 'result'; id: number; result: CallResult }
  | { type: 'handle'; id: number; handle: string }
  | { type: 'health'; id: number; health: Omit<ThreadHealth, 'thread'> }
  | { type: 'closed' }
