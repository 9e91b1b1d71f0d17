import { z } from 'zod'

/**
 * How calls are offered, by the names of MLPerf Inference (LoadGen): one after another, N at once, by random
 * arrivals at a rate whatever is still open, or all at once.
 */
export const Scenario = z.discriminatedUnion('scenario', [
  z.strictObject({ scenario: z.literal('single-stream') }),
  z.strictObject({
    scenario: z.literal('multi-stream'),
    concurrency: z.int().min(1).max(1024),
  }),
  z.strictObject({
    scenario: z.literal('server'),
    ratePerSecond: z.number().positive().max(10_000),
    /** An arrival that finds this many calls open is dropped, and counted. */
    maxInFlight: z.int().positive().default(512),
  }),
  z.strictObject({
    scenario: z.literal('offline'),
    maxInFlight: z.int().positive().default(512),
  }),
])
export type Scenario = z.infer<typeof Scenario>

/** Stop as soon as a percentile is known well enough: its interval's half width as a share of it. */
const EarlyStop = z.strictObject({
  percentile: z.number().gt(0).lt(1),
  relativeHalfWidth: z.number().positive(),
})

const amountOf = (scenario: Scenario): number =>
  scenario.scenario === 'server'
    ? scenario.ratePerSecond
    : scenario.scenario === 'multi-stream'
      ? scenario.concurrency
      : 0

/** A sweep ends at the first level that is too high, so that its levels must rise. */
function checkOrder(scenarios: readonly Scenario[], context: z.RefinementCtx): void {
  const last = new Map<string, number>()
  for (const [index, scenario] of scenarios.entries()) {
    const amount = amountOf(scenario)
    const before = last.get(scenario.scenario)
    last.set(scenario.scenario, amount)
    if (before === undefined || before < amount) continue
    const message =
      before === amount
        ? `level ${levelId(scenario)} stands there twice`
        : `level ${levelId(scenario)} comes after a higher one; levels of one scenario rise`
    context.addIssue({ code: 'custom', path: ['scenarios', index], message })
  }
}

const LoadFields = z.strictObject({
  /** Several of one name, in rising order, are a sweep: it stops at the first level that is over-saturated. */
  scenarios: z.array(Scenario).min(1),
  /** Calls before the samples of each block: made, kept and shown apart. */
  warmUp: z.int().nonnegative().default(3),
  minSamples: z.int().positive().default(64),
  maxSamples: z.int().positive().max(100_000).default(64),
  minDurationMs: z.number().nonnegative().default(0),
  earlyStop: EarlyStop.optional(),
  /** Rest between blocks, so that one does not warm the next. */
  coolDownMs: z.number().nonnegative().default(0),
  /** Goodput counts the calls that end within this time. */
  boundMs: z.number().positive().optional(),
  /** A sample whose timing is less sure than this (early + late) is marked; with `leaveOutUnsure` it is left out. */
  uncertaintyBoundMs: z.number().positive().optional(),
  leaveOutUnsure: z.boolean().default(false),
})

/** A latency bench: how calls are offered and how many are measured. */
export const Load = LoadFields.superRefine((load, context) => {
  checkOrder(load.scenarios, context)
  const { minSamples, maxSamples } = load
  if (minSamples > maxSamples)
    context.addIssue({
      code: 'custom',
      path: ['minSamples'],
      message: `at least ${minSamples} samples are asked, and at most ${maxSamples}`,
    })
})
export type Load = z.infer<typeof Load>

/** The name of a level, and of its setting: `server-2.5`, `multi-stream-8`. */
export const levelId = (scenario: Scenario): string => {
  switch (scenario.scenario) {
    case 'single-stream':
    case 'offline':
      return scenario.scenario
    case 'multi-stream':
      return `multi-stream-${scenario.concurrency}`
    case 'server':
      return `server-${scenario.ratePerSecond}`
    default:
      return scenario satisfies never
  }
}

/** What a level is called beside the setting that it offers; alone where a bench has one setting. */
export const levelSettingId = (setting: string, scenario: Scenario): string =>
  `${setting}+${levelId(scenario)}`

/** The setting that a level offers; empty where the bench has but one. */
export const offeredSetting = ({
  id,
  load,
}: {
  id: string
  load?: Scenario | undefined
}): string => (load && id !== levelId(load) ? id.slice(0, id.lastIndexOf(`+${levelId(load)}`)) : '')
