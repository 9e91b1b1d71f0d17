import type { Load, Scenario } from '#schema/load.ts'
import type { Observation } from '#stats/estimate.ts'
import { isSaturatedAnywhere, type Arrived } from '#stats/saturation.ts'
import { isKnownEnough } from './early-stop.ts'
import type { SampleEnd } from './sample-end.ts'

/** Follows the samples of one block: when there are enough, and whether the server kept up. */
export class BlockWatch {
  readonly #load: Load
  readonly #scenario: Scenario
  readonly #models: readonly string[]
  readonly #latencies = new Map<string, Observation[]>()
  readonly #begun = new Map<string, number>()
  readonly #known = new Set<string>()
  readonly #arrivals: (Arrived & { clock: string })[] = []

  constructor(load: Load, scenario: Scenario, models: readonly string[]) {
    this.#load = load
    this.#scenario = scenario
    this.#models = models
  }

  begin(model: string): void {
    this.#begun.set(model, (this.#begun.get(model) ?? 0) + 1)
  }

  end({ model, ask, latencyMs, lost, due }: SampleEnd): void {
    if (lost || (due && latencyMs !== undefined))
      this.#arrivals.push({ dueMs: due?.atMs ?? 0, latencyMs, clock: due?.clock ?? '' })
    if (latencyMs === undefined) return
    const latencies = this.#latencies.get(model) ?? []
    latencies.push({ value: latencyMs, cluster: ask })
    this.#latencies.set(model, latencies)
    const { earlyStop, minSamples } = this.#load
    if (earlyStop && latencies.length >= minSamples && isKnownEnough(latencies, earlyStop))
      this.#known.add(model)
  }

  /** True once no further sample is wanted; `elapsedMs` since the block began, in open loop that of the next arrival. */
  isEnough(elapsedMs: number): boolean {
    const { minSamples, minDurationMs, earlyStop } = this.#load
    const has = (model: string): boolean =>
      earlyStop ? this.#known.has(model) : (this.#begun.get(model) ?? 0) >= minSamples
    return elapsedMs >= minDurationMs && this.#models.every(has)
  }

  /** Whether the level asked more than the server gave; only an open loop can tell. */
  isSaturated(): boolean {
    return this.#scenario.scenario === 'server' && isSaturatedAnywhere(this.#arrivals)
  }
}
