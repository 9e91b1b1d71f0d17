/** How ties enter the likelihood. */
export type TieModel = 'half' | 'davidson' | 'rao-kupper'

/** Of each outcome (left, right, tie): log p, its slopes by advantage d and tie parameter k, and the three second derivatives. */
export const perOutcome = 6

/**
 * Fills 18 numbers, six an outcome: [log p, dd, dk, ddd, ddk, dkk].
 * `advantage` is d = theta left - theta right + order effect, in natural logs; `tie` is k.
 */
export type OutcomeModel = (advantage: number, tie: number, into: Float64Array) => void

export const logistic = (x: number): number =>
  x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x))

const logLogistic = (x: number): number =>
  x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x))

/** Bradley and Terry 1952; a tie counts half for either side, as FastChat and arena-rank do. k has no part. */
const halfTies: OutcomeModel = (advantage, _tie, into) => {
  const p = logistic(advantage)
  const curve = -p * (1 - p)
  const [win, lose] = [logLogistic(advantage), logLogistic(-advantage)]
  into.fill(0)
  into[0] = win
  into[1] = 1 - p
  into[6] = lose
  into[7] = -p
  into[12] = (win + lose) / 2
  into[13] = 0.5 - p
  into[3] = into[9] = into[15] = curve
}

/**
 * Davidson 1970, weights (pi_i, pi_j, nu sqrt(pi_i pi_j)), k = ln nu. With an order effect inside d this is
 * Davidson and Beaver 1977 with nu measured where neither side is favoured.
 */
const davidson: OutcomeModel = (advantage, tie, into) => {
  const half = advantage / 2
  const top = Math.max(Math.abs(half), tie)
  const [left, right, tied] = [Math.exp(half - top), Math.exp(-half - top), Math.exp(tie - top)]
  const sum = left + right + tied
  const logSum = top + Math.log(sum)
  const slope = (left - right) / (2 * sum)
  const share = tied / sum
  const byAdvantage = -((left + right) / (4 * sum) - slope * slope)
  const mixed = share * slope
  const byTie = -share * (1 - share)
  for (let outcome = 0; outcome < 3; outcome++) {
    const at = outcome * perOutcome
    const side = outcome === 0 ? 0.5 : outcome === 1 ? -0.5 : 0
    const isTie = outcome === 2 ? 1 : 0
    into[at] = side * advantage + isTie * tie - logSum
    into[at + 1] = side - slope
    into[at + 2] = isTie - share
    into[at + 3] = byAdvantage
    into[at + 4] = mixed
    into[at + 5] = byTie
  }
}

/** Rao and Kupper 1967: p left = pi_i / (pi_i + theta pi_j), k = ln theta > 0; p tie = (theta^2 - 1) p left p right. */
const raoKupper: OutcomeModel = (advantage, tie, into) => {
  const [u, v] = [advantage - tie, -advantage - tie]
  const [pu, pv] = [logistic(u), logistic(v)]
  const [curveU, curveV] = [-pu * (1 - pu), -pv * (1 - pv)]
  into[0] = logLogistic(u)
  into[1] = 1 - pu
  into[2] = -(1 - pu)
  into[3] = curveU
  into[4] = -curveU
  into[5] = curveU
  into[6] = logLogistic(v)
  into[7] = -(1 - pv)
  into[8] = -(1 - pv)
  into[9] = curveV
  into[10] = curveV
  into[11] = curveV
  const excess = Math.expm1(2 * tie)
  for (let at = 0; at < perOutcome; at++) into[12 + at] = into[at]! + into[6 + at]!
  into[12]! += tie > 0 ? Math.log(excess) : Number.NEGATIVE_INFINITY
  into[14]! += 2 + 2 / excess
  into[17]! -= (4 * (excess + 1)) / (excess * excess)
}

export const outcomeModels: Record<TieModel, OutcomeModel> = {
  half: halfTies,
  davidson,
  'rao-kupper': raoKupper,
}
