import { canonicalJson } from '#digest/canonical-json.ts'
import { sha256 } from '#digest/sha256.ts'
import type { Clock } from '#schema/clock.ts'
import { isControl } from '#schema/model.ts'
import type { Run } from '#schema/run.ts'
import type { Store } from '#schema/store.ts'
import { UserError } from '#schema/user-error.ts'
import { BlindSession, type CheckShares } from './blind/blind-session.ts'
import { collectPlaces } from './blind/places.ts'
import { createSecretChance } from './blind/secret-chance.ts'
import { questionsOf } from './blind/voting-questions.ts'

/** How a session votes; everything that its votes depend on beside the runs. */
export interface VotingChoice {
  /** Ids of questions or tasks; all of the runs' when left out. */
  questions?: readonly string[]
  /** Models that compete; all but the controls when left out. */
  models?: readonly string[]
  shares: CheckShares
  reveals: boolean
}

/** What is kept of a session, so that its votes can be explained later. */
export interface VotingDocument {
  schemaVersion: 1
  id: string
  runs: string[]
  questions: string[]
  models: string[]
  shares: CheckShares
  reveals: boolean
}

function competitorsOf(runs: readonly Run[], named: readonly string[] | undefined): string[] {
  const known = new Set(
    runs.flatMap((run) => run.plan.models.flatMap((one) => (isControl(one) ? [] : [one.id]))),
  )
  const unknown = named?.find((name) => !known.has(name))
  if (unknown !== undefined)
    throw new UserError(
      `no competing model "${unknown}" is in these runs`,
      `Name some of: ${[...known].join(', ')}.`,
    )
  return [...(named ?? known)].sort()
}

const checkShares = ({ gold, repeats, same }: CheckShares): void => {
  if (gold + repeats + same <= 0.9) return
  throw new UserError(
    'the shares of checks leave no room for votes',
    'Let --gold, --repeats and --same sum to 0.9 at most.',
  )
}

/**
 * A session over kept runs. Its id follows from what it votes on and how: started again it is the same session, and
 * its voters go on. @throws UserError for questions or models that the runs do not have.
 */
export async function openVoting(
  store: Store,
  runs: readonly Run[],
  choice: VotingChoice,
  clock: Clock,
): Promise<{ session: BlindSession; document: VotingDocument }> {
  checkShares(choice.shares)
  const questions = questionsOf(runs, choice.questions)
  const models = competitorsOf(runs, choice.models)
  const told = {
    schemaVersion: 1 as const,
    runs: runs.map(({ id }) => id),
    questions: [...questions.keys()].sort(),
    models,
    shares: { ...choice.shares },
    reveals: choice.reveals,
  }
  const id = sha256(canonicalJson(told)).slice(0, 16)
  const votes = (await Promise.all(runs.map((run) => store.votes(run.id)))).flat()
  const session = new BlindSession({
    id,
    places: await collectPlaces(runs, store),
    questions,
    models,
    shares: choice.shares,
    reveals: choice.reveals,
    votes,
    keeper: store,
    clock,
    random: createSecretChance(),
  })
  return { session, document: { id, ...told } }
}
