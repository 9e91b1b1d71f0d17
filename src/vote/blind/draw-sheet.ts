import { nextPair } from '#stats/next-pair.ts'
import type { VotedOutput } from '#schema/vote.ts'
import type { BlindSession } from './blind-session.ts'
import { isDecidedByGold, type GoldPair } from './gold-pairs.ts'
import type { Place, PlacedOutput } from './places.ts'
import type { Chance } from './secret-chance.ts'
import type { Sheet } from './sheet.ts'
import { askKey, type Voter } from './voters.ts'

/** Sheets between a pair and its repetition. */
const repeatGap = 4

type Drawn = Pick<Sheet, 'left' | 'right' | 'check' | 'order'> & { place: Place }

const coin = (random: Chance): boolean => random.next() < 0.5

const pick = <T>(items: readonly T[], random: Chance): T | undefined =>
  items[random.int(items.length)]

const asVoted = ({ model, run, cell, turn }: PlacedOutput): VotedOutput => ({
  model,
  run,
  cell,
  turn,
})

/** Questions with fewest votes first; the coin decides between equals. */
function drawPlain({ states, exposure, options }: BlindSession, voter: Voter): Drawn | undefined {
  const { random, places } = options
  const order = states
    .map((state) => ({ state, votes: state.votes, tie: random.next() }))
    .sort((a, b) => a.votes - b.votes || a.tie - b.tie)
  for (const { state } of order) {
    const ask = nextPair(state.gains(), {
      cases: state.places,
      exposure,
      random,
      isOpen: (a, b, place) => !voter.asked.has(askKey(place, a, b)),
    })
    const place = ask && places.get(ask.case)
    const left = ask && place?.outputs.get(ask.left)
    const right = ask && place?.outputs.get(ask.right)
    if (place && left && right)
      return { place, left: asVoted(left), right: asVoted(right), order: 1 }
  }
  return undefined
}

function drawGold({ gold, options: { random } }: BlindSession, voter: Voter): Drawn | undefined {
  const open = gold.filter(
    ({ place, better, worse }) => !voter.asked.has(askKey(place.id, better.model, worse.model)),
  )
  const found: GoldPair | undefined = pick(open, random)
  if (!found) return undefined
  const sides = coin(random) ? [found.better, found.worse] : [found.worse, found.better]
  const [left, right] = sides.map(asVoted) as [VotedOutput, VotedOutput]
  return { place: found.place, left, right, order: 1, check: 'gold' }
}

function drawRepeat({ options }: BlindSession, voter: Voter): Drawn | undefined {
  const found = pick(voter.repeatable(repeatGap), options.random)
  const place = found && options.places.get(found.place)
  return place && { place, left: found.right, right: found.left, order: 2, check: 'repeat' }
}

function drawSame({ states, options }: BlindSession, voter: Voter): Drawn | undefined {
  const { random, places } = options
  const open = states.flatMap((state) =>
    Array.from(state.places).flatMap(([id, models]) =>
      [...models].flatMap((model) =>
        voter.asked.has(askKey(id, model, model)) ? [] : [{ id, model }],
      ),
    ),
  )
  const found = pick(open, random)
  const place = found && places.get(found.id)
  const output = place?.outputs.get(found?.model ?? '')
  if (!place || !output) return undefined
  return { place, left: asVoted(output), right: asVoted(output), order: 1, check: 'same' }
}

/** What kind of sheet comes next, at the shares declared; a plain one where the kind drawn has nothing left. */
function drawKind(session: BlindSession, voter: Voter): Drawn | undefined {
  const { shares, random, reveals } = session.options
  const chance = random.next()
  const plain = (): Drawn | undefined => drawPlain(session, voter)
  if (chance < shares.gold) return drawGold(session, voter) ?? plain()
  if (chance < shares.gold + shares.same) return drawSame(session, voter) ?? plain()
  // Who was told the models has nothing left to repeat.
  if (chance < shares.gold + shares.same + shares.repeats && !reveals)
    return drawRepeat(session, voter) ?? plain()
  return plain()
}

/** Which of the sides wins each question that gold decides. */
function expectedOf({ check, left, place }: Drawn): 'left' | 'right' | undefined {
  if (check !== 'gold') return undefined
  return place.outputs.get(left.model)?.control === 'reference' ? 'left' : 'right'
}

export function drawSheet(session: BlindSession, voterId: string, voter: Voter): Sheet | undefined {
  const { id, questions, clock } = session.options
  const drawn = drawKind(session, voter)
  if (!drawn) return undefined
  const { place, ...sides } = drawn
  const expected = expectedOf(drawn)
  return {
    session: id,
    voter: voterId,
    place: place.id,
    case: place.case,
    ...sides,
    questions: Array.from(questions.values()).flatMap((one) =>
      place.tasks.includes(one.task)
        ? [
            {
              task: one.task,
              id: one.id,
              ...(expected && isDecidedByGold(one) ? { expected } : {}),
            },
          ]
        : [],
    ),
    round: 0,
    servedAt: clock.now().getTime(),
  }
}
