import type { DraftCase } from 'kontextbench'
import type { Base } from '../scenes/base.ts'
import { firstScenes } from '../scenes/first-scenes.ts'
import { moreScenes } from '../scenes/more-scenes.ts'
import { coastEdits } from './coast-edits.ts'
import { craftEdits } from './craft-edits.ts'
import { cueEdits } from './cue-edits.ts'
import { caseOf, type Edit } from './edit.ts'
import { firstEdits } from './first-edits.ts'
import type { Gallery } from './gallery.ts'
import { houseEdits } from './house-edits.ts'
import { knowledgeEdits } from './knowledge-edits.ts'
import { objectEdits } from './object-edits.ts'
import { referenceEdits } from './reference-edits.ts'
import { textEdits } from './text-edits.ts'

const bases: readonly Base[] = [...firstScenes, ...moreScenes]

const edits: readonly Edit[] = [
  ...firstEdits,
  ...craftEdits,
  ...coastEdits,
  ...houseEdits,
  ...objectEdits,
  ...cueEdits,
  ...referenceEdits,
  ...knowledgeEdits,
  ...textEdits,
]

/** All single-turn editing cases, scene by scene: what a short selection takes first stands first. */
export function editingCases(gallery: Gallery): DraftCase[] {
  const known = new Set(bases.map((base) => base.id))
  const stray = edits.find((edit) => !known.has(edit.base))
  if (stray) throw new Error(`${stray.id}: there is no base scene "${stray.base}"`)
  return bases.flatMap((base) =>
    edits.filter((edit) => edit.base === base.id).map((edit) => caseOf(edit, base, gallery)),
  )
}
