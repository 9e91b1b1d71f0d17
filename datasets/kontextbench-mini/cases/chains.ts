import type { DraftCase } from 'kontextbench'
import { moreScenes } from '../scenes/more-scenes.ts'
import { chainOf } from './chain.ts'
import { firstChains } from './first-chains.ts'
import type { Gallery } from './gallery.ts'
import { moreChains } from './more-chains.ts'

/** One chain of six turns for each base scene. */
export const chains = (gallery: Gallery): DraftCase[] => [
  ...firstChains.map(({ base, steps }) => chainOf(base, steps, gallery)),
  ...moreScenes.map((base) => chainOf(base, moreChains[base.id] ?? [], gallery)),
]
