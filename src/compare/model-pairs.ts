import type { RunSamples } from '#schema/run-samples.ts'
import { UserError } from '#schema/user-error.ts'

/** Which model of a run is held against which of the baseline. */
export interface ModelPair {
  run: string
  baseline: string
}

/** Pairs from `NEW` or `NEW=OLD`; none asked = every model that both have. @throws UserError where there is none */
export function modelPairs(
  asked: readonly string[],
  run: RunSamples,
  baseline: RunSamples,
): ModelPair[] {
  const ids = ({ models }: RunSamples): string[] => models.map(({ id }) => id)
  const pairs =
    asked.length > 0
      ? asked.map((text) => {
          const [mine = '', theirs = mine] = text.split('=')
          return { run: mine, baseline: theirs }
        })
      : ids(run)
          .filter((id) => ids(baseline).includes(id))
          .map((id) => ({ run: id, baseline: id }))
  const stranger = pairs.find(
    (pair) => !ids(run).includes(pair.run) || !ids(baseline).includes(pair.baseline),
  )
  if (pairs.length > 0 && !stranger) return pairs
  throw new UserError(
    stranger
      ? `${run.run} has no model "${stranger.run}", or ${baseline.run} no "${stranger.baseline}"`
      : 'the runs have no model in common',
    `Name a pair: --model ${ids(run)[0] ?? 'NEW'}=${ids(baseline)[0] ?? 'OLD'} (the first of ${ids(run).join(', ')}; the second of ${ids(baseline).join(', ')}).`,
    { field: '--model' },
  )
}
