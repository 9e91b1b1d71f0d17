/**
 * Planned cells -> Records: calls made in the timing threads, everything kept as it arrives, and what the harness
 * itself did to the times. Part of the recipe in pipeline.ts.
 */
import { createEngine } from './engine/create-engine.ts'
import { inspectImage } from './image/inspect.ts'
import { createAsking } from './judge/asking.ts'
import { isFree, priceOfCall } from './plan/price.ts'
import type { Project } from './project.ts'
import type { Workspace } from './record/workspace.ts'
import { createTruthLookup } from './run/control-truth.ts'
import { loadOfMachine } from './run/environment.ts'
import { executePlan } from './run/execute-plan.ts'
import { lanesOf, paceWarnings } from './run/lanes.ts'
import { measureOverhead } from './run/measure-overhead.ts'
import { timingWarnings } from './run/timing-warnings.ts'
import type { RunPorts } from './run/run-ports.ts'
import type { StopSwitch } from './run/stop-switch.ts'
import type { Caller } from './schema/caller.ts'
import type { Clock } from './schema/clock.ts'
import type { Engine } from './schema/engine.ts'
import type { Model } from './schema/model.ts'
import type { Run } from './schema/run.ts'
import type { Timing } from './schema/timing.ts'
import { UserError } from './schema/user-error.ts'
import type { Progress } from './progress.ts'
import { assertKeys } from './task/load-models.ts'
import { withCaller } from './with-caller.ts'

export async function openEngines(models: readonly Model[]): Promise<Map<string, Engine>> {
  const engines = new Map<string, Engine>()
  for (const model of models) engines.set(model.id, await createEngine(model))
  if (models.some(({ engine }) => engine.launch)) {
    const { planServers } = await import('./engine/launch/plan-servers.ts')
    planServers(models)
  }
  return engines
}

export function checkBudget(run: Run): void {
  if (run.plan.budgetUsd === undefined || run.plan.price.unknown === 0) return
  throw new UserError(
    `a budget cannot hold ${run.plan.price.unknown} calls whose price is not known`,
    'Give each model a price in its entry, or run without --budget.',
  )
}

function portsOf(run: Run, workspace: Workspace, project: Project, progress: Progress) {
  const load = async (digest: string) => {
    const bytes = await workspace.blobs.get(digest)
    return { bytes, mediaType: inspectImage(bytes).mediaType }
  }
  return {
    ...workspace,
    clock: project.clock,
    inspect: inspectImage,
    mediaTypeOf: (bytes: Uint8Array) => inspectImage(bytes).mediaType,
    truthFor: createTruthLookup(run.plan.cases, load),
    onEvent: progress.run,
    ...(run.plan.judging ? { asking: createAsking(run.plan, workspace.blobs) } : {}),
  } satisfies Omit<RunPorts, 'caller'>
}

/** Carries out the open cells of a planned or interrupted run. @throws UserError while another process does. */
export async function carryOut(
  project: Project,
  workspace: Workspace,
  run: Run,
  stop: StopSwitch,
  progress: Progress,
): Promise<Run> {
  checkBudget(run)
  assertKeys(run.plan.models, project.env)
  const locks = [workspace.locks.run(run.id), workspace.locks.pictures()]
  try {
    return await carryOutAlone(project, workspace, run, stop, progress)
  } finally {
    for (const lock of locks) lock.release()
  }
}

/** From this many calls on, 0.1 s for measuring ourselves is not felt. */
const overheadFrom = 50

/** What computes here has a thread of its own, where no call waits for another. */
const isTimed = ({ plan }: Run, engines: ReadonlyMap<string, Engine>): boolean =>
  plan.cellCount >= overheadFrom && [...engines.values()].some(({ work }) => work === 'wire')

const overheadOf = async (run: Run, engines: ReadonlyMap<string, Engine>, ports: Timed) =>
  isTimed(run, engines)
    ? { overhead: await measureOverhead(ports.caller, () => ports.clock.monotonic()) }
    : {}

interface Timed {
  caller: Caller
  clock: Clock
}

async function timed<T>(
  run: Run,
  engines: ReadonlyMap<string, Engine>,
  ports: Timed,
  work: () => Promise<T>,
): Promise<{ done: T; timing: Timing }> {
  const before = loadOfMachine()
  const overhead = await overheadOf(run, engines, ports)
  const done = await work()
  const load = before === undefined ? {} : { load: { before, after: loadOfMachine() ?? 0 } }
  return { done, timing: { ...overhead, threads: await ports.caller.health(), ...load } }
}

async function carryOutAlone(
  project: Project,
  workspace: Workspace,
  run: Run,
  stop: StopSwitch,
  progress: Progress,
): Promise<Run> {
  const resumed = run.state !== 'planned'
  if (resumed) {
    await workspace.store.interruptStarted(run.id)
    await workspace.work.reset(run.id)
  }
  const engines = await openEngines(run.plan.models)
  await workspace.store.putRun({ ...run, state: 'running' })
  const places = { project, workspace, stop, onEvent: progress.run }
  const lanes = lanesOf(run.plan, engines, { priceOfCall, isFree }, project.clock)
  const { result, warnings, ...told } = await withCaller(run, places, (caller) => {
    const ports = { ...portsOf(run, workspace, project, progress), caller }
    const { load } = run.plan
    const cells = workspace.store.cells(run.id)
    const input = { run, cells, lanes, ports, stop, resumed }
    return timed(run, engines, ports, async () => {
      if (!load) return executePlan(input)
      const { executeLoad } = await import('./run/execute-load.ts')
      return executeLoad(input, load)
    })
  })
  const { done, timing } = result
  if (done.state !== 'finished')
    progress.run({ event: 'run-stop', reason: done.state, message: done.message })
  const ended: Run = {
    ...run,
    ...told,
    timing,
    warnings: [
      ...new Set([
        ...warnings,
        ...paceWarnings(lanes),
        ...timingWarnings(timing, run.environment.cores),
      ]),
    ],
    state: done.state,
    finishedAt: project.clock.now().toISOString(),
  }
  await workspace.store.putRun(ended)
  return ended
}
