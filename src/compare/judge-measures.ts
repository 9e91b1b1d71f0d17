import type { NoiseOfMeasure } from '#schema/baseline.ts'
import type { GateLimit, GateMeasure, GateState } from '#schema/gate-report.ts'
import type { RunSamples } from '#schema/run-samples.ts'
import { holm } from '#stats/paired.ts'
import { effectOf, type Effect } from './measure-effect.ts'
import { limitOf, type AskedLimit } from './gate-limits.ts'
import { isTimed, type Measure } from './measure-name.ts'
import { groupsOf } from './learn-noise.ts'
import type { ModelPair } from './model-pairs.ts'
import { pairSeries, type Group, type Pairing } from './pair-series.ts'

export interface JudgeInput {
  baseline: RunSamples
  run: RunSamples
  models: readonly ModelPair[]
  measures: readonly Measure[]
  limits: readonly AskedLimit[]
  noise: readonly NoiseOfMeasure[]
  alpha: number
  /** Times are compared between machines too. */
  anyMachine: boolean
  /** Only these of the measures are judged: when suspects are looked at again. */
  only?: readonly GateMeasure[]
}

interface Candidate {
  head: Omit<GateMeasure, 'state' | 'reason' | 'pHolm' | 'limit'>
  effect?: Effect
  limit?: GateLimit
  reason?: string
}

export const identityOf = (
  one: Pick<GateMeasure, 'model' | 'measure' | 'kind' | 'setting'>,
): string => [one.model, one.measure, one.kind, one.setting].join('\n')

interface Place {
  measure: Measure
  models: ModelPair
  group: Group
}

function candidateOf(input: JudgeInput, place: Place, pairing: Pairing): Candidate {
  const { baseline, run, alpha } = input
  const { measure, models, group } = place
  const { unit, direction, paired, missing, unpaired, a, b } = pairing
  const head: Candidate['head'] = {
    model: models.run,
    baselineModel: models.baseline,
    measure: measure.name,
    ...group,
    unit,
    direction,
    paired,
    n: paired ? a.length : Math.min(a.length, b.length),
    missing,
    unpaired,
    before: null,
    after: null,
    change: null,
    scale: 'relative',
    p: null,
    test: 'none',
  }
  if (a.length === 0 || b.length === 0)
    return { head, reason: `the ${a.length === 0 ? 'baseline' : 'run'} has no value of it` }
  if (isTimed(measure) && !input.anyMachine && !isSameMachine(baseline, run))
    return { head, reason: 'the baseline was measured on another machine' }
  const effect = effectOf(measure, pairing, { alpha, seed: run.seed })
  const { before, after } = effect
  if ('reason' in effect) return { head: { ...head, before, after }, reason: effect.reason }
  const { change, scale, p, test } = effect
  const noise = input.noise.find(
    (one) =>
      one.model === models.baseline &&
      one.measure === measure.name &&
      one.kind === group.kind &&
      (one.setting ?? group.setting) === group.setting,
  )
  return {
    head: { ...head, before, after, change, scale, p, test },
    effect,
    limit: limitOf(input.limits, measure.name, effect.before, noise, alpha),
  }
}

/** A bench without editing has no editing latency, which is no gap; without either, one row says so. */
function candidatesOf(input: JudgeInput, models: ModelPair, measure: Measure): Candidate[] {
  const { baseline, run } = input
  const sides = { baselineModel: models.baseline, model: models.run, series: measure.series }
  const all = groupsOf(measure, [baseline, run]).map((group) => ({
    group,
    pairing: pairSeries({ baseline, run, ...sides, group }),
  }))
  const having = all.filter(({ pairing }) => pairing.a.length + pairing.b.length > 0)
  const nothing = { kind: 'all', setting: 'all' } as const
  const told =
    having.length > 0 ? having : all.slice(0, 1).map((one) => ({ ...one, group: nothing }))
  return told.map(({ group, pairing }) => candidateOf(input, { measure, models, group }, pairing))
}

export const isSameMachine = (one: RunSamples, other: RunSamples): boolean =>
  one.environment.fingerprint === other.environment.fingerprint

/** Beyond the limit either way: a fall by 1/1.05 undoes a rise by 5 %. */
function sideOf(change: number, limit: number, scale: 'relative' | 'absolute'): -1 | 0 | 1 {
  if (change > limit) return 1
  const floor = scale === 'relative' ? 1 / (1 + limit) - 1 : -limit
  return change < floor ? -1 : 0
}

function stateOf({ head, limit }: Candidate, pHolm: number, alpha: number): GateState {
  const { change, direction, scale } = head
  if (change?.value == null || !limit) return 'unjudged'
  const side = sideOf(change.value, limit.change, scale)
  if (side !== 0 && pHolm <= alpha) {
    if (direction === 'none') return 'changed'
    return (direction === 'lower') === side > 0 ? 'regressed' : 'improved'
  }
  if (change.low === null || change.high === null) return 'unclear'
  const isWithin = [change.low, change.high].every((end) => sideOf(end, limit.change, scale) === 0)
  return isWithin ? 'unchanged' : 'unclear'
}

/**
 * Judges every measure of every model: significant after Holm over all of them AND beyond the limit, or not.
 * What cannot be judged is there with its reason, and takes nothing from the others' level.
 */
export function judge(input: JudgeInput): GateMeasure[] {
  const { alpha, only } = input
  const wanted = only && new Set(only.map(identityOf))
  const measures = input.measures.filter(
    ({ name }) => !only || only.some((one) => one.measure === name),
  )
  const candidates = input.models
    .flatMap((models) => measures.flatMap((measure) => candidatesOf(input, models, measure)))
    .filter(({ head }) => !wanted || wanted.has(identityOf(head)))
  // Hypotheses that no data of this size could reject cost the others nothing (Tarone 1990).
  const looked = candidates.filter(({ effect }) => effect && !effect.isSame)
  const tooFew = new Set(looked.filter((one) => (one.effect?.leastP ?? 0) > alpha / looked.length))
  const tested = looked.filter((one) => !tooFew.has(one))
  const ps = holm(tested.map((one) => one.effect?.p ?? null))
  const pOf = new Map(tested.map((one, index) => [one, ps[index] ?? 1]))
  return candidates.map((one): GateMeasure => {
    const { head, effect, limit = null } = one
    const reason = tooFew.has(one)
      ? `${head.n} values only: no p below alpha is possible`
      : one.reason
    if (reason !== undefined || !effect)
      return { ...head, state: 'unjudged', reason: reason ?? 'no test', pHolm: null, limit }
    if (effect.isSame) return { ...head, state: 'unchanged', pHolm: null, limit }
    const pHolm = pOf.get(one) ?? 1
    return { ...head, state: stateOf(one, pHolm, alpha), pHolm, limit }
  })
}
