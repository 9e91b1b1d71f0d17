import type { CallFacts } from '#schema/caller.ts'
import { tokenKinds, type Model, type Price, type TokenCounts } from '#schema/model.ts'
import type { Setting } from '#schema/setting.ts'

/** Engine kinds that run in this process and cost nothing but time. */
const freeKinds = new Set([
  'procedural',
  'restoration',
  'copy-input',
  'over-edit',
  'reference',
  'shuffle',
  'null',
])

export const isFree = (model: Model): boolean => freeKinds.has(model.engine.kind)

/** Providers of megapixel pricing draw about one where no size is asked. */
const usualSide = 1024

const megapixels = (pixels: number): number => pixels / 1e6

function byMegapixel(price: Price, setting: Setting, facts: CallFacts): number {
  const asked = (setting.width ?? usualSide) * (setting.height ?? usualSide)
  const output = megapixels(facts.outputPixels ?? asked)
  const drawn =
    price.firstUsd === undefined
      ? price.usd * output
      : price.firstUsd + price.usd * Math.max(0, output - 1)
  const given = (facts.inputPixels ?? []).reduce((sum, pixels) => sum + megapixels(pixels), 0)
  return drawn + (price.inputUsd ?? 0) * given
}

/** Undefined where nothing was counted, or a kind without a price: a sum without it would be too low. */
function byTokens(prices: NonNullable<Price['tokens']>, counts: TokenCounts): number | undefined {
  const counted = tokenKinds.filter((kind) => (counts[kind] ?? 0) > 0)
  if (counted.length === 0) return undefined
  let sum = 0
  for (const kind of counted) {
    const count = counts[kind] ?? 0
    const perMillion = prices[kind]
    if (perMillion === undefined) return undefined
    sum += (count * perMillion) / 1e6
  }
  return sum
}

function unitsUsd(price: Price, setting: Setting, facts: CallFacts): number | undefined {
  switch (price.per) {
    case 'image':
    case 'call':
      return price.usd
    case 'megapixel':
      return byMegapixel(price, setting, facts)
    case 'second':
      return facts.seconds === undefined ? undefined : price.usd * facts.seconds
    case 'token':
      return facts.tokens?.imageOut ? price.usd * facts.tokens.imageOut : undefined
    default:
      return price.per satisfies never
  }
}

/**
 * USD of one call by the model's price list: expected before it, computed from its facts after it. Undefined
 * where no price is known, or where its unit cannot be told yet. Where nothing was delivered only counted tokens cost.
 */
export function priceOfCall(
  model: Model,
  setting: Setting,
  facts: CallFacts = {},
): number | undefined {
  if (isFree(model)) return 0
  const { price } = model
  if (!price) return undefined
  const counted = price.tokens && facts.tokens ? byTokens(price.tokens, facts.tokens) : undefined
  const units = counted ?? (facts.undelivered ? undefined : unitsUsd(price, setting, facts))
  return units === undefined ? undefined : units + (price.callUsd ?? 0)
}
