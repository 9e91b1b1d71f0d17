import { z } from 'zod'
import { Environment } from './environment.ts'
import { Instant, Sha256, schemaVersion } from './id.ts'
import { Model } from './model.ts'
import { Direction } from './score.ts'
import { Setting } from './setting.ts'

/** One turn that was asked of every model: what is paired across runs. */
const Ask = z.strictObject({
  /** data set / case / turn / setting / repeat: the same in every run and for every model. */
  key: z.string(),
  cluster: z.string(),
  kind: z.enum(['editing', 'generation']),
})
type Ask = z.infer<typeof Ask>

/** What differs in size or in how it is offered takes other times: its key holds the setting, which has no slash. */
export const settingOf = ({ key }: Pick<Ask, 'key'>): string => key.split('/').at(-2) ?? ''

/** One measure of one model, raw: a value an ask, in the order of the asks. */
export const SampleSeries = z.strictObject({
  model: z.string(),
  /** `latency`, `time-to-image`, `cost`, `coverage`, `accepted.TASK` or `score.METRIC`. */
  measure: z.string(),
  unit: z.string(),
  direction: Direction,
  /** null where there is no value. */
  values: z.array(z.number().nullable()),
  /** Of the missing latencies, calls that were the first of their engine and are left out for it. */
  cold: z.int().nonnegative().optional(),
})
export type SampleSeries = z.infer<typeof SampleSeries>

/** The numbers of one run that comparing, gating and history rest on; small enough to lie in a repository. */
export const RunSamples = z.strictObject({
  schemaVersion,
  run: z.string(),
  bench: z.string(),
  createdAt: Instant,
  environment: Environment,
  seed: z.int(),
  dataSets: z.array(z.strictObject({ id: z.string(), digest: Sha256, version: z.string() })),
  settings: z.array(Setting),
  /** Without controls; an engine's own module is named without its folder. */
  models: z.array(Model),
  asks: z.array(Ask),
  series: z.array(SampleSeries),
})
export type RunSamples = z.infer<typeof RunSamples>
