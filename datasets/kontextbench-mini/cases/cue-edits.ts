import { colours } from '../paint/part.ts'
import { actor, person, thing } from '../scenes/base.ts'
import {
  alter,
  bring,
  inTurn,
  mark,
  put,
  recolour,
  remove,
  wear,
  type Change,
} from '../scenes/change.ts'
import type { Cue } from '../scenes/scene.ts'
import type { Edit } from './edit.ts'

const box = (x: number, y: number, width: number, height: number): Cue => ({
  shape: 'box',
  x,
  y,
  width,
  height,
})
const ellipse = (x: number, y: number, width: number, height: number): Cue => ({
  ...box(x, y, width, height),
  shape: 'ellipse',
})

const classmate: Change = bring(
  actor(
    'boy',
    person('boy', {
      skin: '#f0c8a2',
      hair: '#6a4428',
      hairStyle: 'short',
      top: '#4f8f6a',
      legs: '#4a4f62',
      outfit: 'stripes',
    }),
    { x: 790, y: 960, scale: 1.3 },
    [],
    'smiling',
  ),
)

const straw = { name: 'straw-hat', hex: '#e6c98a' } as const

/** A red box or ellipse is drawn on the source; the answer has what it asks for and no mark. */
export const cueEdits: readonly Edit[] = (
  [
    {
      base: 'chalk-classroom',
      id: 'cue-hats',
      tags: ['add', 'clothes'],
      ask: 'Add straw hats in the boxes',
      before: inTurn(classmate, mark(box(132, 410, 196, 122), box(692, 386, 196, 122))),
      change: inTurn(classmate, wear('hero', straw), wear('boy', straw)),
    },
    {
      base: 'bakery-street',
      id: 'cue-remove',
      tags: ['remove'],
      ask: 'Remove what is in the red ellipse',
      before: mark(ellipse(396, 668, 330, 244)),
      change: remove('bicycle'),
    },
    {
      base: 'kite-park',
      id: 'cue-add',
      tags: ['add'],
      ask: 'Add a red balloon in the red box',
      before: mark(box(490, 110, 150, 270)),
      change: put(thing('balloon', 'balloon', 'red', { x: 564, y: 374, scale: 0.86 })),
    },
    {
      base: 'balloon-park',
      id: 'cue-hat',
      tags: ['add', 'clothes'],
      ask: '在红框里给女孩加一顶草帽',
      before: mark(box(664, 402, 196, 124)),
      change: wear('hero', straw),
    },
    {
      base: 'beach-dog',
      id: 'cue-recolour',
      tags: ['recolour'],
      ask: 'Pinta de verde el objeto del recuadro rojo',
      before: mark(box(414, 808, 172, 172)),
      change: recolour('ball', 'green'),
    },
    {
      base: 'robot-workshop',
      id: 'cue-replace',
      tags: ['replace'],
      ask: 'Replace the thing in the red box with a potted plant in a blue pot',
      before: mark(box(150, 740, 300, 210)),
      change: alter('toolbox', { name: 'plant', hex: colours.blue }),
    },
    {
      base: 'snow-village',
      id: 'cue-remove',
      tags: ['remove'],
      ask: '赤い楕円の中のものを消してください',
      before: mark(ellipse(610, 606, 300, 356)),
      change: remove('snowman'),
    },
    {
      base: 'old-library',
      id: 'cue-remove',
      tags: ['remove'],
      ask: 'Entferne, was im roten Kasten steht',
      before: mark(box(420, 814, 184, 164)),
      change: remove('books'),
    },
    {
      base: 'spice-market',
      id: 'cue-recolour',
      tags: ['recolour'],
      ask: 'لوّن الشيء الموجود داخل المربع الأحمر باللون الأصفر',
      before: mark(box(150, 770, 296, 200)),
      change: recolour('teapot', 'yellow'),
    },
    {
      base: 'city-rooftop',
      id: 'cue-move',
      tags: ['move', 'position'],
      ask: 'Move the cup into the red box',
      before: mark(box(70, 800, 150, 190)),
      change: alter('cup', { x: 140, y: 960 }),
    },
  ] as const satisfies readonly Edit[]
).map((edit): Edit => ({ ...edit, tags: [...edit.tags, 'visual-cue'] }))
