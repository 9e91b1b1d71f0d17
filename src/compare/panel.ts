import type { PairedDifference, TaskPanel } from '#schema/comparison.ts'
import { isControl, type Model } from '#schema/model.ts'
import type { Task } from '#schema/task.ts'
import {
  estimateMean,
  estimateMedian,
  estimateShare,
  type EstimateOptions,
  type Observation,
  type StatEstimate,
} from '#stats/estimate.ts'
import { compactLetters, holm, pairedDifference } from '#stats/paired.ts'
import type { Collected, TurnNumbers } from './collect.ts'
import { headlineMetrics, headlineValue } from './headline.ts'

export interface StatOptions {
  level: number
  seed: number
}

/** One value a (case, turn, setting): repeats of a case are averaged before cases are. */
export function observationsOf(
  turns: readonly TurnNumbers[],
  valueOf: (turn: TurnNumbers) => number | undefined,
): { observations: Observation[]; missing: number } {
  const sums = new Map<string, { cluster: string; sum: number; n: number }>()
  let missing = 0
  for (const turn of turns) {
    const value = valueOf(turn)
    if (value === undefined) {
      missing += 1
      continue
    }
    const key = turn.pairKey.slice(0, turn.pairKey.lastIndexOf('/'))
    const kept = sums.get(key) ?? { cluster: turn.cluster, sum: 0, n: 0 }
    kept.sum += value
    kept.n += 1
    sums.set(key, kept)
  }
  return {
    observations: [...sums.values()].map(({ cluster, sum, n }) => ({ cluster, value: sum / n })),
    missing,
  }
}

function estimateHeadline(
  task: Task,
  turns: readonly TurnNumbers[],
  options: StatOptions,
): StatEstimate {
  const { observations, missing } = observationsOf(turns, (turn) => headlineValue(task, turn))
  const all: EstimateOptions = { ...options, missing }
  if (task.headline.kind === 'accepted') return estimateShare(observations, all)
  const isMedian = task.headline.kind === 'metric' && task.headline.statistic === 'median'
  return isMedian ? estimateMedian(observations, all) : estimateMean(observations, all)
}

/** The share were all missing turns rejected, and accepted; repeats of a case are averaged before cases are. */
function boundsOf(
  task: Task,
  turns: readonly TurnNumbers[],
): { bounds?: { low: number; high: number } } {
  if (task.headline.kind !== 'accepted') return {}
  const values = turns.map((turn) => headlineValue(task, turn))
  if (values.length === 0 || !values.includes(undefined)) return {}
  const meanWith = (missing: number): number => {
    const { observations } = observationsOf(turns, (turn) => headlineValue(task, turn) ?? missing)
    return observations.reduce((sum, one) => sum + one.value, 0) / observations.length
  }
  return { bounds: { low: meanWith(0), high: meanWith(1) } }
}

function differencesOf(
  task: Task,
  first: readonly TurnNumbers[],
  second: readonly TurnNumbers[],
): { observations: Observation[]; missing: number } {
  const firstByKey = new Map(first.map((turn) => [turn.pairKey, turn]))
  return observationsOf(second, (turn) => {
    const other = firstByKey.get(turn.pairKey)
    const [a, b] = [other && headlineValue(task, other), headlineValue(task, turn)]
    return a === undefined || b === undefined ? undefined : b - a
  })
}

function pairsOf(
  task: Task,
  metric: string,
  contestants: readonly Model[],
  byModel: ReadonlyMap<string, TurnNumbers[]>,
  options: StatOptions,
): PairedDifference[] {
  const pairs = contestants.flatMap((first, index) =>
    contestants.slice(index + 1).map((second) => {
      const { observations, missing } = differencesOf(
        task,
        byModel.get(first.id) ?? [],
        byModel.get(second.id) ?? [],
      )
      return {
        task: task.id,
        metric,
        first: first.id,
        second: second.id,
        ...pairedDifference(observations, { ...options, missing }),
      }
    }),
  )
  const adjusted = holm(pairs.map((pair) => pair.p))
  return pairs.map((pair, index) => ({ ...pair, pHolm: adjusted[index] ?? null }))
}

const nameOf = (task: Task): string | null =>
  task.headline.kind === 'votes'
    ? null
    : task.headline.kind === 'accepted'
      ? 'accepted'
      : task.headline.metric

/** The panel of one task: each model's headline, paired differences, and groups that cannot be told apart. */
export function panelOf(
  task: Task,
  models: readonly Model[],
  collected: Collected,
  options: StatOptions,
): TaskPanel {
  const turns = collected.turns.filter((turn) => turn.cell.tasks.includes(task.id))
  const byModel = Map.groupBy(turns, (turn) => turn.cell.model)
  const metric = nameOf(task)
  const contestants = models.filter((model) => !isControl(model))
  const pairs = metric === null ? [] : pairsOf(task, metric, contestants, byModel, options)
  const facts =
    task.headline.kind === 'metric'
      ? collected.metrics.get(headlineMetrics(task)[0] ?? '')
      : undefined
  const direction = facts?.direction ?? 'higher'
  const rows = models.map((model) => ({
    model: model.id,
    control: isControl(model),
    estimate: estimateHeadline(task, byModel.get(model.id) ?? [], options),
    ...boundsOf(task, byModel.get(model.id) ?? []),
    letters: '',
  }))
  const scoredRows = rows.filter((row) => !row.control && row.estimate.value !== null)
  const sign = direction === 'lower' ? 1 : -1
  const ranked = scoredRows
    .toSorted((a, b) => sign * ((a.estimate.value ?? 0) - (b.estimate.value ?? 0)))
    .map((row) => row.model)
  const areDifferent = (a: string, b: string): boolean =>
    pairs.some(
      (pair) =>
        [pair.first, pair.second].includes(a) &&
        [pair.first, pair.second].includes(b) &&
        pair.pHolm !== null &&
        pair.pHolm < 1 - options.level,
    )
  const letters = compactLetters(ranked, areDifferent)
  return {
    task: task.id,
    kind: task.kind,
    headline: task.headline,
    metric,
    unit: task.headline.kind === 'accepted' ? 'share' : (facts?.unit ?? ''),
    direction,
    rows: rows.map((row) => ({ ...row, letters: letters.get(row.model) ?? '' })),
    pairs,
  }
}
