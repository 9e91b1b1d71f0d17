import type { Claim, CoverageRow, TaskPanel } from '#schema/comparison.ts'
import { isControl, type Model } from '#schema/model.ts'
import type { Task } from '#schema/task.ts'
import type { VoteRatings } from '#schema/vote-ratings.ts'
import { pairedRatio } from '#stats/paired.ts'
import type { Collected } from './collect.ts'
import { observationsOf, type StatOptions } from './panel.ts'

/** Models of the best rated group that share a letter with the best. Other groups were not compared with it. */
function claimOfRatings(task: string, { rows, voters: by }: VoteRatings): Claim {
  const rated = rows.filter(({ group, estimate }) => group === 1 && estimate.value !== null)
  const [best] = rated
  if (!best) return { claim: 'no-scores', task }
  const tied = rated.filter((row) =>
    Array.from(row.letters).some((letter) => best.letters.includes(letter)),
  )
  if (tied.length > 1)
    return { claim: 'not-distinguishable', task, models: tied.map(({ model }) => model), by }
  return {
    claim: 'leads',
    task,
    model: best.model,
    over: rated.slice(1).map((row) => row.model),
    by,
  }
}

/** Of the ratings that take the panel: people come before judges, a task's first question before its others. */
function claimsOfPanel(panel: TaskPanel): Claim[] {
  const [ratings] = panel.ratings ?? []
  if (!ratings) return [claimOfMetric(panel)]
  const claim = claimOfRatings(panel.task, ratings)
  return panel.metric === null ? [claim] : [claim, claimOfMetric(panel)]
}

function claimOfMetric(panel: TaskPanel): Claim {
  const { task } = panel
  if (panel.metric === null) return { claim: 'awaits-votes', task }
  const rows = panel.rows.filter((row) => !row.control && row.estimate.value !== null)
  const [only] = rows
  if (!only) return { claim: 'no-scores', task }
  if (rows.length === 1) return { claim: 'no-contest', task, model: only.model }
  const sign = panel.direction === 'lower' ? 1 : -1
  const ranked = rows.toSorted((a, b) => sign * ((a.estimate.value ?? 0) - (b.estimate.value ?? 0)))
  const best = ranked[0] ?? only
  const tied = ranked.filter((row) =>
    Array.from(row.letters).some((letter) => best.letters.includes(letter)),
  )
  if (tied.length > 1)
    return { claim: 'not-distinguishable', task, models: tied.map((row) => row.model) }
  return { claim: 'leads', task, model: best.model, over: ranked.slice(1).map((row) => row.model) }
}

/** "Faster" needs a paired ratio on the same cases whose interval leaves out 1. */
function speedClaims(
  models: readonly Model[],
  tasks: readonly Task[],
  collected: Collected,
  options: StatOptions,
): Claim[] {
  const editing = new Set(tasks.filter((task) => task.kind === 'editing').map((task) => task.id))
  const contestants = models.filter((model) => !isControl(model))
  const claims: Claim[] = []
  for (const kind of ['generation', 'editing'] as const) {
    const timed = collected.turns.filter(
      (turn) =>
        turn.latency &&
        !turn.latency.cold &&
        turn.cell.tasks.some((task) => editing.has(task)) === (kind === 'editing'),
    )
    const byModel = Map.groupBy(timed, (turn) => turn.cell.model)
    for (const [index, first] of contestants.entries()) {
      for (const second of contestants.slice(index + 1)) {
        const firstMs = new Map(
          (byModel.get(first.id) ?? []).map((turn) => [turn.pairKey, turn.latency?.ms]),
        )
        const { observations, missing } = observationsOf(byModel.get(second.id) ?? [], (turn) => {
          const other = firstMs.get(turn.pairKey)
          return other && turn.latency ? Math.log(turn.latency.ms / other) : undefined
        })
        const ratio = pairedRatio(observations, { ...options, missing })
        if (ratio.low !== null && ratio.low > 1)
          claims.push({ claim: 'faster', kind, model: first.id, than: second.id, ratio })
        if (ratio.high !== null && ratio.high < 1) {
          const flip = (value: number | null): number | null => (value === null ? null : 1 / value)
          const flipped = {
            ...ratio,
            value: flip(ratio.value),
            low: flip(ratio.high),
            high: flip(ratio.low),
          }
          claims.push({ claim: 'faster', kind, model: second.id, than: first.id, ratio: flipped })
        }
      }
    }
  }
  return claims
}

/** Every model whose outputs are not all there, controls left out. */
function gaps(models: readonly Model[], coverage: readonly CoverageRow[]): Claim[] {
  return models
    .filter((model) => !isControl(model))
    .flatMap((model): Claim[] => {
      const rows = coverage.filter((row) => row.model === model.id)
      const planned = rows.reduce((sum, row) => sum + row.planned, 0)
      const missing = planned - rows.reduce((sum, row) => sum + row.image, 0)
      const refused = rows.reduce((sum, row) => sum + row.refused, 0)
      return missing > 0
        ? [{ claim: 'incomplete', model: model.id, missing, refused, planned }]
        : []
    })
}

export const claimsOf = (
  models: readonly Model[],
  tasks: readonly Task[],
  panels: readonly TaskPanel[],
  coverage: readonly CoverageRow[],
  collected: Collected,
  options: StatOptions,
): Claim[] => [
  ...panels.flatMap(claimsOfPanel),
  ...speedClaims(models, tasks, collected, options),
  ...gaps(models, coverage),
]
