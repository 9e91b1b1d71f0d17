import { z } from 'zod'

const usd = z.number().nonnegative().optional()

/** US dollars for a million tokens, as the provider publishes them; absent = unknown. */
export const TokenPrices = z.strictObject({
  textIn: usd,
  imageIn: usd,
  imageOut: usd,
  /** Also what a model thinks before it draws. */
  textOut: usd,
})
export type TokenPrices = z.infer<typeof TokenPrices>

export type TokenCounts = Partial<Record<keyof TokenPrices, number>>

/**
 * Cost of one answer: sum of count x price / 1e6. Undefined where nothing was counted, or where one kind was used
 * and has no price: a part of a cost would be taken for the whole.
 */
export function costOfTokens(
  prices: TokenPrices | undefined,
  counts: TokenCounts,
): number | undefined {
  const used = Object.entries(counts).filter(([, count]) => count > 0)
  if (prices === undefined || used.length === 0) return undefined
  let sum = 0
  for (const [kind, count] of used) {
    const price = prices[kind as keyof TokenPrices]
    if (price === undefined) return undefined
    sum += (count * price) / 1e6
  }
  return sum
}
