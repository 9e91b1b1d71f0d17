import { fitRatings } from './fit-ratings.ts'
import { normalCdf } from './normal.ts'
import { logistic } from './outcome-model.ts'
import type { Random } from './random.ts'
import { posteriorCovariance } from './rating-covariance.ts'
import type { PairCounts } from './vote-counts.ts'

/**
 * What one more vote on a pair is hoped to bring:
 * `order` the expected loss it takes off deciding which of the two is better (Chick and Inoue 2001);
 * `information` how much it narrows all ratings, 1/2 ln(1 + p (1 - p) var d), D-optimal;
 * `win-rate` how much it narrows the pair's own win rate, sqrt(s / n) - sqrt(s / (n + 1)), the sampling
 * rule of Chatbot Arena (Chiang et al. 2024, equation 9), s = p (1 - p), n one more than its votes.
 */
export type GainKind = 'order' | 'information' | 'win-rate'

export interface PairGain {
  a: string
  b: string
  /** Not negative; only ratios matter. */
  gain: number
}

/** Standard deviation 1 of a log strength: 174 points of 400 a factor of ten. */
const weakPrior = 0.5

/** E max(z', 0) of a standard normal beyond z, the unit loss integral. */
const unitLoss = (z: number): number =>
  Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) - z * normalCdf(-z)

/** Posterior facts of a pair. */
interface PairState {
  difference: number
  variance: number
  votes: number
}

function gainOf(kind: GainKind, { difference, variance, votes }: PairState): number {
  const p = logistic(difference)
  const spread = p * (1 - p)
  if (kind === 'win-rate') {
    const n = votes + 1
    return Math.sqrt(spread / n) - Math.sqrt(spread / (n + 1))
  }
  if (kind === 'information') return Math.log1p(spread * variance) / 2
  // The posterior mean will move by this much: variance now less variance after one vote.
  const moves = variance * Math.sqrt(spread / (1 + spread * variance))
  return moves * unitLoss(Math.abs(difference) / moves)
}

/** Gain of one more vote for every pair of models; models without votes count by the prior alone. */
export function pairGains(pairs: PairCounts, kind: GainKind = 'order'): PairGain[] {
  const options = { ties: 'half', bothBad: 'tie', orderEffect: false, prior: weakPrior } as const
  const { likelihood, x } = fitRatings(pairs, options)
  const covariance = posteriorCovariance(likelihood, x)
  const { models } = pairs
  const side = models.length
  const votes = new Map<number, number>()
  for (let pair = 0; pair < pairs.left.length; pair++) {
    const [l, r] = [pairs.left[pair]!, pairs.right[pair]!]
    const key = Math.min(l, r) * side + Math.max(l, r)
    const sum = pairs.counts.subarray(4 * pair, 4 * pair + 4).reduce((all, one) => all + one, 0)
    votes.set(key, (votes.get(key) ?? 0) + sum)
  }
  return models.flatMap((a, i) =>
    models.slice(i + 1).map((b, offset) => {
      const j = i + 1 + offset
      const gain = gainOf(kind, {
        difference: x[i]! - x[j]!,
        variance:
          covariance[i * side + i]! + covariance[j * side + j]! - 2 * covariance[i * side + j]!,
        votes: votes.get(i * side + j) ?? 0,
      })
      return { a, b, gain }
    }),
  )
}

/** What was asked so far, voted on or not; a server adds to it as it hands pairs out. */
export class Exposure {
  readonly #times = new Map<string, number>()

  add(left: string, right: string, caseId: string): void {
    for (const key of [
      `side\n${left}\n${right}\n${caseId}`,
      `case\n${caseId}`,
      pairInCase(left, right, caseId),
    ])
      this.#times.set(key, (this.#times.get(key) ?? 0) + 1)
  }

  /** Times `left` stood left of `right` in a case. */
  ofSidesInCase(left: string, right: string, caseId: string): number {
    return this.#times.get(`side\n${left}\n${right}\n${caseId}`) ?? 0
  }

  ofCase(caseId: string): number {
    return this.#times.get(`case\n${caseId}`) ?? 0
  }

  ofPairInCase(a: string, b: string, caseId: string): number {
    return this.#times.get(pairInCase(a, b, caseId)) ?? 0
  }
}

const pairInCase = (a: string, b: string, caseId: string): string =>
  a < b ? `both\n${a}\n${b}\n${caseId}` : `both\n${b}\n${a}\n${caseId}`

export interface Ask {
  left: string
  right: string
  case: string
}

export interface NextPairOptions {
  /** Models that have a picture, by case. */
  cases: ReadonlyMap<string, ReadonlySet<string>>
  exposure: Exposure
  random: Pick<Random, 'next'>
  /** Whether this voter may be asked this; everything when left out. */
  isOpen?: (a: string, b: string, caseId: string) => boolean
}

/** One of the items with the least numbers, compared in order; the coin decides between equals. */
function leastOf<T>(
  items: readonly T[],
  numbersOf: (item: T) => number[],
  random: Pick<Random, 'next'>,
): T {
  const scored = items.map((item) => ({ item, numbers: [...numbersOf(item), random.next()] }))
  return scored.reduce((best, one) => {
    const at = one.numbers.findIndex((number, index) => number !== best.numbers[index])
    return at >= 0 && one.numbers[at]! < best.numbers[at]! ? one : best
  }).item
}

/** One of the gains with a chance in proportion to it; the last when all are 0. */
function drawGain(gains: readonly PairGain[], random: Pick<Random, 'next'>): number {
  let left = random.next() * gains.reduce((total, { gain }) => total + gain, 0)
  const found = gains.findIndex(({ gain }) => (left -= gain) < 0)
  return found < 0 ? gains.length - 1 : found
}

/**
 * The next question: a pair with a chance in proportion to its gain, then the case where it was asked least (of equals
 * the case asked least at all), then the side each stood on less in that case. Sides are not evened out over cases: a
 * voter who once learned which model was which could foretell them. undefined when nothing is open.
 */
export function nextPair(
  gains: readonly PairGain[],
  { cases, exposure, random, isOpen = () => true }: NextPairOptions,
): Ask | undefined {
  let left = gains
  while (left.length > 0) {
    const drawn = drawGain(left, random)
    const { a, b } = left[drawn]!
    const places = Array.from(cases).flatMap(([id, models]) =>
      models.has(a) && models.has(b) && isOpen(a, b, id) ? [id] : [],
    )
    if (places.length > 0) return askOf(a, b, places, exposure, random)
    left = left.toSpliced(drawn, 1)
  }
  return undefined
}

function askOf(
  a: string,
  b: string,
  places: readonly string[],
  exposure: Exposure,
  random: Pick<Random, 'next'>,
): Ask {
  const timesAt = (id: string) => [exposure.ofPairInCase(a, b, id), exposure.ofCase(id)]
  const sides = [
    [a, b],
    [b, a],
  ] as const
  const place = leastOf(places, timesAt, random)
  const [left, right] = leastOf(sides, ([l, r]) => [exposure.ofSidesInCase(l, r, place)], random)
  return { left, right, case: place }
}
