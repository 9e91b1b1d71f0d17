import type { Comparison } from '#schema/comparison.ts'
import { isControl } from '#schema/model.ts'
import type { VoteRatings } from '#schema/vote-ratings.ts'
import { claimsOf } from './claims.ts'
import { collect, type CollectInput } from './collect.ts'
import { decayOf } from './decay.ts'
import { gatherJudged, type JudgedPorts } from './gather-judged.ts'
import { panelOf } from './panel.ts'
import { judgeClaims } from './judge-claims.ts'
import { judgeSection } from './judge-section.ts'
import { judgedMetrics } from './judged-metrics.ts'
import { kneesOf } from './knees.ts'
import { loadRowsOf } from './load-table.ts'
import { latencyOf } from './latency-table.ts'
import { coverageOf, summaryOf } from './tables.ts'
import { diagnosticClaims, verdictsOf } from './verdicts.ts'

const alwaysTimed = new Set(['latency', 'time-to-image', 'cost'])

export interface CompareInput extends CollectInput {
  /** Votes on the outputs, and what is known of the judges. */
  judged?: JudgedPorts
  /** Confidence level of every interval; default 0.95. */
  level?: number
  /** Ratings of the run's votes, by task. */
  ratings?: ReadonlyMap<string, VoteRatings[]>
}

/** Scores and timings of one run -> Comparison. Reproduces bit for bit from the plan's seed. */
export async function compareRun(input: CompareInput): Promise<Comparison> {
  const { plan } = input.run
  const options = { level: input.level ?? 0.95, seed: plan.seed }
  const collected = await collect(input)
  // A latency bench asks nothing of the pictures unless it names metrics.
  const isScored = !plan.load || plan.metrics.some((metric) => !alwaysTimed.has(metric))
  const panels = isScored
    ? plan.tasks.map((task) => {
        const ratings = input.ratings?.get(task.id)
        return {
          ...panelOf(task, plan.models, collected, options),
          ...(ratings ? { ratings } : {}),
          ...(plan.verdicts ? { verdicts: verdictsOf(task.id, plan.verdicts, collected) } : {}),
        }
      })
    : []
  const load = plan.load && loadRowsOf(plan, plan.load, collected, options)
  const decay = isScored ? decayOf(plan.tasks, collected, options) : []
  const coverage = coverageOf(plan.tasks, plan.models, collected)
  const judging =
    input.judged && judgeSection(await gatherJudged(input.judged, collected), collected, options)
  return {
    schemaVersion: 1,
    run: plan.run,
    bench: plan.bench,
    level: options.level,
    seed: options.seed,
    models: plan.models.map((model) => ({
      id: model.id,
      name: model.name,
      control: isControl(model),
    })),
    panels,
    summary: [
      ...summaryOf(plan.tasks, plan.metrics, collected, options),
      ...judgedMetrics(plan.tasks, collected, options),
    ],
    ...(decay.length > 0 ? { decay } : {}),
    coverage,
    latency: latencyOf(plan, collected, options),
    ...(load ? { load, knees: kneesOf(load) } : {}),
    ...(judging ? { judging } : {}),
    claims: [
      ...claimsOf(plan.models, plan.tasks, panels, coverage, collected, options),
      ...(isScored ? diagnosticClaims(plan.verdicts ?? []) : []),
      ...(judging ? judgeClaims(judging) : []),
    ],
    warnings: input.run.warnings,
  }
}
