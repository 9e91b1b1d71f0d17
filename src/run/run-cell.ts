import type { Attempt } from '#schema/attempt.ts'
import type { Arrival } from '#schema/caller.ts'
import type { Case } from '#schema/case.ts'
import type { EngineRequest } from '#schema/engine.ts'
import { isControl } from '#schema/model.ts'
import type { Cell } from '#schema/plan.ts'
import type { SkipReason, TurnResult } from '#schema/record.ts'
import type { Run } from '#schema/run.ts'
import type { Setting } from '#schema/setting.ts'
import type { Claim } from '#schema/store.ts'
import { buildRequest, inputsOfTurn } from './build-request.ts'
import type { Lane } from './lane.ts'
import { paidJobOf } from './paid-job.ts'
import type { ReachGuard } from './reach-guard.ts'
import type { RunPorts } from './run-ports.ts'
import { runTurn, type DecidedTurn } from './run-turn.ts'
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
  /** False on a fresh run: then a cell claimed for the first time has nothing to look up. */
  resumed: boolean
  leaseMs: number
}

const mayHaveHistory = ({ resumed }: CellContext, { token }: Claim): boolean => resumed || token > 1

const skippedTurn = (turn: number, skipped: SkipReason): DecidedTurn => ({
  turn: { turn, outcome: 'skipped', skipped, inputs: [] },
})

const pixelsOf = ({ width, height }: { width: number; height: number }): number => width * height

interface Step {
  cell: Cell
  claim: Claim
  turn: number
  subject: Case
  setting: Setting
  lane: Lane
  previous: TurnResult | undefined
  arrival: Arrival | undefined
}

/** What is sent in a step, or why nothing is. */
async function requestOf(
  { cell, turn, subject, setting, lane, previous }: Omit<Step, 'claim' | 'arrival'>,
  { ports }: CellContext,
): Promise<{ request: EngineRequest; inputs: string[] } | SkipReason> {
  if (ports.asking) {
    const asked = await ports.asking.questionOf(cell)
    if (!asked) return 'upstream'
    return { request: { prompt: '', images: [], question: asked.question }, inputs: asked.inputs }
  }
  const inputs = inputsOfTurn(subject, turn, setting, previous?.image?.sha256)
  const edits = (subject.turns[turn - 1]?.inputs.length ?? 0) > 0
  if (!(edits ? lane.canEdit : lane.canGenerate)) return 'not-applicable'
  if (!inputs) return 'upstream'
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
  return { request, inputs: inputs.map(({ sha256 }) => sha256) }
}

async function takeStep(step: Step, context: CellContext): Promise<DecidedTurn | undefined> {
  const { cell, turn, subject, setting, lane } = step
  const { ports } = context
  const sent = await requestOf(step, context)
  if (typeof sent === 'string') return skippedTurn(turn, sent)
  const { request, inputs } = sent
  const history = mayHaveHistory(context, step.claim)
    ? await ports.store.attempts(context.run.id, cell.id)
    : []
  const before = history.filter((attempt) => attempt.turn === turn)
  const paidJob = paidJobOf(before)
  return runTurn(
    {
      run: context.run.id,
      cell,
      turn,
      token: step.claim.token,
      setting,
      lane,
      request,
      inputs,
      inputPixels: request.images.map(({ bytes }) => pixelsOf(ports.inspect(bytes))),
      attemptsBefore: Math.max(0, ...before.map(({ number }) => number)),
      ...(paidJob ? { paidJob } : {}),
      ...(context.run.plan.budgetUsd === undefined
        ? {}
        : { budgetUsd: context.run.plan.budgetUsd }),
      ...(step.arrival ? { arrival: step.arrival } : {}),
      ...(isControl(lane.model) ? { truth: await ports.truthFor(caseKey(subject), turn) } : {}),
    },
    { ports, stop: context.stop, guard: context.guard },
  )
}

/**
 * Keeps a turn, its deciding attempt and the cell's end in one go: a kill leaves all of them or none.
 * False when someone else took the cell over; then the attempt is kept, and the record is theirs to write.
 */
async function keepTurn(
  { turn, attempt }: DecidedTurn,
  { cell, claim }: Pick<Step, 'cell' | 'claim'>,
  { run, ports }: CellContext,
): Promise<boolean> {
  const isOurs = await ports.work.holds(run.id, claim)
  await Promise.all([
    attempt && ports.store.putAttempt(attempt),
    isOurs && ports.store.putTurn(run.id, cell.id, turn),
    isOurs && turn.turn === cell.turns && ports.work.complete(run.id, claim),
  ])
  if (!isOurs) return false
  const { turn: number, outcome } = turn
  ports.onEvent({ event: 'turn-end', model: cell.model, case: cell.case, turn: number, outcome })
  return true
}

/** A cell whose calls are over; `kept` settles once its last turn is, true when the cell is complete. */
export interface CalledCell {
  kept: Promise<boolean>
  /** What decided the last turn. */
  attempt?: Attempt
  /** It was due while too many calls were open. */
  dropped?: true
}

const calledCell = ({ turn, attempt }: DecidedTurn, kept: Promise<boolean>): CalledCell => ({
  kept,
  ...(attempt ? { attempt } : {}),
  ...(turn.skipped === 'dropped' ? { dropped: true } : {}),
})

/** Ends a cell without a call, with the reason. */
export async function skipCell(
  cell: Cell,
  claim: Claim,
  reason: SkipReason,
  context: CellContext,
): Promise<void> {
  for (let turn = 1; turn <= cell.turns; turn++)
    await keepTurn(skippedTurn(turn, reason), { cell, claim }, context)
}

const left: CalledCell = { kept: Promise.resolve(false) }

/** @throws Error for a cell of another plan */
function partsOf({ dataSet, case: id, setting, model, id: cell }: Cell, context: CellContext) {
  const parts = {
    subject: context.cases.get(caseKey({ dataSet, id })),
    setting: context.settings.get(setting),
    lane: context.lanes.get(model),
  }
  if (!parts.subject || !parts.setting || !parts.lane)
    throw new Error(`plan of ${context.run.id} does not know cell ${cell}`)
  return { subject: parts.subject, setting: parts.setting, lane: parts.lane }
}

/** Makes ready what serves a cell's model before anything is due: a server that starts takes its time. */
export async function prepareCell(cell: Cell, context: CellContext): Promise<void> {
  const { ports, stop } = context
  if (!ports.caller.prepare) return
  const parts = partsOf(cell, context)
  const sent = await requestOf({ ...parts, cell, turn: 1, previous: undefined }, context)
  if (typeof sent === 'string') return
  const { request } = sent
  const job = { model: cell.model, request, timeoutMs: parts.lane.timeoutMs }
  await ports.caller.prepare(job, { signal: stop.stopping })
}

/**
 * Runs the open turns of a cell in order. Returns when the last call is over, so that its lane can go
 * on while the result is being kept.
 */
export async function runCell(
  cell: Cell,
  claim: Claim,
  context: CellContext,
  arrival?: Arrival,
): Promise<CalledCell> {
  const { run, ports } = context
  const { subject, setting, lane } = partsOf(cell, context)
  const done = mayHaveHistory(context, claim) ? await ports.store.turns(run.id, cell.id) : []
  let previous = done.at(-1)
  // Killed between its last turn and its end, with a store that keeps them apart.
  if (done.length >= cell.turns) return { kept: ports.work.complete(run.id, claim) }
  for (let turn = done.length + 1; turn <= cell.turns; turn++) {
    if (context.stop.stopped) return left
    const step = { cell, claim, turn, subject, setting, lane, previous, arrival }
    const decided = await takeStep(step, context)
    if (!decided) return left
    const kept = keepTurn(decided, step, context)
    if (turn === cell.turns) return calledCell(decided, kept)
    if (!(await kept)) return left
    previous = decided.turn
  }
  return left
}
