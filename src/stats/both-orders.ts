import type { SideChosen } from './position-bias.ts'
import type { Outcome } from './vote-counts.ts'

/** One choice about two things in a fixed order, the first of which stood left or right. */
export interface OrderedChoice {
  choice: Outcome
  firstWasLeft: boolean
}

/** What an answer says of the two things, wherever they stood. */
export type Verdict = 'first' | 'second' | 'tie' | 'both-bad'

export const verdictOf = ({ choice, firstWasLeft }: OrderedChoice): Verdict =>
  choice === 'left' || choice === 'right'
    ? (choice === 'left') === firstWasLeft
      ? 'first'
      : 'second'
    : choice

export const sideOf = ({ choice }: OrderedChoice): SideChosen =>
  choice === 'left' ? 1 : choice === 'right' ? -1 : 0

/** 1 for the first, -1 for the second, 0 for a tie of either kind. */
export const sideOfVerdict = (verdict: Verdict): SideChosen =>
  verdict === 'first' ? 1 : verdict === 'second' ? -1 : 0

/** True where every order said the same; a tie of either kind is a tie. */
export const isConsistent = (choices: readonly OrderedChoice[]): boolean =>
  new Set(choices.map((one) => sideOfVerdict(verdictOf(one)))).size <= 1

/**
 * What a pair's choices count as: once where all orders agree; by the rule where they do not (MT-bench counts such a
 * pair as a tie, Zheng et al. 2023). Never a win that only one order gave, unless votes are taken as cast.
 */
export function countedVerdicts(
  choices: readonly OrderedChoice[],
  rule: 'tie' | 'drop' | 'as-cast',
): Verdict[] {
  const verdicts = choices.map(verdictOf)
  const [first] = verdicts
  if (first === undefined || rule === 'as-cast') return verdicts
  if (isConsistent(choices)) return [verdicts.every((one) => one === first) ? first : 'tie']
  return rule === 'tie' ? ['tie'] : []
}

/**
 * What several voters agree on: the verdict that more than half of those who were asked share; undefined where there
 * is none. An abstention counts among those who were asked.
 */
export function majorityOf(verdicts: readonly (Verdict | undefined)[]): Verdict | undefined {
  const counts = new Map<SideChosen, { n: number; verdict: Verdict }>()
  for (const verdict of verdicts) {
    if (verdict === undefined) continue
    const side = sideOfVerdict(verdict)
    const known = counts.get(side)
    // Both-bad and tie are one side; where they differ it is a tie.
    counts.set(side, {
      n: (known?.n ?? 0) + 1,
      verdict: known && known.verdict !== verdict ? 'tie' : verdict,
    })
  }
  return [...counts.values()].find(({ n }) => n * 2 > verdicts.length)?.verdict
}
