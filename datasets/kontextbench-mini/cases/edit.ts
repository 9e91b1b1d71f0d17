import type { DraftCase } from 'kontextbench'
import { subjectParts } from '../cast/actor.ts'
import type { Base } from '../scenes/base.ts'
import type { Change } from '../scenes/change.ts'
import { scriptOf, type Language } from '../scenes/lettering.ts'
import { changedParts, type Scene } from '../scenes/scene.ts'
import { signBox } from '../scenes/sign.ts'
import type { Gallery } from './gallery.ts'
import { drawReference, sheetSide, type Reference } from './reference.ts'

/** One single-turn editing case: a base picture, what is asked, and the change that is right. */
export interface Edit {
  base: string
  id: string
  ask: string
  /** Operations first: add, remove, replace, move, recolour, text, style, background, season, ... */
  tags: string[]
  /** The right answer, from the base scene. */
  change: Change
  /** What the source shows where it is not the base scene: a cue, an empty place. */
  before?: Change
  /** Absent = local editing. */
  tasks?: string[]
  /** Absent = the base's. */
  language?: Language
  /** The text that must stand on the sign, and its language where it is another than the instruction's. */
  text?: string
  textLanguage?: Language
  references?: Reference[]
  /** Whose identity must be kept; absent = nobody is looked at. */
  subject?: string
}

type Turn = DraftCase['turns'][number]

/** The sign's place in the picture's pixels. */
const boxOn = ({ sign, frame }: Scene) => {
  if (!sign) return {}
  const { x, y, width, height } = signBox(sign)
  return { box: { x: x - frame.x, y: y - frame.y, width, height } }
}

export const subjectMask = (gallery: Gallery, name: string, scene: Scene, id: string): string => {
  const actor = scene.cast.find((one) => one.id === id)
  if (!actor) throw new Error(`${name}: there is no "${id}"`)
  return gallery.silhouette(name, [scene], subjectParts(actor))
}

function inputsOf(edit: Edit, source: Scene, base: Base, gallery: Gallery): Turn['inputs'] {
  const id = `${base.id}.${edit.id}`
  const sourceName = edit.before ? `${id}.source` : `${base.id}.source`
  return [
    { from: 'case', role: 'source', image: gallery.picture(sourceName, source) },
    ...(edit.references ?? []).map((reference, index): Turn['inputs'][number] => {
      const name = `${id}.reference-${index + 2}`
      return {
        from: 'case',
        role: 'reference',
        image:
          reference.show === 'scene'
            ? gallery.picture(name, reference.scene)
            : gallery.sheet(name, () => drawReference(reference), sheetSide),
      }
    }),
  ]
}

export function caseOf(edit: Edit, base: Base, gallery: Gallery): DraftCase {
  const id = `${base.id}.${edit.id}`
  const language = edit.language ?? base.language
  const source = edit.before ? edit.before(base.scene) : base.scene
  const after = edit.change(base.scene)
  const changed = changedParts(source, after)
  if (changed !== 'all' && changed.length === 0) throw new Error(`${id} changes nothing`)
  return {
    id,
    tasks: edit.tasks ?? ['local-editing'],
    cluster: base.id,
    language,
    tags: edit.tags,
    turns: [
      {
        instruction: edit.ask,
        inputs: inputsOf(edit, source, base, gallery),
        truth: {
          reference: gallery.picture(`${id}.reference`, after),
          mask: gallery.silhouette(`${id}.mask`, [source, after], changed),
          ...(edit.subject === undefined
            ? {}
            : { subject: subjectMask(gallery, `${id}.subject`, after, edit.subject) }),
          ...(edit.text === undefined
            ? {}
            : {
                text: {
                  wanted: edit.text,
                  script: scriptOf[edit.textLanguage ?? language],
                  ...boxOn(after),
                },
              }),
        },
      },
    ],
  }
}
