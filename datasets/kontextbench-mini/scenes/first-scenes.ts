import type { Base } from './base.ts'
import { eveningScenes } from './evening-scenes.ts'
import { morningScenes } from './morning-scenes.ts'

/** Twelve scenes with people in six places; what is asked of them follows one pattern. */
export const firstScenes: readonly Base[] = [...morningScenes, ...eveningScenes]
