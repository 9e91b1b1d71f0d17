import pLimit from 'p-limit'
import type { Engine } from '#schema/engine.ts'
import { isControl, type Model } from '#schema/model.ts'
import type { Setting } from '#schema/setting.ts'
import type { Lane } from './lane.ts'

const defaultTimeoutMs = 300_000
const defaultAttempts = 3
const defaultWireConcurrency = 4

export interface Prices {
  priceOfCall: (model: Model, setting: Setting) => number | undefined
  isFree: (model: Model) => boolean
}

/** Compute engines share one seat: two at once would time each other. Controls are not timed against anyone. */
export function lanesOf(
  models: readonly Model[],
  engines: ReadonlyMap<string, Engine>,
  prices: Prices,
): Lane[] {
  const computeSeat = pLimit(1)
  return models.map((model) => {
    const engine = engines.get(model.id)
    const shared = engine?.work === 'compute' && !isControl(model)
    const concurrency = model.limits?.concurrency ?? (isControl(model) ? 1 : defaultWireConcurrency)
    return {
      model,
      limit: shared ? computeSeat : pLimit(concurrency),
      timeoutMs: model.limits?.timeoutMs ?? defaultTimeoutMs,
      maxAttempts: model.limits?.maxAttempts ?? defaultAttempts,
      ...(model.limits?.perMinute === undefined ? {} : { perMinute: model.limits.perMinute }),
      canEdit: (model.capabilities ?? engine?.capabilities)?.edit ?? true,
      canGenerate: (model.capabilities ?? engine?.capabilities)?.generate ?? true,
      priceUsd: (setting) => prices.priceOfCall(model, setting),
      isFree: prices.isFree(model),
    }
  })
}
