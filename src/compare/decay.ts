import type { DecayRow } from '#schema/comparison.ts'
import type { Task } from '#schema/task.ts'
import { estimateMean } from '#stats/estimate.ts'
import type { Collected, TurnNumbers } from './collect.ts'
import type { StatOptions } from './panel.ts'

/** Fewer turns than this show no slope of their own. */
const fewestTurns = 3

/** Least squares slope of a chain's values over its turns; undefined where too few turns have one. */
function slopeOf(turns: readonly TurnNumbers[], metric: string): number | undefined {
  const points = turns.flatMap(({ turn, values }) => {
    const value = values.get(metric)
    return value === undefined ? [] : [{ turn, value }]
  })
  if (points.length < fewestTurns) return undefined
  const meanTurn = points.reduce((sum, { turn }) => sum + turn, 0) / points.length
  const meanValue = points.reduce((sum, { value }) => sum + value, 0) / points.length
  let [both, squares] = [0, 0]
  for (const { turn, value } of points) {
    both += (turn - meanTurn) * (value - meanValue)
    squares += (turn - meanTurn) ** 2
  }
  return both / squares
}

function rowOf(
  head: Pick<DecayRow, 'task' | 'model' | 'setting' | 'metric'>,
  chains: readonly (readonly TurnNumbers[])[],
  collected: Collected,
  options: StatOptions,
): DecayRow | undefined {
  const facts = collected.metrics.get(head.metric)
  if (!facts) return undefined
  const slopes = chains.map((turns) => ({
    cluster: turns[0]?.cluster ?? '',
    value: slopeOf(turns, head.metric),
  }))
  const found = slopes.flatMap(({ cluster, value }) =>
    value === undefined ? [] : [{ cluster, value }],
  )
  if (found.length === 0) return undefined
  const slope = estimateMean(found, { ...options, missing: slopes.length - found.length })
  const { unit, direction } = facts
  return { ...head, unit, direction, slope: { ...slope, statistic: 'mean slope per turn' } }
}

/**
 * The slope of every metric of a task over the turns of its chains, by model and setting, with its interval over base
 * pictures: the report's "degrading over multi-turn editing" as a number. Chains with fewer than three scored turns are
 * counted as missing.
 */
export function decayOf(
  tasks: readonly Task[],
  collected: Collected,
  options: StatOptions,
): DecayRow[] {
  const chained = collected.turns.filter(({ cell }) => cell.turns >= fewestTurns)
  return tasks.flatMap((task) => {
    const turns = chained.filter(({ cell }) => cell.tasks.includes(task.id))
    const groups = Map.groupBy(turns, ({ cell }) => `${cell.model}\n${cell.setting}`)
    return [...groups].flatMap(([key, group]) => {
      const [model = '', setting = ''] = key.split('\n')
      const chains = [...Map.groupBy(group, ({ cell }) => cell.id).values()]
      return task.metrics.flatMap(
        (metric) =>
          rowOf({ task: task.id, model, setting, metric }, chains, collected, options) ?? [],
      )
    })
  })
}
