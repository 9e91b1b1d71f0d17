import { samplesOfRun } from './baselines.ts'
import { compareRuns } from './compare/compare-runs.ts'
import { modelPairs } from './compare/model-pairs.ts'
import type { Workspace } from './record/workspace.ts'
import type { Run } from './schema/run.ts'
import type { RunsComparison } from './schema/runs-comparison.ts'

export { renderRuns } from './report/terminal-runs.ts'

/** Two kept runs side by side. `models` are `NEW` or `NEW=OLD`; none = every model that both have. */
export async function compareKeptRuns(
  workspace: Workspace,
  [first, second]: readonly [Run, Run],
  { models, level }: { models: readonly string[]; level: number },
): Promise<RunsComparison> {
  const [a, b] = [await samplesOfRun(workspace, first), await samplesOfRun(workspace, second)]
  return compareRuns({ a, b, models: modelPairs(models, b, a), level })
}
