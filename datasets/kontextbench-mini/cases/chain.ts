import type { DraftCase } from 'kontextbench'
import type { Base } from '../scenes/base.ts'
import type { Change } from '../scenes/change.ts'
import { changedParts } from '../scenes/scene.ts'
import { subjectMask } from './edit.ts'
import type { Gallery } from './gallery.ts'

export interface Step {
  ask: string
  change: Change
  /** The face is hidden from here on. */
  occludes?: boolean
}

/** A chain of turns on one base: each answer is the next turn's source, the hero stays who it is. */
export function chainOf(base: Base, steps: readonly Step[], gallery: Gallery): DraftCase {
  const id = `${base.id}.chain`
  let before = base.scene
  const turns = steps.map((step, index): DraftCase['turns'][number] => {
    const name = `${id}.${index + 1}`
    const source = before
    const after = step.change(source)
    const changed = changedParts(source, after)
    if (changed !== 'all' && changed.length === 0) throw new Error(`${name} changes nothing`)
    before = after
    return {
      instruction: step.ask,
      inputs: [
        index === 0
          ? { from: 'case', role: 'source', image: gallery.picture(`${base.id}.source`, source) }
          : { from: 'previous', role: 'source' },
      ],
      ...(step.occludes ? { occludes: true } : {}),
      truth: {
        reference: gallery.picture(`${name}.reference`, after),
        mask: gallery.silhouette(`${name}.mask`, [source, after], changed),
        subject: subjectMask(gallery, `${name}.subject`, after, 'hero'),
      },
    }
  })
  return {
    id,
    tasks: ['character-consistency'],
    cluster: base.id,
    language: base.language,
    tags: ['chain'],
    turns,
  }
}
