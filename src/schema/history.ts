import { z } from 'zod'
import { Direction } from './score.ts'
import { schemaVersion } from './id.ts'

const HistoryPoint = z.strictObject({
  /** As it was given: an instant, a date, a number. */
  time: z.string(),
  value: z.number(),
  /** Values behind it, where known. */
  n: z.int().positive().optional(),
  run: z.string().optional(),
})
export type HistoryPoint = z.infer<typeof HistoryPoint>

/** A change of level, near `index`. */
const HistoryChange = z.strictObject({
  /** The first point after the change. */
  index: z.int().positive(),
  time: z.string(),
  /** Mean level on either side, up to the neighbouring changes. */
  before: z.number(),
  after: z.number(),
  /** After over before; null where a level is not above 0. */
  ratio: z.number().nullable(),
  /** Two-sided, with the price of having looked everywhere. */
  p: z.number().min(0).max(1),
  /** Interval of the ratio. */
  low: z.number().nullable(),
  high: z.number().nullable(),
  verdict: z.enum(['better', 'worse', 'changed']),
  /** Points between which the change lies, as sure as the interval. */
  near: z.strictObject({
    from: z.int().positive(),
    to: z.int().positive(),
    fromTime: z.string(),
    toTime: z.string(),
  }),
})
export type HistoryChange = z.infer<typeof HistoryChange>

export const HistorySeries = z.strictObject({
  name: z.string(),
  n: z.int().nonnegative(),
  /** Points left out because their value is missing. */
  missing: z.int().nonnegative(),
  unit: z.string(),
  direction: Direction,
  /** Machine of all points; absent for series from elsewhere. */
  fingerprint: z.string().optional(),
  changes: z.array(HistoryChange),
  points: z.array(HistoryPoint),
})
export type HistorySeries = z.infer<typeof HistorySeries>

export const History = z.strictObject({
  schemaVersion,
  measure: z.string(),
  alpha: z.number().gt(0).lt(1),
  minChange: z.number().nonnegative(),
  level: z.number().gt(0).lt(1),
  series: z.array(HistorySeries),
})
export type History = z.infer<typeof History>
