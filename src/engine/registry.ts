import type { Model } from '#schema/model.ts'
import { bflModels } from './registry/bfl.ts'
import { falModels } from './registry/fal.ts'
import { openaiModels } from './registry/openai.ts'
import { otherModels } from './registry/others.ts'
import { replicateModels } from './registry/replicate.ts'

/**
 * Models that can be named as they are, once the key of their provider is set: `name[:tier]@provider`. What is
 * not known (a route, a price) is left out; docs/models.md lists it. Entries of your own win over these.
 */
export const knownModels: readonly Model[] = [
  ...bflModels,
  ...falModels,
  ...replicateModels,
  ...openaiModels,
  ...otherModels,
]
