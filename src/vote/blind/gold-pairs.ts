import type { ControlKind } from '#schema/model.ts'
import type { Place, PlacedOutput } from './places.ts'
import type { VotingQuestion } from './voting-questions.ts'

export interface GoldPair {
  place: Place
  better: PlacedOutput
  worse: PlacedOutput
}

/** What is plainly worse than the right answer, whatever is asked of an edit. */
const worseThanReference: readonly ControlKind[] = ['shuffle', 'over-edit']

/** Whether the right answer wins this question over a wrong one. Beauty and realism may not care. */
export const isDecidedByGold = ({ kind }: VotingQuestion): boolean => kind === 'editing'

/** Pairs of controls whose better one is known: the right answer against another case's, or against a ruined picture. */
export function goldPairs(
  places: Iterable<Place>,
  questions: ReadonlyMap<string, VotingQuestion>,
): GoldPair[] {
  const decided = new Set([...questions.values()].filter(isDecidedByGold).map(({ task }) => task))
  const found: GoldPair[] = []
  for (const place of places) {
    if (!place.tasks.some((task) => decided.has(task))) continue
    const controls = [...place.outputs.values()].filter((output) => output.control)
    const better = controls.find(({ control }) => control === 'reference')
    for (const kind of worseThanReference) {
      const worse = controls.find(({ control }) => control === kind)
      if (better && worse && better.sha256 !== worse.sha256) found.push({ place, better, worse })
    }
  }
  return found
}
