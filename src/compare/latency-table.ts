import type { LatencyRow } from '#schema/comparison.ts'
import { levelId } from '#schema/load.ts'
import { isControl } from '#schema/model.ts'
import type { Plan } from '#schema/plan.ts'
import type { Setting } from '#schema/setting.ts'
import { estimateMedian } from '#stats/estimate.ts'
import { estimateQuantile } from '#stats/estimate-quantile.ts'
import { highOutliers } from '#stats/outliers.ts'
import type { Collected, TurnLatency, TurnNumbers } from './collect.ts'
import type { StatOptions } from './panel.ts'

type Timed = TurnNumbers & { latency: TurnLatency }

const isTimed = (turn: TurnNumbers): turn is Timed => turn.latency !== undefined

const namedOutlier = ({ cell, turn, latency }: Timed) => ({
  case: cell.case,
  turn,
  repeat: cell.repeat,
  ms: latency.ms,
})

const countUntimed = (turns: readonly TurnNumbers[]): Pick<LatencyRow, 'untimed'> => {
  const untimed: LatencyRow['untimed'] = {}
  for (const { untimed: why } of turns) if (why) untimed[why] = (untimed[why] ?? 0) + 1
  return Object.keys(untimed).length > 0 ? { untimed } : {}
}

function sizesOf(timed: readonly Timed[]): LatencyRow['sizes'] {
  const images = timed.flatMap(({ latency }) => latency.image ?? [])
  const groups = Map.groupBy(images, ({ width, height }) => `${width}x${height}`)
  return [...groups.values()]
    .flatMap((own) =>
      own.slice(0, 1).map(({ width, height }) => ({ width, height, n: own.length })),
    )
    .sort((a, b) => b.n - a.n)
}

/** Median of the times of steady calls, each divided by what its call had to do; calls of which that is unknown are missing. */
function medianPer(
  steady: readonly Timed[],
  amountOf: (latency: TurnLatency) => number | undefined,
  options: StatOptions & { missing: number },
) {
  const observations = steady.flatMap(({ latency, cluster }) => {
    const amount = amountOf(latency)
    return amount ? [{ value: latency.ms / amount, cluster }] : []
  })
  const unknown = steady.length - observations.length
  return estimateMedian(observations, { ...options, missing: options.missing + unknown })
}

const megapixelsOf = ({ image }: TurnLatency): number | undefined =>
  image && (image.width * image.height) / 1e6

const askedOf = ({
  id: _id,
  load: _load,
  chain: _chain,
  seed: _seed,
  ...asked
}: Setting): LatencyRow['asked'] => asked

function latencyRow(
  head: Pick<LatencyRow, 'model' | 'kind'>,
  setting: Setting,
  turns: readonly TurnNumbers[],
  options: StatOptions,
): LatencyRow {
  const timed = turns.filter(isTimed)
  const made = timed.toSorted((a, b) => a.latency.startedAt.localeCompare(b.latency.startedAt))
  const wanted = turns.filter(({ cell }) => !cell.warmUp)
  const steady = timed.filter(({ cell, latency }) => !cell.warmUp && !latency.cold)
  const observations = steady.map(({ latency, cluster }) => ({ value: latency.ms, cluster }))
  const samples = steady.map(({ latency }) => latency.ms)
  const all = { ...options, missing: wanted.length - wanted.filter(isTimed).length }
  const { steps } = setting
  return {
    ...head,
    setting: setting.id,
    asked: askedOf(setting),
    sizes: sizesOf(steady),
    median: estimateMedian(observations, all),
    p95: estimateQuantile(observations, 0.95, all),
    perMegapixel: medianPer(steady, megapixelsOf, all),
    perStep: steps === undefined ? null : medianPer(steady, () => steps, all),
    coldMs: made.flatMap(({ latency }) => (latency.cold ? [latency.ms] : [])),
    firstMs: made[0]?.latency.ms ?? null,
    samples,
    contended: steady.filter(({ latency }) => latency.contended).length,
    outliers: highOutliers(samples).flatMap((index) =>
      steady.slice(index, index + 1).map(namedOutlier),
    ),
    ...countUntimed(wanted),
  }
}

/** Of a latency bench the first level of each setting; the table of levels has the others. */
const shownSettings = ({ settings }: Plan): Setting[] => {
  const level = settings[0]?.load
  return level
    ? settings.filter(({ load }) => load && levelId(load) === levelId(level))
    : [...settings]
}

/** Latency of contestants: settings apart, text-to-image and editing apart, cold and untimed calls apart. */
export function latencyOf(plan: Plan, collected: Collected, options: StatOptions): LatencyRow[] {
  const editing = new Set(plan.tasks.filter(({ kind }) => kind === 'editing').map(({ id }) => id))
  const kindOf = ({ cell }: TurnNumbers): LatencyRow['kind'] =>
    cell.tasks.some((task) => editing.has(task)) ? 'editing' : 'generation'
  const groups = Map.groupBy(
    collected.turns.filter(({ latency, untimed }) => latency ?? untimed),
    (turn) => [turn.cell.model, turn.cell.setting, kindOf(turn)].join('\n'),
  )
  return plan.models
    .filter((model) => !isControl(model))
    .flatMap(({ id: model }) =>
      shownSettings(plan).flatMap((setting) =>
        (['generation', 'editing'] as const).flatMap((kind) => {
          const turns = groups.get([model, setting.id, kind].join('\n')) ?? []
          return turns.length === 0 ? [] : [latencyRow({ model, kind }, setting, turns, options)]
        }),
      ),
    )
}
