/**
 * Judging, part of the recipe in pipeline.ts: outputs of a kept run -> questions -> a judge run, carried out like any
 * other -> votes and scores of the judged run. A judge run is made of its calls only: what they come to is made again
 * from them whenever it is wanted, so that a kill loses none and no answer counts twice.
 */
import { resolve } from 'node:path'
import { carryOut, checkBudget, openEngines } from './carry-out.ts'
import { disagreementQueue } from './judge/judged-pairs.ts'
import { anchorSet, knownTask, selfTestSet } from './judge/known-pairs.ts'
import { pairwiseAsks, rubricAsks, type PlannedAsk } from './judge/plan-asks.ts'
import { cardDigest, judgeBench, planJudging, type JudgingInput } from './judge/plan-judging.ts'
import { outputsToJudge, type OutputsWanted } from './judged-outputs.ts'
import { keepJudged } from './keep-judged.ts'
import { knownQuestions } from './known-pictures.ts'
import { runIdOf } from './plan/run-id.ts'
import type { Progress } from './progress.ts'
import type { Project } from './project.ts'
import type { Workspace } from './record/workspace.ts'
import { readEnvironment } from './run/environment.ts'
import type { StopSwitch } from './run/stop-switch.ts'
import type { InconsistentRule, JudgeEntry, JudgeLanguage, RubricId } from './schema/judge.ts'
import type { PairList } from './schema/pair-list.ts'
import type { Cell, Plan } from './schema/plan.ts'
import type { Run } from './schema/run.ts'
import { UserError } from './schema/user-error.ts'
import type { Vote } from './schema/vote.ts'
import { loadJudges, pickJudges } from './task/load-judges.ts'
import { assertKeys } from './task/load-models.ts'
import { withTieBreak } from './tie-break.ts'

export { keepJudged } from './keep-judged.ts'

export interface JudgeRequest extends OutputsWanted {
  judges: readonly string[]
  judgesFile?: string
  /** Asked only about pairs that the others do not agree on. */
  tieBreaker?: string
  mode: 'pairwise' | 'rubric'
  rubrics: readonly RubricId[]
  language: JudgeLanguage
  maxSide: number
  bothOrders: boolean
  inconsistent: InconsistentRule
  anchors: boolean
  budgetUsd?: number
}

type Planned = Pick<JudgingInput, 'asks' | 'known' | 'tasks' | 'dataSets'>

async function entriesOf(project: Project, request: JudgeRequest): Promise<JudgeEntry[]> {
  const { judges, tieBreaker, judgesFile, mode } = request
  const known = await loadJudges({
    folders: project.benchFolders,
    ...(judgesFile === undefined ? {} : { judgesFile: resolve(project.cwd, judgesFile) }),
  })
  if (tieBreaker !== undefined && (mode !== 'pairwise' || judges.length < 2))
    throw new UserError(
      'a tiebreaker decides between judges that choose',
      'Name two judges or more, in --mode pairwise.',
      { field: '--tiebreaker' },
    )
  if (tieBreaker !== undefined && judges.includes(tieBreaker))
    throw new UserError('the tiebreaker is one of the judges', 'Name another one.', {
      field: '--tiebreaker',
    })
  return pickJudges(tieBreaker === undefined ? judges : [...judges, tieBreaker], known)
}

/** What is asked of a run's outputs. */
async function asksOfRun(
  { store }: Workspace,
  judged: Run,
  request: JudgeRequest,
): Promise<{ asks: PlannedAsk[]; tasks: Plan['tasks'] }> {
  const { outputs, tasks } = await outputsToJudge(store, judged, request)
  const cases = new Map(judged.plan.cases.map((one) => [`${one.dataSet}/${one.id}`, one]))
  const caseOf = (cell: Cell) => cases.get(`${cell.dataSet}/${cell.case}`)!
  const asks =
    request.mode === 'pairwise'
      ? pairwiseAsks(outputs, tasks, caseOf, request.bothOrders)
      : rubricAsks(outputs, request.rubrics, tasks, caseOf)
  if (asks.length > 0) return { asks, tasks }
  throw new UserError(
    'there are no two outputs of one case to choose between',
    'Judge a run of two models or more, or use --mode rubric.',
  )
}

/** Everything that is asked: the run's outputs and the known pairs, or, without a run, the self-test. */
async function plannedAsks(
  project: Project,
  workspace: Workspace,
  judged: Run | undefined,
  request: JudgeRequest,
  progress: Progress,
): Promise<Planned> {
  // What a user may have named wrongly comes before pictures are drawn.
  const asked = judged ? await asksOfRun(workspace, judged, request) : { asks: [], tasks: [] }
  const set = judged ? anchorSet : selfTestSet
  const known =
    judged && !request.anchors
      ? undefined
      : await knownQuestions(project, workspace.blobs, set, progress)
  const mini = known?.manifest
  return {
    ...asked,
    known: known?.asks ?? [],
    tasks: [...asked.tasks, knownTask],
    dataSets: [
      ...(judged?.plan.dataSets ?? []),
      ...(mini ? [{ id: mini.id, digest: mini.digest, version: mini.version }] : []),
    ],
  }
}

function titleOf(judged: Run | undefined, { mode, judges }: JudgeRequest): string {
  const names = judges.join(', ')
  return judged ? `${names} on ${judged.id} (${mode})` : `Self-test of ${names}`
}

/** Plans a judge run of a kept run, or without one a self-test, and keeps it. @throws UserError */
export async function planJudgeRun(
  project: Project,
  workspace: Workspace,
  judged: Run | undefined,
  request: JudgeRequest,
  progress: Progress,
  dryRun = false,
): Promise<Run> {
  const judges = await entriesOf(project, request)
  const { mode, language, maxSide, bothOrders, inconsistent, tieBreaker, budgetUsd } = request
  const keeping = workspace.locks.pictures()
  try {
    const planned = await plannedAsks(project, workspace, judged, request, progress)
    const now = project.clock.now()
    const { plan, cells, cards } = planJudging({
      ...planned,
      run: runIdOf(now, judgeBench, process.pid),
      createdAt: now.toISOString(),
      kontextbench: project.version,
      title: titleOf(judged, request),
      judges,
      judging: {
        ...(judged ? { run: judged.id, mode } : { mode: 'self-test' }),
        language,
        maxSide,
        bothOrders,
        inconsistent,
        ...(tieBreaker === undefined ? {} : { tieBreaker }),
        ...(planned.known.length > 0 && judged ? { anchors: anchorSet.id } : {}),
      },
      ...(budgetUsd === undefined ? {} : { budgetUsd }),
    })
    const run: Run = {
      schemaVersion: 1,
      id: plan.run,
      bench: judgeBench,
      state: 'planned',
      createdAt: plan.createdAt,
      environment: readEnvironment({ kontextbench: project.version, packages: project.packages }),
      plan,
      warnings: [],
    }
    await openEngines(plan.models)
    checkBudget(run)
    if (dryRun) return run
    assertKeys(plan.models, project.env)
    for (const card of cards) await workspace.store.putJudgeCard(cardDigest(card), card)
    await workspace.store.putCells(run.id, cells)
    await workspace.store.putRun(run)
    return run
  } finally {
    keeping.release()
  }
}

/** Ended, and what it came to is kept. */
const isOver = ({ state, judgeChecks }: Run): boolean =>
  state === 'finished' && judgeChecks !== undefined

/** The newest judge run of a run, or self-test, that is not over. @throws UserError where there is none */
export async function judgeRunToResume(
  { store }: Workspace,
  judged: Run | undefined,
): Promise<Run> {
  const found = (await store.runs()).find(
    (run) => run.plan.judging && run.plan.judging.run === judged?.id && !isOver(run),
  )
  if (found) return found
  throw new UserError(
    judged ? `no judge run of ${judged.id} is open` : 'no self-test is open',
    'Start one: leave --resume out.',
  )
}

/** @throws UserError where another version of this program, whose prompts may differ, would end what it began */
async function assertSameWords(project: Project, { store }: Workspace, run: Run): Promise<void> {
  for (const digest of Object.values(run.plan.judging?.cards ?? {})) {
    const card = await store.judgeCard(digest)
    if (card === undefined || card.kontextbench === project.version) continue
    throw new UserError(
      `${run.id} was begun by kontextbench ${card.kontextbench}, whose questions may be worded otherwise`,
      'Start a new judging: leave --resume out.',
    )
  }
}

/** Carries out a judge run, the tiebreaker's part after the others', and keeps what it came to, as far as it came. */
export async function carryOutJudging(
  project: Project,
  workspace: Workspace,
  run: Run,
  stop: StopSwitch,
  progress: Progress,
): Promise<{ run: Run; votes: Vote[] }> {
  const judged = run.plan.judging?.run
  if (judged !== undefined && !(await workspace.store.run(judged)))
    throw new UserError(`the run ${judged} was removed`, 'Judge another one.')
  await assertSameWords(project, workspace, run)
  let ended = await carryOut(project, workspace, run, stop, progress)
  if (ended.state === 'finished') {
    const extended = await withTieBreak(workspace, ended)
    if (extended) ended = await carryOut(project, workspace, extended, stop, progress)
  }
  const { run: kept, results } = await keepJudged(workspace.store, ended)
  return { run: kept, votes: results.votes }
}

/** Pairs that the judges of a run leave to people. */
export const queueOf = (run: Run, votes: readonly Vote[], now: Date): PairList =>
  disagreementQueue(run.plan.judging?.run ?? '', now.toISOString(), votes)
