/** What others said of a pair, seen from its favourite: decided votes for and against it. */
interface OthersVotes {
  forFavourite: number
  against: number
}

/** One decided vote of the voter in question, in the order cast; ties say nothing here. */
export interface CheckedVote extends OthersVotes {
  votedForFavourite: boolean
}

export interface VoterEvidence {
  votes: number
  /** Product of 1 / (2 p) over the votes looked at, the largest it ever was. */
  evidence: number
  /** More than 1 / alpha: chance would do this to at most a share alpha of honest voters. */
  isOutlier: boolean
}

export interface VoterCheck {
  /** False alarm asked for; 0.05 in Chatbot Arena. */
  alpha: number
  /** Votes looked at, at most. */
  most: number
  /** A voter with fewer is not looked at. */
  least: number
}

const usualVoterCheck: VoterCheck = { alpha: 0.05, most: 100, least: 5 }

/**
 * Does a voter vote against the others' favourites more than others do? The product of 1 / (2 p), p the
 * share of earlier votes at or below this one (Chiang et al. 2024, section 4.3; FastChat). Each factor has
 * mean below 1 for an honest voter, so the product is an e-value and may be looked at after each vote. That
 * holds for two outcomes only, which is why ties are left out. p counts the vote itself, so it is never 0.
 */
export function voterEvidence(
  votes: readonly CheckedVote[],
  { alpha, most, least }: VoterCheck = usualVoterCheck,
): VoterEvidence {
  let product = 1
  let evidence = 1
  for (const { forFavourite, against, votedForFavourite } of votes.slice(0, most)) {
    const p = votedForFavourite ? 1 : (against + 1) / (forFavourite + against + 1)
    product /= 2 * p
    evidence = Math.max(evidence, product)
  }
  return {
    votes: Math.min(votes.length, most),
    evidence,
    isOutlier: votes.length >= least && evidence > 1 / alpha,
  }
}
