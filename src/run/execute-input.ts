import type { Case } from '#schema/case.ts'
import type { Cell } from '#schema/plan.ts'
import type { Run } from '#schema/run.ts'
import type { Lane } from './lane.ts'
import { ReachGuard } from './reach-guard.ts'
import { caseKey, type CellContext } from './run-cell.ts'
import type { RunPorts } from './run-ports.ts'
import type { StopReason, StopSwitch } from './stop-switch.ts'

/** How long a claimed cell is ours without a sign of life. */
export const leaseMs = 10 * 60_000

export interface ExecuteInput {
  run: Run
  cells: AsyncIterable<Cell>
  lanes: readonly Lane[]
  ports: RunPorts
  stop: StopSwitch
  resumed: boolean
}

export interface ExecuteResult {
  state: 'finished' | StopReason
  message: string
  done: number
}

export function contextOf(input: ExecuteInput): CellContext {
  const { run, ports, stop, resumed } = input
  return {
    run,
    ports,
    stop,
    resumed,
    leaseMs,
    guard: new ReachGuard(),
    lanes: new Map(input.lanes.map((lane) => [lane.model.id, lane])),
    cases: new Map(run.plan.cases.map((subject: Case) => [caseKey(subject), subject])),
    settings: new Map(run.plan.settings.map((setting) => [setting.id, setting])),
  }
}
