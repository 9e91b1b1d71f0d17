import type { Case } from '#schema/case.ts'
import { isControl } from '#schema/model.ts'
import type { Cell } from '#schema/plan.ts'
import type { SkipReason, TurnResult } from '#schema/record.ts'
import type { Run } from '#schema/run.ts'
import type { Setting } from '#schema/setting.ts'
import type { Claim } from '#schema/store.ts'
import { buildRequest, inputsOfTurn } from './build-request.ts'
import type { Lane } from './lane.ts'
import type { ReachGuard } from './reach-guard.ts'
import type { RunPorts } from './run-ports.ts'
import { runTurn } from './run-turn.ts'
import type { StopSwitch } from './stop-switch.ts'

export const caseKey = (subject: { dataSet: string; id: string }): string =>
  `${subject.dataSet}/${subject.id}`

export interface CellContext {
  run: Run
  ports: RunPorts
  stop: StopSwitch
  guard: ReachGuard
  lanes: Map<string, Lane>
  cases: Map<string, Case>
  settings: Map<string, Setting>
  /** False on a fresh run: then there is nothing to look up before a cell. */
  resumed: boolean
  leaseMs: number
}

const skippedTurn = (turn: number, skipped: SkipReason): TurnResult => ({
  turn,
  outcome: 'skipped',
  skipped,
  inputs: [],
})

interface Step {
  cell: Cell
  claim: Claim
  turn: number
  subject: Case
  setting: Setting
  lane: Lane
  previous: TurnResult | undefined
}

async function takeStep(step: Step, context: CellContext): Promise<TurnResult | undefined> {
  const { cell, turn, subject, setting, lane, previous } = step
  const { ports } = context
  const inputs = inputsOfTurn(subject, turn, setting, previous?.image?.sha256)
  const edits = (subject.turns[turn - 1]?.inputs.length ?? 0) > 0
  if (!(edits ? lane.canEdit : lane.canGenerate)) return skippedTurn(turn, 'not-applicable')
  if (!inputs) return skippedTurn(turn, 'upstream')
  const request = await buildRequest({
    cell,
    setting,
    instruction: subject.turns[turn - 1]?.instruction ?? '',
    inputs,
    load: async (sha256) => {
      const bytes = await ports.blobs.get(sha256)
      return { bytes, mediaType: ports.mediaTypeOf(bytes) }
    },
  })
  const before = context.resumed ? await ports.store.attempts(context.run.id, cell.id) : []
  return runTurn(
    {
      run: context.run.id,
      cell,
      turn,
      token: step.claim.token,
      setting,
      lane,
      request,
      inputs: inputs.map((input) => input.sha256),
      attemptsBefore: before.filter((attempt) => attempt.turn === turn).length,
      ...(context.run.plan.budgetUsd === undefined
        ? {}
        : { budgetUsd: context.run.plan.budgetUsd }),
      ...(isControl(lane.model) ? { truth: await ports.truthFor(caseKey(subject), turn) } : {}),
    },
    { ports, stop: context.stop, guard: context.guard },
  )
}

/** Runs the open turns of a cell in order. True when the cell is complete. */
export async function runCell(cell: Cell, claim: Claim, context: CellContext): Promise<boolean> {
  const { run, ports } = context
  const subject = context.cases.get(`${cell.dataSet}/${cell.case}`)
  const setting = context.settings.get(cell.setting)
  const lane = context.lanes.get(cell.model)
  if (!subject || !setting || !lane)
    throw new Error(`plan of ${run.id} does not know cell ${cell.id}`)
  const done = context.resumed ? await ports.store.turns(run.id, cell.id) : []
  let previous = done.at(-1)
  for (let turn = done.length + 1; turn <= cell.turns; turn++) {
    if (context.stop.stopped) return false
    const step = { cell, claim, turn, subject, setting, lane, previous }
    const result = await takeStep(step, context)
    if (!result) return false
    // A result under a lease that someone else took over stays an attempt; the record is theirs to write.
    if (!(await ports.work.extend(run.id, claim, context.leaseMs))) return false
    await ports.store.putTurn(run.id, cell.id, result)
    ports.onEvent({
      event: 'turn-end',
      model: cell.model,
      case: cell.case,
      turn,
      outcome: result.outcome,
    })
    previous = result
  }
  await ports.work.complete(run.id, claim)
  return true
}
