import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { sampleRun } from './compare/sample-run.ts'
import { learnNoise } from './compare/learn-noise.ts'
import { chooseMeasures, seriesIn } from './compare/measure-name.ts'
import { readBaseline } from './record/file-baselines.ts'
import { assertMadePictures, findRun } from './record/run-reference.ts'
import type { Workspace } from './record/workspace.ts'
import type { Baseline, NoiseOfMeasure } from './schema/baseline.ts'
import type { Run } from './schema/run.ts'
import type { RunSamples } from './schema/run-samples.ts'
import { UserError } from './schema/user-error.ts'

export { writeBaseline } from './record/file-baselines.ts'

/** More runs than these teach no more about noise, and each costs a reading. */
const mostRuns = 20

/** The raw values of a kept run. */
export function samplesOfRun({ store }: Workspace, run: Run): Promise<RunSamples> {
  assertMadePictures(run)
  return sampleRun({
    run,
    cells: store.cells(run.id),
    records: store.records(run.id),
    scores: store.scores(run.id),
  })
}

/** Noise of one machine and bench, learned from the runs kept before this one; no patterns = the usual measures. */
export async function noiseBefore(
  workspace: Workspace,
  run: Run,
  models: readonly string[],
  patterns: readonly string[],
): Promise<NoiseOfMeasure[]> {
  const earlier = (await workspace.store.runs())
    .filter(
      (other) =>
        other.state === 'finished' &&
        other.confirms === undefined &&
        other.bench === run.bench &&
        other.createdAt < run.createdAt &&
        other.environment.fingerprint === run.environment.fingerprint,
    )
    .slice(0, mostRuns)
    .reverse()
  const samples: RunSamples[] = []
  for (const other of earlier) samples.push(await samplesOfRun(workspace, other))
  return learnNoise(samples, models, chooseMeasures(patterns, seriesIn(samples)).measures)
}

/** Keeps a run as a baseline, with the noise known so far. */
export async function setBaseline(
  workspace: Workspace,
  run: Run,
  { name, branch, setAt }: Pick<Baseline, 'name' | 'setAt'> & { branch: string | undefined },
): Promise<Baseline> {
  const samples = await samplesOfRun(workspace, run)
  const models = samples.models.map(({ id }) => id)
  const baseline: Baseline = {
    document: 'kontextbench-baseline',
    schemaVersion: 1,
    name,
    ...(branch === undefined ? {} : { branch }),
    setAt,
    samples,
    noise: await noiseBefore(workspace, run, models, []),
  }
  await workspace.baselines.put(baseline)
  return baseline
}

/** What a run is held against, and where it was found. */
export interface FoundBaseline {
  from: 'run' | 'kept' | 'file'
  samples: RunSamples
  noise: readonly NoiseOfMeasure[]
  name?: string
  branch?: string
}

const found = (
  from: 'kept' | 'file',
  { samples, noise, name, branch }: Baseline,
): FoundBaseline => ({
  from,
  samples,
  noise,
  name,
  ...(branch === undefined ? {} : { branch }),
})

/** The baseline of this name or branch that was set last; one of the branch asked for goes first. */
export async function keptBaseline(
  { baselines }: Workspace,
  reference: string,
  branch: string | undefined,
): Promise<Baseline | undefined> {
  const fitting = (await baselines.list()).filter(
    (one) => one.name === reference || one.branch === reference,
  )
  if (branch === undefined) return fitting[0]
  return (
    fitting.find((one) => one.branch === branch) ?? fitting.find((one) => one.branch === undefined)
  )
}

/** A file, a kept baseline by name or branch, or a run: the first that there is. @throws UserError */
export async function findBaseline(
  workspace: Workspace,
  reference: string,
  { cwd, branch }: { cwd: string; branch: string | undefined },
): Promise<FoundBaseline> {
  const file = resolve(cwd, reference)
  if (reference.endsWith('.json') || (/[\\/]/.test(reference) && existsSync(file)))
    return found('file', await readBaseline(file))
  const kept = await keptBaseline(workspace, reference, branch)
  if (kept) return found('kept', kept)
  const run = await findRun(workspace.store, reference).catch((cause: unknown) => {
    throw new UserError(
      `"${reference}" is no baseline, no run and no file`,
      'See: kontextbench baseline list, kontextbench runs list.',
      { field: '--baseline' },
      { cause },
    )
  })
  return { from: 'run', samples: await samplesOfRun(workspace, run), noise: [] }
}
