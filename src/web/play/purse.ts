import { HttpError } from '#web/http/http-error.ts'

/** Why a call that may cost money is not made. */
export type Refusal = 'paid-not-allowed' | 'price-unknown' | 'over-budget'

/** A call's price before it is made: USD, undefined where it cannot be told; `isPaid` where somebody may bill it. */
export interface Price {
  usd: number | undefined
  isPaid: boolean
}

const sentences: Record<Refusal, string> = {
  'paid-not-allowed': 'the server was started without --budget: it makes no paid call',
  'price-unknown': 'a budget cannot hold a call whose price is not known',
  'over-budget': 'the call would cost more than is left of --budget',
}

/** What the Playground may spend while the server runs. Money is set aside before a call, so that two at once cannot overspend. */
export class Purse {
  #left: number
  readonly #isEmpty: boolean

  constructor(budgetUsd: number) {
    this.#left = budgetUsd
    this.#isEmpty = budgetUsd === 0
  }

  refusal({ usd, isPaid }: Price): Refusal | undefined {
    if (!isPaid) return undefined
    if (this.#isEmpty) return 'paid-not-allowed'
    if (usd === undefined) return 'price-unknown'
    return usd > this.#left ? 'over-budget' : undefined
  }

  /** Sets a call's price aside; the answer takes what it did cost, where that is known. @throws HttpError 402 */
  reserve(price: Price): (costUsd: number | undefined) => void {
    const refusal = this.refusal(price)
    if (refusal) throw new HttpError(402, refusal, sentences[refusal])
    const reserved = price.isPaid ? (price.usd ?? 0) : 0
    this.#left -= reserved
    return (costUsd) => {
      if (price.isPaid) this.#left += reserved - (costUsd ?? reserved)
    }
  }
}
