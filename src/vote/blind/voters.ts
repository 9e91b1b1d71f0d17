import type { VotedOutput } from '#schema/vote.ts'

export interface ShownPair {
  place: string
  left: VotedOutput
  right: VotedOutput
}

/** A pair that a voter answered and may be asked again, the other way round. */
interface AnsweredPair extends ShownPair {
  isRepeated: boolean
}

/** The same for both orders. */
export const askKey = (place: string, a: string, b: string): string =>
  a < b ? `${place}\n${a}\n${b}` : `${place}\n${b}\n${a}`

const keyOf = ({ place, left, right }: ShownPair): string => askKey(place, left.model, right.model)

/** What a voter was shown so far. */
export class Voter {
  /** Pairs by `askKey`, answered or not. */
  readonly asked = new Set<string>()
  readonly answered: AnsweredPair[] = []
  /** Sheets answered and not taken back, checks included. */
  ballots = 0

  /** Answered pairs that lie `gap` others back and were not repeated yet. */
  repeatable(gap: number): AnsweredPair[] {
    return this.answered
      .slice(0, Math.max(0, this.answered.length - gap))
      .filter((one) => !one.isRepeated)
  }

  /** From when its repetition was shown, answered or not. */
  markRepeated(pair: ShownPair): void {
    for (const one of this.answered) if (keyOf(one) === keyOf(pair)) one.isRepeated = true
  }

  /** Takes back the answer to a pair; it stays asked. */
  forget(pair: ShownPair): void {
    const at = this.answered.findLastIndex((one) => keyOf(one) === keyOf(pair))
    if (at >= 0) this.answered.splice(at, 1)
  }
}
