import type { RunsComparison } from '#schema/runs-comparison.ts'
import type { RunSamples } from '#schema/run-samples.ts'
import { holm, pairedDifference } from '#stats/paired.ts'
import { meanOf } from '#stats/quantile.ts'
import { compareSamples } from './compare-samples.ts'
import { baselineRemarks } from './gate-remarks.ts'
import { isSameMachine } from './judge-measures.ts'
import { differencesOf } from './measure-effect.ts'
import { isTimed, measureOf } from './measure-name.ts'
import type { ModelPair } from './model-pairs.ts'
import { groupsOf } from './learn-noise.ts'
import { pairSeries, type Group } from './pair-series.ts'

export interface RunsInput {
  a: RunSamples
  b: RunSamples
  models: readonly ModelPair[]
  level: number
}

type Times = RunsComparison['times'][number]
type Means = RunsComparison['means'][number]

const pairingOf = ({ a, b }: RunsInput, models: ModelPair, series: string, group: Group) =>
  pairSeries({
    baseline: a,
    run: b,
    baselineModel: models.baseline,
    model: models.run,
    series,
    group,
  })

const namesOf = ({ run, baseline }: ModelPair) => ({ modelA: baseline, modelB: run })

function timesOf(
  input: RunsInput,
  models: ModelPair,
  series: string,
  group: Group,
): Times | undefined {
  const { kind, setting } = group
  if (kind === 'all') return undefined
  const pairing = pairingOf(input, models, series, group)
  const { asks, paired, missing, unpaired } = pairing
  const sample = (values: readonly number[], absent: number) => ({
    values: values.map((value, index) => ({ key: String(index), value, ...asks[index] })),
    missing: absent,
  })
  const compared = compareSamples({
    measure: series,
    a: sample(pairing.a, missing.baseline),
    // Not paired, the asks are A's: B's values stand alone.
    b: paired
      ? sample(pairing.b, missing.run)
      : {
          values: pairing.b.map((value, index) => ({ key: `b${index}`, value })),
          missing: missing.run,
        },
    paired,
    level: input.level,
    seed: input.b.seed,
  })
  if (!compared) return undefined
  const gaps = paired ? { a: unpaired.baseline, b: unpaired.run } : compared.unpaired
  return {
    ...namesOf(models),
    measure: series,
    kind,
    setting,
    compared: { ...compared, unpaired: gaps },
  }
}

function meansOf(
  input: RunsInput,
  models: ModelPair,
  series: string,
): Omit<Means, 'pHolm'> | undefined {
  const pairing = pairingOf(input, models, series, { kind: 'all', setting: 'all' })
  const { a, b, paired, unit, direction, missing, unpaired } = pairing
  if (!paired || a.length === 0) return undefined
  const gaps = missing.baseline + missing.run
  const options = { level: input.level, seed: input.b.seed, missing: gaps }
  return {
    ...namesOf(models),
    measure: series,
    unit,
    direction,
    pairs: a.length,
    missing: { a: missing.baseline, b: missing.run },
    unpaired: { a: unpaired.baseline, b: unpaired.run },
    meanA: meanOf(a),
    meanB: meanOf(b),
    ...pairedDifference(differencesOf(pairing), options),
  }
}

const sideOf = ({ run, createdAt, environment }: RunSamples) => ({
  run,
  createdAt,
  fingerprint: environment.fingerprint,
})

/** Two runs of the same asks: times by distribution, everything else by paired differences. Pure and seeded. */
export function compareRuns(input: RunsInput): RunsComparison {
  const { a, b, models, level } = input
  const series = [...new Set([...a.series, ...b.series].map(({ measure }) => measure))]
  const timed = series.filter((name) => isTimed({ series: name }))
  const times = models.flatMap((pair) =>
    timed.flatMap((name) =>
      groupsOf(measureOf(`${name}.p50`), [a, b]).flatMap(
        (group) => timesOf(input, pair, name, group) ?? [],
      ),
    ),
  )
  const others = series.filter((name) => !isTimed({ series: name }))
  const rows = models.flatMap((pair) => others.flatMap((name) => meansOf(input, pair, name) ?? []))
  const adjusted = holm(rows.map(({ p }) => p))
  const silent = models.flatMap((pair) =>
    others
      .filter((name) => !rows.some((row) => row.measure === name && row.modelB === pair.run))
      .map((name) => `${pair.run} ${name}: no ask has a value in both runs`),
  )
  return {
    schemaVersion: 1,
    a: sideOf(a),
    b: sideOf(b),
    sameMachine: isSameMachine(a, b),
    level,
    times,
    means: rows.map((row, index) => ({ ...row, pHolm: adjusted[index] ?? null })),
    remarks: [
      ...baselineRemarks({ baseline: a, run: b, anyMachine: true, noise: [] }, []),
      ...silent,
    ],
  }
}
