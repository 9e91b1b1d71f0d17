import pLimit from 'p-limit'
import type { CallFacts } from '#schema/caller.ts'
import type { Clock } from '#schema/clock.ts'
import type { Engine } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import type { Plan } from '#schema/plan.ts'
import type { Setting } from '#schema/setting.ts'
import { CallGate } from './call-gate.ts'
import type { Lane } from './lane.ts'

const defaultTimeoutMs = 300_000
const defaultAttempts = 3
const defaultWireConcurrency = 4

/** A latency bench says itself how many calls are open. */
const mostOpen = 4096

export interface Prices {
  priceOfCall: (model: Model, setting: Setting, facts?: CallFacts) => number | undefined
  isFree: (model: Model) => boolean
}

/** What a model can be asked for: its entry, else what its engine says, else anything. */
const abilitiesOf = (model: Model, engine: Engine | undefined) => {
  const { edit = true, generate = true } = model.capabilities ?? engine?.capabilities ?? {}
  return { canEdit: edit, canGenerate: generate }
}

const paceOf = ({ limits = {} }: Model): Pick<Lane, 'timeoutMs' | 'maxAttempts' | 'perMinute'> => ({
  timeoutMs: limits.timeoutMs ?? defaultTimeoutMs,
  maxAttempts: limits.maxAttempts ?? defaultAttempts,
  ...(limits.perMinute === undefined ? {} : { perMinute: limits.perMinute }),
})

const concurrencyOf = ({ limits }: Model): number => limits?.concurrency ?? defaultWireConcurrency

/**
 * All that computes here shares one seat, controls too: two at once would time each other. Interleaved, so do all
 * that wait for a wire, as many at once as the most careful of them allows.
 */
export function lanesOf(
  { models, interleaved, load }: Pick<Plan, 'models' | 'interleaved' | 'load'>,
  engines: ReadonlyMap<string, Engine>,
  prices: Prices,
  clock: Clock,
): Lane[] {
  const computeSeat = pLimit(1)
  const sharedSeats = interleaved && pLimit(Math.min(...models.map(concurrencyOf)))
  return models.map((model) => {
    const engine = engines.get(model.id)
    const wireSeats = sharedSeats ?? pLimit(concurrencyOf(model))
    return {
      model,
      limit: engine?.work === 'compute' ? computeSeat : wireSeats,
      gate: new CallGate(load ? mostOpen : concurrencyOf(model), clock),
      canReattach: engine?.reattach !== undefined,
      ...paceOf(model),
      ...abilitiesOf(model, engine),
      priceUsd: (setting, facts) => prices.priceOfCall(model, setting, facts),
      isFree: prices.isFree(model),
      dearestUsd: 0,
    }
  })
}

/** What a run's record says of how hard its models could be driven. */
export const paceWarnings = (lanes: readonly Pick<Lane, 'model' | 'gate'>[]): string[] =>
  lanes.flatMap(({ model, gate: { warning } }) =>
    warning === undefined ? [] : `${model.id}: ${warning}`,
  )
