import type { Arrival } from '#schema/caller.ts'
import type { Clock } from '#schema/clock.ts'
import type { Cell } from '#schema/plan.ts'
import type { Load, Scenario } from '#schema/load.ts'
import type { BlockWatch } from './block-watch.ts'
import type { CellFeed, Open } from './cell-feed.ts'

/** Cells that are offered together: one level of one kind of ask, by one model or by all in turn. */
export interface Block {
  id: string | undefined
  scenario: Scenario
  /** The setting that its level offers; empty where the bench has but one. */
  offered: string
  load: Load
  models: readonly string[]
  feed: CellFeed
  watch: BlockWatch
  clock: Clock
  stop: { readonly stopped: boolean; readonly stopping: AbortSignal }
  /** Sets the zero of an open loop's arrivals. */
  startSchedule: (model: string) => void
  /** Carries one cell out and settles when its call is over. */
  perform: (open: Open, arrival?: Arrival) => Promise<void>
}

/** The next open cell of the block, where `wanted` wants it; undefined when the block is over or stopped. */
export async function takeNext(
  { feed, id, stop, watch }: Block,
  wanted: (cell: Cell) => boolean,
): Promise<Open | undefined> {
  await feed.fill()
  // From here to the end nothing waits: who takes a cell has counted it.
  const { front } = feed
  if (!front || front.block !== id || stop.stopped || !wanted(front)) return undefined
  if (!front.warmUp) watch.begin(front.model)
  return feed.take()
}
