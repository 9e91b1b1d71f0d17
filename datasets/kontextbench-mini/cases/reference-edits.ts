import type { Looks } from '../cast/actor.ts'
import type { Wear } from '../cast/wear.ts'
import { colours } from '../paint/part.ts'
import { actor, person, thing } from '../scenes/base.ts'
import { alter, bring, inTurn, put, remove, wear } from '../scenes/change.ts'
import type { Edit } from './edit.ts'
import type { Reference } from './reference.ts'

const worn = (...wears: readonly Wear[]): Reference[] =>
  wears.map((one): Reference => ({ show: 'wear', wear: one }))

const shown = (looks: Looks): Reference => ({
  show: 'actor',
  actor: actor('shown', looks, { x: 0, y: 0 }),
})

const strawHat: Wear = { name: 'straw-hat', hex: '#e6c98a' }
const redBag: Wear = { name: 'bag', hex: '#b8323a' }
const greenBow: Wear = { name: 'bow-tie', hex: '#3a9a55' }
const glasses: Wear = { name: 'glasses', hex: '#22242c' }
const topHat: Wear = { name: 'top-hat', hex: '#2a2c34' }
const crown: Wear = { name: 'crown', hex: '#e7b93e' }
const scarf: Wear = { name: 'scarf', hex: '#2f6fd0' }
const beanie: Wear = { name: 'beanie', hex: '#3a9a55' }
const backpack: Wear = { name: 'backpack', hex: '#d8343a' }

const spotted: Looks = {
  kind: 'pet',
  noun: 'dog',
  coat: '#e8e0d2',
  light: '#ffffff',
  mark: '#4a3a32',
}
const ginger: Looks = {
  kind: 'pet',
  noun: 'cat',
  coat: '#d98a4a',
  light: '#fbeedd',
  mark: '#a85f2c',
}
const helper: Looks = {
  kind: 'robot',
  noun: 'robot',
  shell: '#f2c15a',
  trim: '#8a7a62',
  light: '#9af0c0',
}
const gardener: Looks = person('woman', {
  skin: '#e8b48c',
  hair: '#c8793a',
  hairStyle: 'ponytail',
  top: '#4f8f6a',
  legs: '#4a5f8f',
  outfit: 'overalls',
})

const both = ['local-editing', 'character-reference']

/** A source and one, two or three more pictures; `multi-reference` where they are two or more. */
const edits: readonly Edit[] = [
  {
    base: 'bakery-street',
    id: 'outfit',
    tags: ['add', 'clothes'],
    ask: 'Put the hat from the second picture and the bag from the third picture on the woman',
    change: wear('hero', strawHat, redBag),
    references: worn(strawHat, redBag),
    subject: 'hero',
  },
  {
    base: 'reading-room',
    id: 'outfit',
    tags: ['add', 'clothes'],
    ask: 'Give the man the glasses from the second picture and the bow tie from the third picture',
    change: wear('hero', glasses, greenBow),
    references: worn(glasses, greenBow),
    subject: 'hero',
  },
  {
    base: 'tea-harbour',
    id: 'outfit',
    tags: ['add', 'clothes'],
    ask: '让女士围上第二张图里的围巾，背上第三张图里的包',
    change: wear('hero', scarf, redBag),
    references: worn(scarf, redBag),
    subject: 'hero',
  },
  {
    base: 'north-station',
    id: 'outfit',
    tags: ['add', 'clothes'],
    ask: 'Setze dem Mann den Hut aus dem zweiten Bild auf und gib ihm die Tasche aus dem dritten Bild',
    change: wear('hero', topHat, redBag),
    references: worn(topHat, redBag),
    subject: 'hero',
  },
  {
    base: 'beach-dog',
    id: 'outfit',
    tags: ['add', 'clothes'],
    ask: 'Ponle al perro la corona de la segunda imagen y las gafas de la tercera',
    change: wear('hero', crown, glasses),
    references: worn(crown, glasses),
    subject: 'hero',
  },
  {
    base: 'umbrella-pass',
    id: 'outfit',
    tags: ['add', 'clothes'],
    ask: '给男孩戴上第二张图的帽子，背上第三张图的背包，再围上第四张图的围巾',
    change: wear('hero', beanie, backpack, scarf),
    references: worn(beanie, backpack, scarf),
    subject: 'hero',
  },
  {
    base: 'kite-park',
    id: 'company',
    tags: ['add', 'character', 'position'],
    tasks: both,
    ask: 'Let the dog from the second picture sit to the left of the crate, and the cat from the third picture to its right',
    change: bring(
      actor('dog', spotted, { x: 204, y: 950, scale: 0.86 }),
      actor('cat', ginger, { x: 624, y: 950, scale: 0.8 }),
    ),
    references: [shown(spotted), shown(ginger)],
  },
  {
    base: 'plum-room',
    id: 'furnish',
    tags: ['replace'],
    ask: 'Replace the vase with the lantern from the second picture, and the gift box with the globe from the third picture',
    change: inTurn(
      alter('thing', { name: 'lantern', hex: colours.orange, x: 660 }),
      alter('gift', { name: 'globe', hex: colours.blue }),
    ),
    references: [
      { show: 'thing', thing: { name: 'lantern', hex: colours.orange } },
      { show: 'thing', thing: { name: 'globe', hex: colours.blue } },
    ],
  },
  {
    base: 'garden-cafe',
    id: 'table',
    tags: ['replace', 'add'],
    ask: 'Replace the cake with the teapot from the second picture and put the suitcase from the third picture at the far left',
    change: inTurn(
      alter('cake', { name: 'teapot', hex: colours.purple }),
      put(thing('suitcase', 'suitcase', 'brown', { x: 116, y: 960, scale: 0.8 })),
    ),
    references: [
      { show: 'thing', thing: { name: 'teapot', hex: colours.purple } },
      { show: 'thing', thing: { name: 'suitcase', hex: colours.brown } },
    ],
  },
  {
    base: 'parrot-greenhouse',
    id: 'guests',
    tags: ['add', 'character', 'position'],
    tasks: both,
    ask: 'The woman from the second picture stands at the far left; she wears the hat from the third picture',
    change: bring(actor('guest', gardener, { x: 150, y: 940, scale: 1.04 }, [strawHat])),
    references: [shown(gardener), ...worn(strawHat)],
  },
  {
    base: 'corner-cafe',
    id: 'visitor',
    tags: ['add', 'character'],
    tasks: both,
    ask: 'The robot from the second picture stands between the cup and the man, in place of the plant',
    change: inTurn(remove('plant'), bring(actor('robot', helper, { x: 530, y: 900, scale: 0.74 }))),
    references: [shown(helper)],
  },
  {
    base: 'alpine-lake',
    id: 'stage',
    tags: ['add', 'character'],
    tasks: ['character-reference', 'character-consistency'],
    ask: 'Put the girl from the second picture on the meadow at the left and give her the beanie from the third picture',
    before: remove('hero'),
    change: wear('hero', beanie),
    references: [
      {
        show: 'actor',
        actor: actor(
          'shown',
          person('girl', {
            skin: '#c98f66',
            hair: '#3a2418',
            hairStyle: 'bob',
            top: '#d5533f',
            legs: '#394a63',
          }),
          { x: 0, y: 0 },
          [{ name: 'scarf', hex: '#f1ead8' }],
          'smiling',
        ),
      },
      ...worn(beanie),
    ],
    subject: 'hero',
  },
]

export const referenceEdits: readonly Edit[] = edits.map((edit) => ({
  ...edit,
  tags: [...edit.tags, (edit.references?.length ?? 0) >= 2 ? 'multi-reference' : 'reference'],
}))
