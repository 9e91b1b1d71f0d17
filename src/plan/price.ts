import type { Model } from '#schema/model.ts'
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

/** Expected USD of one call; undefined where no price is known or its unit cannot be foretold. */
export function priceOfCall(model: Model, setting: Setting): number | undefined {
  if (isFree(model)) return 0
  if (!model.price) return undefined
  switch (model.price.per) {
    case 'image':
      return model.price.usd
    case 'megapixel': {
      // Providers of this pricing draw about one megapixel where no size is asked.
      const pixels = (setting.width ?? 1024) * (setting.height ?? 1024)
      return (model.price.usd * pixels) / 1e6
    }
    case 'second':
    case 'token':
      return undefined
    default:
      return model.price.per satisfies never
  }
}
