import { z } from 'zod'
import { Untimed } from './attempt.ts'
import { Contrast, Verdict } from './calibration.ts'
import { Direction } from './score.ts'
import { Estimate } from './estimate.ts'
import { Headline } from './task.ts'
import { JudgeSection } from './judge-report.ts'
import { Scenario } from './load.ts'
import { Setting } from './setting.ts'
import { schemaVersion } from './id.ts'
import { VoteRatings } from './vote-ratings.ts'

/** One line of summary.csv: a measure of one model on one task. */
export const SummaryRow = z.strictObject({
  task: z.string(),
  model: z.string(),
  setting: z.string(),
  /** `all`, or the number of a turn of a chain. */
  turn: z.string(),
  metric: z.string(),
  unit: z.string(),
  direction: Direction,
  estimate: Estimate,
  planned: z.int().nonnegative(),
})
export type SummaryRow = z.infer<typeof SummaryRow>

/** How a measure goes on over the turns of chains: least squares through each chain's turns, then over chains. */
export const DecayRow = z.strictObject({
  task: z.string(),
  model: z.string(),
  setting: z.string(),
  metric: z.string(),
  unit: z.string(),
  direction: Direction,
  /** Mean slope, in the metric's unit a turn. */
  slope: Estimate,
})
export type DecayRow = z.infer<typeof DecayRow>

/** Two contestants on the same cases: second minus first. */
export const PairedDifference = z.strictObject({
  task: z.string(),
  metric: z.string(),
  first: z.string(),
  second: z.string(),
  difference: Estimate,
  /** Two-sided p of no difference; null where no honest test exists. */
  p: z.number().min(0).max(1).nullable(),
  /** After Holm over all pairs of this task and metric. */
  pHolm: z.number().min(0).max(1).nullable(),
})
export type PairedDifference = z.infer<typeof PairedDifference>

/** Counts of turns; every column is disjoint, the outcome columns sum to `planned`. */
export const CoverageRow = z.strictObject({
  task: z.string(),
  model: z.string(),
  planned: z.int().nonnegative(),
  image: z.int().nonnegative(),
  refused: z.int().nonnegative(),
  failed: z.int().nonnegative(),
  timeout: z.int().nonnegative(),
  cancelled: z.int().nonnegative(),
  interrupted: z.int().nonnegative(),
  unsupported: z.int().nonnegative(),
  skipped: z.int().nonnegative(),
  /** Planned, but the run ended before it. */
  notRun: z.int().nonnegative(),
  /** Of the images, by the headline's metrics. */
  scored: z.int().nonnegative(),
  unscored: z.int().nonnegative(),
})
export type CoverageRow = z.infer<typeof CoverageRow>

/** The panel of one task. */
export const TaskPanel = z.strictObject({
  task: z.string(),
  kind: z.enum(['editing', 'generation']),
  headline: Headline,
  /** Metric id behind the numbers, `accepted` for shares; null while votes are awaited. */
  metric: z.string().nullable(),
  unit: z.string(),
  direction: Direction,
  rows: z.array(
    z.strictObject({
      model: z.string(),
      control: z.boolean(),
      estimate: Estimate,
      /** Of a share with missing turns: what it would be were they all rejected, all accepted. */
      bounds: z.strictObject({ low: z.number(), high: z.number() }).optional(),
      /** Compact letters: models that share one cannot be told apart. Controls have none. */
      letters: z.string(),
    }),
  ),
  pairs: z.array(PairedDifference),
  /** By votes, each question and people before judges. Where there are any they take the panel. */
  ratings: z.array(VoteRatings).min(1).optional(),
  /** What is known of the metrics that the task asks to decide. */
  verdicts: z.array(Verdict).optional(),
})
export type TaskPanel = z.infer<typeof TaskPanel>

/** Latency of one model under one setting, text-to-image and editing apart. */
export const LatencyRow = z.strictObject({
  model: z.string(),
  kind: z.enum(['editing', 'generation']),
  setting: z.string(),
  /** What every call of the setting asked for; absent = the provider's default. */
  asked: Setting.pick({
    width: true,
    height: true,
    aspectRatio: true,
    steps: true,
    guidance: true,
    quality: true,
  }),
  /** Sizes of the pictures that came, in pixels, most frequent first. */
  sizes: z.array(
    z.strictObject({
      width: z.int().positive(),
      height: z.int().positive(),
      n: z.int().positive(),
    }),
  ),
  median: Estimate,
  p95: Estimate,
  /** Median ms for each megapixel of the picture that came. */
  perMegapixel: Estimate,
  /** Median ms for each step; null where the setting says no steps. */
  perStep: Estimate.nullable(),
  /** First calls of an engine in its process, or before its launched server had given a picture; warm-up included. */
  coldMs: z.array(z.number()),
  /**
   * The first picture of this kind and setting, in ms; null where it was not timed. It is cold, a warm-up call, or,
   * where the engine had made others before, the first of the samples.
   */
  firstMs: z.number().nullable(),
  /** Steady samples in ms, raw, in the order measured. */
  samples: z.array(z.number()),
  /** Samples sent while others of the same engine were in flight. */
  contended: z.int().nonnegative(),
  /** Samples far above the others: named, and counted in all the same. */
  outliers: z
    .array(z.strictObject({ case: z.string(), turn: z.int(), repeat: z.int(), ms: z.number() }))
    .optional(),
  /** Pictures whose duration is no sample, by reason. */
  untimed: z.partialRecord(Untimed, z.int().positive()).optional(),
})
export type LatencyRow = z.infer<typeof LatencyRow>

/** One level of a latency bench: one model, one kind of ask, calls offered one way. */
export const LoadRow = z.strictObject({
  model: z.string(),
  kind: z.enum(['editing', 'generation']),
  setting: z.string(),
  scenario: Scenario,
  /** Calls that were offered as samples; those below sum to it. */
  offered: z.int().nonnegative(),
  answered: z.int().nonnegative(),
  /** Refused, failed, timed out. */
  lost: z.int().nonnegative(),
  dropped: z.int().nonnegative(),
  /** Pictures whose duration is no sample: from a cache, or found again after a kill. */
  untimed: z.int().nonnegative(),
  /** Of those answered, first calls of an engine in its thread, in ms: no samples. */
  coldMs: z.array(z.number()),
  /** Latencies of the warm-up in ms, in order; the first of a model in its thread is its first image. */
  warmUpMs: z.array(z.number()),
  /** Samples less sure than the bound; `leftOut` says whether they count below. */
  unsure: z.int().nonnegative(),
  leftOut: z.boolean(),
  median: Estimate,
  p90: Estimate,
  p95: Estimate,
  p99: Estimate,
  /** Pictures a second, while calls were offered. */
  throughput: Estimate,
  /** Share of what was offered that ended in time; null without a bound. */
  goodput: Estimate.nullable(),
  /** Open loop: 99th percentile of how late calls were sent, ms. */
  skewP99Ms: z.number().nullable(),
  saturated: z.boolean(),
  /** Skipped, because a lower level was saturated. */
  notReached: z.boolean(),
  histogram: z.array(z.strictObject({ low: z.number(), high: z.number(), count: z.int() })),
})
export type LoadRow = z.infer<typeof LoadRow>

/** Where a sweep bends: the level that gives most before latency pays for it. Null = the sweep does not show one. */
export const Knee = z.strictObject({
  model: z.string(),
  kind: z.enum(['editing', 'generation']),
  scenario: z.enum(['multi-stream', 'server']),
  /** The setting that the levels offer; empty where the bench has but one. */
  offered: z.string(),
  setting: z.string().nullable(),
  /** Levels between which it may lie as well, by the intervals; null at either end = beyond the sweep. */
  between: z.tuple([z.string().nullable(), z.string().nullable()]),
})
export type Knee = z.infer<typeof Knee>

/** Whose votes a claim rests on; absent where a metric decides. */
const ClaimVoters = VoteRatings.shape.voters

/** A typed claim; `ui/messages` words it in each language. */
export const Claim = z.discriminatedUnion('claim', [
  z.strictObject({
    claim: z.literal('leads'),
    task: z.string(),
    model: z.string(),
    over: z.array(z.string()),
    by: ClaimVoters.optional(),
  }),
  z.strictObject({
    claim: z.literal('not-distinguishable'),
    task: z.string(),
    models: z.array(z.string()),
    by: ClaimVoters.optional(),
  }),
  z.strictObject({ claim: z.literal('awaits-votes'), task: z.string() }),
  z.strictObject({
    claim: z.literal('diagnostic'),
    task: z.string(),
    metric: z.string(),
    contrast: Contrast,
    auc: Estimate,
    bar: z.number(),
  }),
  z.strictObject({ claim: z.literal('no-contest'), task: z.string(), model: z.string() }),
  z.strictObject({ claim: z.literal('no-scores'), task: z.string() }),
  z.strictObject({
    claim: z.literal('faster'),
    kind: z.enum(['editing', 'generation']),
    model: z.string(),
    than: z.string(),
    ratio: Estimate,
  }),
  /** A judge whose mean side leaves out 0. */
  z.strictObject({
    claim: z.literal('judge-leans'),
    judge: z.string(),
    side: z.enum(['left', 'right']),
    /** Mean side, 1 left and -1 right. */
    bias: Estimate,
  }),
  /** A judge that lost right answers on the frozen pairs since an earlier run. */
  z.strictObject({
    claim: z.literal('judge-moved'),
    judge: z.string(),
    since: z.string(),
    lost: z.int(),
    gained: z.int(),
    compared: z.int(),
  }),
  z.strictObject({
    claim: z.literal('incomplete'),
    model: z.string(),
    missing: z.int(),
    /** Of those missing. */
    refused: z.int().default(0),
    planned: z.int(),
  }),
])
export type Claim = z.infer<typeof Claim>

/** Everything a report shows, recomputable from records and scores. */
export const Comparison = z.strictObject({
  schemaVersion,
  run: z.string(),
  bench: z.string(),
  level: z.number(),
  seed: z.int(),
  models: z.array(z.strictObject({ id: z.string(), name: z.string(), control: z.boolean() })),
  panels: z.array(TaskPanel),
  summary: z.array(SummaryRow),
  /** Where there are chains of three turns and more. */
  decay: z.array(DecayRow).optional(),
  coverage: z.array(CoverageRow),
  latency: z.array(LatencyRow),
  /** Of a latency bench: a row for each level. */
  load: z.array(LoadRow).optional(),
  knees: z.array(Knee).optional(),
  /** Where judges looked at the outputs. */
  judging: JudgeSection.optional(),
  claims: z.array(Claim),
  warnings: z.array(z.string()),
})
export type Comparison = z.infer<typeof Comparison>
