import { identityOf, isSameMachine, judge, type JudgeInput } from './compare/judge-measures.ts'
import { parseLimit } from './compare/gate-limits.ts'
import { chooseMeasures, seriesIn } from './compare/measure-name.ts'
import { baselineRemarks } from './compare/gate-remarks.ts'
import { modelPairs, type ModelPair } from './compare/model-pairs.ts'
import { findBaseline, noiseBefore, samplesOfRun, type FoundBaseline } from './baselines.ts'
import { confirmRegression, type GateTools } from './confirm-regression.ts'
import type { Workspace } from './record/workspace.ts'
import type { Confirmation, GateMeasure, GateReport } from './schema/gate-report.ts'
import type { Run } from './schema/run.ts'
import type { RunSamples } from './schema/run-samples.ts'
import { UserError } from './schema/user-error.ts'

export { renderGate } from './report/gate-text.ts'
export { gateJunit } from './report/gate-junit.ts'
export { gateSummary } from './report/gate-summary.ts'

export interface GateRequest {
  run: Run
  baseline: string
  branch: string | undefined
  /** `MODEL` or `MODEL=MODEL OF THE BASELINE`; none = every model that both have. */
  models: readonly string[]
  /** Patterns; none = the usual ones. */
  measures: readonly string[]
  limits: readonly string[]
  alpha: number
  /** Rounds of a confirmation; 0 = alarm at once. */
  rounds: number
  budgetUsd: number | undefined
  anyMachine: boolean
  /** Fails where a measure could not be judged. */
  require: boolean
}

const sideOf = ({ run, bench, createdAt, environment }: RunSamples) => ({
  run,
  bench,
  createdAt,
  fingerprint: environment.fingerprint,
})

/** A suspect is an alarm only where it regressed again; what could not be judged again says so. */
function settle(measure: GateMeasure, { measures, reason }: Confirmation): GateMeasure {
  if (measure.state !== 'regressed' || reason !== undefined) return measure
  const again = measures.find((one) => identityOf(one) === identityOf(measure))
  if (again?.state === 'regressed') return measure
  if (again && again.state !== 'unjudged') return { ...measure, state: 'cleared' }
  const why = again?.reason ?? 'it was not measured'
  return { ...measure, state: 'unjudged', reason: `regressed at first; run again, ${why}` }
}

/** Nothing judged is no pass; with `isRequired`, neither is anything that was asked for and not judged. */
function verdictOf(
  measures: readonly GateMeasure[],
  isRequired: boolean,
  isIncomplete: boolean,
): GateReport['verdict'] {
  if (measures.some(({ state }) => state === 'regressed')) return 'regressed'
  const unjudged = measures.filter(({ state }) => state === 'unjudged').length
  const lacks = unjudged > 0 || isIncomplete
  return unjudged === measures.length || (isRequired && lacks) ? 'unjudged' : 'passed'
}

async function noiseFor(
  workspace: Workspace,
  { run, measures }: GateRequest,
  pairs: readonly ModelPair[],
  { noise, samples }: FoundBaseline,
): Promise<JudgeInput['noise']> {
  const names = [...new Set(pairs.map(({ baseline }) => baseline))]
  const learned = await noiseBefore(workspace, run, names, measures)
  if (learned.length > 0) return learned
  return samples.environment.fingerprint === run.environment.fingerprint ? noise : []
}

/** All that is judged, with the patterns that mean nothing here. */
async function prepare(
  { workspace, project }: GateTools,
  request: GateRequest,
): Promise<{ input: JudgeInput; baseline: FoundBaseline; unmatched: string[] }> {
  const { run, alpha, branch, anyMachine } = request
  const limits = request.limits.map(parseLimit)
  const baseline = await findBaseline(workspace, request.baseline, { cwd: project.cwd, branch })
  if (baseline.samples.run === run.id) {
    throw new UserError(`${run.id} is its own baseline`, 'Name another run or baseline.', {
      field: '--baseline',
    })
  }
  const samples = await samplesOfRun(workspace, run)
  const models = modelPairs(request.models, samples, baseline.samples)
  const { measures, unmatched } = chooseMeasures(
    request.measures,
    seriesIn([samples, baseline.samples]),
  )
  const input: JudgeInput = {
    baseline: baseline.samples,
    run: samples,
    models,
    measures,
    limits: limits.length > 0 ? limits : [parseLimit('5%')],
    noise: await noiseFor(workspace, request, models, baseline),
    alpha,
    anyMachine,
  }
  return { input, baseline, unmatched }
}

/**
 * Holds a kept run against a baseline. What regressed is run again, interleaved with the baseline's model where that
 * can be called, and is an alarm only if it regresses again.
 * @throws UserError for unknown baselines and models, and for names and limits that mean nothing
 */
export async function gateRun(tools: GateTools, request: GateRequest): Promise<GateReport> {
  const { input, baseline, unmatched } = await prepare(tools, request)
  const first = judge(input)
  const suspects = first.filter(({ state }) => state === 'regressed')
  const kept = await tools.workspace.store.run(baseline.samples.run)
  const confirmation =
    suspects.length > 0 && request.rounds > 0
      ? await confirmRegression(tools, {
          ...request,
          input,
          suspects,
          baselineModels: kept?.plan.models ?? baseline.samples.models,
        })
      : null
  const measures = confirmation ? first.map((measure) => settle(measure, confirmation)) : first
  const { from, name, branch } = baseline
  return {
    schemaVersion: 1,
    verdict: verdictOf(measures, request.require, unmatched.length > 0),
    run: sideOf(input.run),
    baseline: {
      ...sideOf(input.baseline),
      from,
      ...(name === undefined ? {} : { name }),
      ...(branch === undefined ? {} : { branch }),
    },
    sameMachine: isSameMachine(input.run, input.baseline),
    alpha: request.alpha,
    measures,
    confirmation,
    remarks: [
      ...unmatched.map((pattern) => `no measure is named ${pattern}`),
      ...(request.run.state === 'finished'
        ? []
        : [`the run is not finished: ${request.run.state}`]),
      ...baselineRemarks(input, measures),
    ],
  }
}
