import { isControl, type Model } from '#schema/model.ts'
import type { Run } from '#schema/run.ts'
import type { RunSamples, SampleSeries } from '#schema/run-samples.ts'
import type { Direction } from '#schema/score.ts'
import type { Task } from '#schema/task.ts'
import {
  collect,
  isWanted,
  type Collected,
  type CollectInput,
  type TurnNumbers,
} from './collect.ts'
import { headlineValue } from './headline.ts'

interface Reading {
  measure: string
  unit: string
  direction: Direction
  valueOf: (turn: TurnNumbers) => number | undefined
}

const latency: Reading = {
  measure: 'latency',
  unit: 'ms',
  direction: 'lower',
  valueOf: ({ latency: timed }) => (timed && !timed.cold ? timed.ms : undefined),
}

/** 1 for an image, 0 for anything else that was tried; what never ran or was not wanted is missing. */
const coverage: Reading = {
  measure: 'coverage',
  unit: 'share',
  direction: 'higher',
  valueOf: (turn) =>
    turn.outcome === 'notRun' || !isWanted(turn) ? undefined : turn.outcome === 'image' ? 1 : 0,
}

const acceptedOf = (tasks: readonly Task[]): Reading[] =>
  tasks
    .filter((task) => task.headline.kind === 'accepted')
    .map((task) => ({
      measure: `accepted.${task.id}`,
      unit: 'share',
      direction: 'higher',
      valueOf: (turn) =>
        turn.cell.tasks.includes(task.id) ? headlineValue(task, turn) : undefined,
    }))

const own = new Set(['time-to-image', 'cost'])

const scoresOf = (collected: Collected): Reading[] =>
  [...collected.metrics]
    .filter(([metric]) => metric !== 'latency')
    .map(([metric, { unit, direction }]) => ({
      measure: own.has(metric) ? metric : `score.${metric}`,
      unit,
      direction,
      valueOf: (turn) => turn.values.get(metric),
    }))

/** A folder of this machine says nothing elsewhere; the name of a package does. */
const withoutFolder = (module: string): string =>
  /^([A-Za-z]:)?[\\/]/.test(module) ? (module.split(/[\\/]/).at(-1) ?? module) : module

const portable = ({ engine, ...model }: Model): Model => ({
  ...model,
  engine:
    engine.module === undefined ? engine : { ...engine, module: withoutFolder(engine.module) },
})

function seriesOf(
  model: string,
  turns: ReadonlyMap<string, TurnNumbers>,
  keys: readonly string[],
  { valueOf, ...head }: Reading,
): SampleSeries {
  const values = keys.map((key) => {
    const turn = turns.get(key)
    return (turn && valueOf(turn)) ?? null
  })
  const cold = [...turns.values()].filter((turn) => turn.latency?.cold).length
  return { model, ...head, values, ...(head.measure === 'latency' ? { cold } : {}) }
}

/** Raw values of every measure of a run, ask by ask. */
function samplesOf(run: Run, collected: Collected): RunSamples {
  const { plan } = run
  const editing = new Set(plan.tasks.filter((task) => task.kind === 'editing').map(({ id }) => id))
  // Calls before the samples of a level are none.
  const samples = collected.turns.filter(({ cell }) => !cell.warmUp)
  const asks = new Map(
    samples.map(({ pairKey, cluster, cell }) => [
      pairKey,
      {
        key: pairKey,
        cluster,
        kind: cell.tasks.some((task) => editing.has(task))
          ? ('editing' as const)
          : ('generation' as const),
      },
    ]),
  )
  const keys = [...asks.keys()]
  const readings = [latency, ...scoresOf(collected), coverage, ...acceptedOf(plan.tasks)]
  const models = plan.models.filter((model) => !isControl(model))
  const byModel = Map.groupBy(samples, (turn) => turn.cell.model)
  return {
    schemaVersion: 1,
    run: run.id,
    bench: run.bench,
    createdAt: run.createdAt,
    environment: run.environment,
    seed: plan.seed,
    dataSets: plan.dataSets,
    settings: plan.settings,
    models: models.map(portable),
    asks: [...asks.values()],
    series: models.flatMap(({ id }) => {
      const turns = new Map((byModel.get(id) ?? []).map((turn) => [turn.pairKey, turn]))
      return readings.map((reading) => seriesOf(id, turns, keys, reading))
    }),
  }
}

/** Reads a kept run into its samples. */
export const sampleRun = async (input: CollectInput): Promise<RunSamples> =>
  samplesOf(input.run, await collect(input))
