import { join } from 'node:path'
import { openCaller } from './open-caller.ts'
import type { Project } from './project.ts'
import type { Workspace } from './record/workspace.ts'
import { nullModel } from './run/measure-overhead.ts'
import type { RunEvent } from './run/run-event.ts'
import type { StopSwitch } from './run/stop-switch.ts'
import type { Caller } from './schema/caller.ts'
import type { Run } from './schema/run.ts'

export interface CallerPlaces {
  project: Project
  workspace: Workspace
  stop: StopSwitch
  onEvent: (event: RunEvent) => void
}

/** What the run's document says of the servers that it started. */
type Told = Pick<Run, 'servers' | 'warnings'>

/**
 * Works with calls in threads of their own, through servers that the run starts. What becomes of a server is written into
 * the run's document as it happens; all are ended when the work is, however it ends.
 */
export async function withCaller<T>(
  run: Run,
  { project, workspace, stop, onEvent }: CallerPlaces,
  work: (caller: Caller) => Promise<T>,
): Promise<Told & { result: T }> {
  const { models } = run.plan
  const logs = `logs/${run.id}`
  const before = run.servers ?? []
  const deaths: string[] = []
  const writes: Promise<void>[] = []
  const tell = (message: string): void => onEvent({ event: 'server-change', message })
  const caller = await openCaller(
    {
      models,
      clock: project.clock,
      env: process.env,
      logs: { dir: join(workspace.dir, logs), name: logs },
      tell,
      onDeath(message, stopRun) {
        deaths.push(message)
        tell(message)
        if (stopRun) stop.stop('unreachable', message)
      },
      onChange(servers) {
        const known: Run = { ...run, state: 'running', servers: [...before, ...servers] }
        writes.push(workspace.store.putRun(known))
      },
    },
    [nullModel],
  )
  const result = await work(caller).finally(async () => {
    await caller.close()
    await Promise.all(writes)
  })
  const servers = [...before, ...caller.servers()]
  return {
    result,
    warnings: [...run.warnings, ...deaths],
    ...(servers.length > 0 ? { servers } : {}),
  }
}
