import type { Base } from './base.ts'
import { creatureScenes } from './creature-scenes.ts'
import { travelScenes } from './travel-scenes.ts'

/** Twelve more scenes in twelve more places, each asked something of its own; the English ones first. */
export const moreScenes: readonly Base[] = [...creatureScenes, ...travelScenes]
