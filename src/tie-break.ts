/** The tiebreaker's part of a judge run: questions that the other judges left open, asked when they are done. */
import { openPairs } from './judge/judged-pairs.ts'
import type { PlannedAsk } from './judge/plan-asks.ts'
import { cellsOf, digestOfCells } from './judge/plan-judging.ts'
import { resultsOfRun } from './judge/results-of-run.ts'
import type { Workspace } from './record/workspace.ts'
import type { Cell, Plan } from './schema/plan.ts'
import type { Run } from './schema/run.ts'
import type { Vote } from './schema/vote.ts'

/** Questions for the tiebreaker: the pairs that the other judges left open, either way round. */
function tieBreakCells({ plan }: Run, cells: readonly Cell[], votes: readonly Vote[]): Cell[] {
  const open = new Set(openPairs(votes).map(({ head }) => head.pair))
  const cases = new Map(plan.cases.map((one) => [`${one.dataSet}/${one.id}`, one]))
  const [first] = plan.models
  const tieBreaker = plan.models.find(({ id }) => id === plan.judging?.tieBreaker)
  if (!tieBreaker) return []
  const asks = cells.flatMap(({ ask, model, dataSet, case: id }): PlannedAsk[] => {
    const subject = cases.get(`${dataSet}/${id}`)
    const isOpen = ask?.mode === 'pairwise' && !ask.known && open.has(ask.pair)
    return isOpen && subject && model === first?.id ? [{ subject, ask }] : []
  })
  return cellsOf(asks, [tieBreaker], cells.length)
}

/** The plan with the tiebreaker's questions counted in. */
function extendedPlan(plan: Plan, cells: readonly Cell[]): Plan {
  const added = cells.length - plan.cellCount
  const tieBreaker = plan.models.find(({ id }) => id === plan.judging?.tieBreaker)
  const usd = tieBreaker?.price?.usd
  const price = {
    usd: plan.price.usd + added * (usd ?? 0),
    unknown: plan.price.unknown + (usd === undefined ? added : 0),
  }
  return { ...plan, cellCount: cells.length, digest: digestOfCells(cells), price }
}

/** Adds the tiebreaker's questions, once. Undefined where there are none to add. */
export async function withTieBreak(
  { store }: Pick<Workspace, 'store'>,
  run: Run,
): Promise<Run | undefined> {
  const { tieBreaker } = run.plan.judging ?? {}
  if (tieBreaker === undefined) return undefined
  const cells = await Array.fromAsync(store.cells(run.id))
  const isAsked = cells.some(
    ({ model, ask }) => model === tieBreaker && ask?.mode === 'pairwise' && !ask.known,
  )
  const added = isAsked ? [] : tieBreakCells(run, cells, (await resultsOfRun(run, store)).votes)
  if (added.length > 0) await store.putCells(run.id, added)
  const all = [...cells, ...added]
  // Killed after the questions were kept, the plan does not know them yet.
  if (all.length === run.plan.cellCount) return undefined
  const extended: Run = { ...run, plan: extendedPlan(run.plan, all) }
  await store.putRun(extended)
  return extended
}
