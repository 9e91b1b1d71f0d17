import { openProject, openWorkspace, findWorkspace, systemClock } from '../pipeline.ts'
import type { Project, Workspace } from '../pipeline.ts'
import { calmHeap } from './calm-heap.ts'
import type { Io } from './io.ts'

export interface SessionFlags {
  workspace?: string | undefined
}

/** Opens the project and its workspace for one command, and closes the workspace whatever happens. */
export async function inWorkspace<T>(
  io: Io,
  flags: SessionFlags,
  work: (project: Project, workspace: Workspace) => Promise<T>,
): Promise<T> {
  calmHeap()
  const clock = systemClock
  const workspaceDir = findWorkspace({
    cwd: io.cwd,
    env: io.env,
    ...(flags.workspace === undefined ? {} : { flag: flags.workspace }),
  })
  const workspace = await openWorkspace(workspaceDir, clock)
  try {
    return await work(openProject({ cwd: io.cwd, workspaceDir, clock, env: io.env }), workspace)
  } finally {
    await workspace.close()
  }
}
