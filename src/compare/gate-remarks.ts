import type { GateMeasure } from '#schema/gate-report.ts'
import type { RunSamples } from '#schema/run-samples.ts'
import { isSameMachine, type JudgeInput } from './judge-measures.ts'
import { isTimed, measureOf } from './measure-name.ts'

const machineOf = ({ environment: { cpu, cores, node } }: RunSamples): string =>
  `${cores} x ${cpu}, Node ${node}`

function unlike({ baseline, run }: Pick<JudgeInput, 'baseline' | 'run'>): string[] {
  const changedSets = run.dataSets.filter((set) =>
    baseline.dataSets.some((other) => other.id === set.id && other.digest !== set.digest),
  )
  const changedSettings = run.settings.filter((setting) =>
    baseline.settings.some(
      (other) => other.id === setting.id && JSON.stringify(other) !== JSON.stringify(setting),
    ),
  )
  return [
    ...changedSets.map(({ id }) => `data set ${id} is not the one the baseline used`),
    ...changedSettings.map(({ id }) => `setting ${id} is not the baseline's`),
  ]
}

/** What a reader must know beside the numbers. */
export function baselineRemarks(
  input: Pick<JudgeInput, 'baseline' | 'run' | 'noise' | 'anyMachine'>,
  measures: readonly GateMeasure[],
): string[] {
  const { baseline, run, noise, anyMachine } = input
  const better = measures.filter(({ state }) => state === 'improved')
  const timed = measures.filter(({ measure }) => isTimed(measureOf(measure)))
  const machines = isSameMachine(baseline, run)
    ? []
    : [
        `measured on another machine: ${machineOf(run)}; the baseline ${machineOf(baseline)}; times ${
          anyMachine ? 'are compared all the same' : 'are not judged (--any-machine compares them)'
        }`,
      ]
  return [
    ...machines,
    ...unlike(input),
    ...(noise.length === 0 && timed.length > 0
      ? ['noise floor not known: it takes six earlier runs of this bench on this machine']
      : []),
    ...better.map(
      ({ model, measure }) =>
        `${model} is better at ${measure} than it was: make sure that it does the same work`,
    ),
  ]
}
