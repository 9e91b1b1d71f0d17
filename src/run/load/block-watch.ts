import type { Load, Scenario } from '#schema/load.ts'
import { isKnownEnough } from './early-stop.ts'
import { isSaturated, type Arrived } from '#stats/saturation.ts'

export interface SampleEnd {
  model: string
  /** Open loop: when it was due, in ms since the block began. */
  dueMs?: number
  /** Undefined where there is no picture, or no time of it. */
  latencyMs: number | undefined
}

/** Follows the samples of one block: when there are enough, and whether the server kept up. */
export class BlockWatch {
  readonly #load: Load
  readonly #scenario: Scenario
  readonly #models: readonly string[]
  readonly #latencies = new Map<string, number[]>()
  readonly #begun = new Map<string, number>()
  readonly #known = new Set<string>()
  readonly #arrivals: Arrived[] = []

  constructor(load: Load, scenario: Scenario, models: readonly string[]) {
    this.#load = load
    this.#scenario = scenario
    this.#models = models
  }

  begin(model: string): void {
    this.#begun.set(model, (this.#begun.get(model) ?? 0) + 1)
  }

  end({ model, dueMs, latencyMs }: SampleEnd): void {
    if (dueMs !== undefined) this.#arrivals.push({ dueMs, latencyMs })
    if (latencyMs === undefined) return
    const latencies = this.#latencies.get(model) ?? []
    latencies.push(latencyMs)
    this.#latencies.set(model, latencies)
    const { earlyStop, minSamples } = this.#load
    if (earlyStop && latencies.length >= minSamples && isKnownEnough(latencies, earlyStop))
      this.#known.add(model)
  }

  /** True once no further sample is wanted; `elapsedMs` since the block began, in open loop that of the next arrival. */
  isEnough(elapsedMs: number): boolean {
    const { minSamples, minDurationMs, earlyStop } = this.#load
    if (earlyStop) return this.#models.every((model) => this.#known.has(model))
    const has = (model: string): boolean => (this.#begun.get(model) ?? 0) >= minSamples
    return elapsedMs >= minDurationMs && this.#models.every(has)
  }

  /** Whether the level asked more than the server gave; only an open loop can tell. */
  isSaturated(): boolean {
    return this.#scenario.scenario === 'server' && isSaturated(this.#arrivals)
  }
}
