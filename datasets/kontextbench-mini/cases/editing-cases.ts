import type { DraftCase } from 'kontextbench'
import type { Base } from '../scenes/base.ts'
import { firstScenes } from '../scenes/first-scenes.ts'
import { moreScenes } from '../scenes/more-scenes.ts'
import { coastEdits } from './coast-edits.ts'
import { craftEdits } from './craft-edits.ts'
import { cueEdits } from './cue-edits.ts'
import { caseOf } from './edit.ts'
import { firstEdits } from './first-edits.ts'
import type { Gallery } from './gallery.ts'
import { houseEdits } from './house-edits.ts'
import { knowledgeEdits } from './knowledge-edits.ts'
import { objectEdits } from './object-edits.ts'
import { referenceEdits } from './reference-edits.ts'
import { textEdits } from './text-edits.ts'

const bases: readonly Base[] = [...firstScenes, ...moreScenes]

const baseNamed = (id: string): Base => {
  const base = bases.find((one) => one.id === id)
  if (!base) throw new Error(`there is no base scene "${id}"`)
  return base
}

/** All single-turn editing cases; the first five of each scene come first, so that a short selection is varied. */
export const editingCases = (gallery: Gallery): DraftCase[] =>
  [
    ...firstEdits,
    ...coastEdits,
    ...houseEdits,
    ...craftEdits,
    ...objectEdits,
    ...cueEdits,
    ...referenceEdits,
    ...knowledgeEdits,
    ...textEdits,
  ].map((edit) => caseOf(edit, baseNamed(edit.base), gallery))
