import type { Metric, MetricInput } from '#schema/metric.ts'
import type { Score } from '#schema/score.ts'
import { createScoreIdentifier } from './score-id.ts'

/** Gives the scores that were kept for each cell, asked for in plan order; reads them once, one cell at a time. */
export class KeptScores {
  readonly #scores: AsyncIterator<Score>
  readonly #place: ReadonlyMap<string, number>
  #next: IteratorResult<Score> | undefined

  constructor(scores: AsyncIterable<Score>, cells: Iterable<string>) {
    this.#scores = scores[Symbol.asyncIterator]()
    this.#place = new Map([...cells].map((cell, index) => [cell, index]))
  }

  async of(cell: string): Promise<Score[]> {
    const wanted = this.#place.get(cell) ?? -1
    const found: Score[] = []
    this.#next ??= await this.#scores.next()
    while (!this.#next.done) {
      const score = this.#next.value
      if ((this.#place.get(score.cell) ?? -1) > wanted) break
      if (score.cell === cell) found.push(score)
      this.#next = await this.#scores.next()
    }
    return found
  }
}

/** A score that would be made again as it is. What could not be scored may be now: a package is there, a worker lives. */
const isFinal = (score: Score): boolean => score.state === 'scored' || score.notApplicable === true

/**
 * The metrics that must look at a turn: those that were never scored, whose id changed (pictures, truth, version), or that
 * had no value. What only reads numbers costs nothing and is always done, because attempts are no part of the id.
 */
export function metricsToScore(
  metrics: ReadonlyMap<string, Metric>,
  input: MetricInput,
  kept: readonly Score[],
): Set<string> {
  const identify = createScoreIdentifier(input)
  const known = new Set(
    kept.filter((one) => one.turn === input.turn && isFinal(one)).map((one) => one.id),
  )
  return new Set(
    [...metrics.values()]
      .filter((metric) => metric.work === 'inline' || !known.has(identify(metric)))
      .map((metric) => metric.id),
  )
}
