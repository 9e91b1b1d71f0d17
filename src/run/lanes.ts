import pLimit from 'p-limit'
import type { Engine } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import type { Plan } from '#schema/plan.ts'
import type { Setting } from '#schema/setting.ts'
import type { Lane } from './lane.ts'

const defaultTimeoutMs = 300_000
const defaultAttempts = 3
const defaultWireConcurrency = 4

export interface Prices {
  priceOfCall: (model: Model, setting: Setting) => number | undefined
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
  { models, interleaved }: Pick<Plan, 'models' | 'interleaved'>,
  engines: ReadonlyMap<string, Engine>,
  prices: Prices,
): Lane[] {
  const computeSeat = pLimit(1)
  const sharedSeats = interleaved && pLimit(Math.min(...models.map(concurrencyOf)))
  return models.map((model) => {
    const engine = engines.get(model.id)
    const wireSeats = sharedSeats ?? pLimit(concurrencyOf(model))
    return {
      model,
      limit: engine?.work === 'compute' ? computeSeat : wireSeats,
      ...paceOf(model),
      ...abilitiesOf(model, engine),
      priceUsd: (setting) => prices.priceOfCall(model, setting),
      isFree: prices.isFree(model),
    }
  })
}
