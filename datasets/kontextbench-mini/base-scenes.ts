import type { Character } from './character.ts'
import { colours, type Colour } from './part.ts'
import type { Scene } from './scene.ts'
import type { Light, Palette, PlaceName } from './setting.ts'
import type { ThingName } from './thing.ts'

/** A base picture and what is asked of it. */
export interface Base {
  id: string
  scene: Scene
  thingColour: Colour
  newColour: Colour
  /** The sign's text and what it becomes. */
  newText: string
  chinese: boolean
}

const palettes: Record<'brick' | 'mint' | 'ochre' | 'plum' | 'slate' | 'peach', Palette> = {
  brick: {
    wall: '#c9705a',
    wall2: '#e8c9a0',
    leaf: '#5f9f4a',
    ground: '#b7b3ab',
    accent: '#7f4b6a',
  },
  mint: {
    wall: '#9fcbb8',
    wall2: '#f0d9c0',
    leaf: '#4f9a5a',
    ground: '#86b56c',
    accent: '#3f6f8f',
  },
  ochre: {
    wall: '#e2b45a',
    wall2: '#cfe0dc',
    leaf: '#7aa53f',
    ground: '#a8bb70',
    accent: '#a3473a',
  },
  plum: {
    wall: '#b79ac6',
    wall2: '#f3e3c8',
    leaf: '#579a6c',
    ground: '#b5aab0',
    accent: '#5a4a86',
  },
  slate: {
    wall: '#8fa3b5',
    wall2: '#d9c8b0',
    leaf: '#5d9457',
    ground: '#9fa7a6',
    accent: '#c46a3f',
  },
  peach: {
    wall: '#f0b99a',
    wall2: '#b9d3d8',
    leaf: '#6ea356',
    ground: '#9cc07c',
    accent: '#3d7a78',
  },
}

const person = (
  noun: Character['noun'],
  look: Pick<Character, 'skin' | 'hair' | 'hairStyle' | 'top' | 'legs'> & Partial<Character>,
): Character => ({ expression: 'calm', sunglasses: false, ...look, noun })

interface Row {
  id: string
  place: PlaceName
  palette: keyof typeof palettes
  light?: Light
  character: Character
  thing: [ThingName, Colour, Colour]
  text: [string, string]
}

const rows: readonly Row[] = [
  {
    id: 'bakery-street',
    place: 'street',
    palette: 'brick',
    thing: ['mailbox', 'red', 'blue'],
    text: ['BAKERY', 'FLOWERS'],
    character: person('woman', {
      skin: '#f1c9a5',
      hair: '#5a3825',
      hairStyle: 'long',
      top: '#2f7f79',
      legs: '#3b4252',
      scarf: '#e3a857',
    }),
  },
  {
    id: 'kite-park',
    place: 'park',
    palette: 'mint',
    thing: ['kite', 'orange', 'purple'],
    text: ['PICNIC', 'CONCERT'],
    character: person('boy', {
      skin: '#8d5a3b',
      hair: '#221a17',
      hairStyle: 'curly',
      top: '#f3efe2',
      legs: '#48679a',
    }),
  },
  {
    id: 'reading-room',
    place: 'room',
    palette: 'ochre',
    thing: ['armchair', 'green', 'red'],
    text: ['HOME', 'DREAM'],
    character: person('man', {
      skin: '#e8b48c',
      hair: '#7a4a24',
      hairStyle: 'short',
      top: '#51618f',
      legs: '#5b4b3f',
      beard: true,
    }),
  },
  {
    id: 'tea-harbour',
    place: 'harbour',
    palette: 'plum',
    thing: ['boat', 'red', 'yellow'],
    text: ['茶馆', '书店'],
    character: person('woman', {
      skin: '#f3d3b3',
      hair: '#1f1c22',
      hairStyle: 'bun',
      top: '#8f3f5c',
      legs: '#2f3444',
    }),
  },
  {
    id: 'alpine-lake',
    place: 'mountains',
    palette: 'slate',
    thing: ['suitcase', 'yellow', 'pink'],
    text: ['LAKE 8 KM', 'PEAK 3 KM'],
    character: person('girl', {
      skin: '#c98f66',
      hair: '#3a2418',
      hairStyle: 'bob',
      top: '#d5533f',
      legs: '#394a63',
      scarf: '#f1ead8',
    }),
  },
  {
    id: 'corner-cafe',
    place: 'cafe',
    palette: 'peach',
    thing: ['cup', 'blue', 'red'],
    text: ['OPEN', 'CLOSED'],
    character: person('man', {
      skin: '#6f4630',
      hair: '#17130f',
      hairStyle: 'short',
      top: '#d8a13a',
      legs: '#30343d',
    }),
  },
  {
    id: 'evening-street',
    place: 'street',
    palette: 'slate',
    light: 'sunset',
    thing: ['car', 'blue', 'red'],
    text: ['HOTEL', 'CINEMA'],
    character: person('woman', {
      skin: '#d9a47c',
      hair: '#a8542b',
      hairStyle: 'curly',
      top: '#4b3f7a',
      legs: '#24252d',
    }),
  },
  {
    id: 'balloon-park',
    place: 'park',
    palette: 'peach',
    thing: ['balloon', 'red', 'green'],
    text: ['公园', '花园'],
    character: person('girl', {
      skin: '#f4d6ba',
      hair: '#d9a441',
      hairStyle: 'long',
      top: '#e27d9a',
      legs: '#5c6fa8',
    }),
  },
  {
    id: 'plum-room',
    place: 'room',
    palette: 'plum',
    thing: ['vase', 'blue', 'orange'],
    text: ['WELCOME', 'GOODBYE'],
    character: person('woman', {
      skin: '#a9714b',
      hair: '#2a1c16',
      hairStyle: 'bob',
      top: '#f0ece0',
      legs: '#7a4f6d',
      scarf: '#3f8f86',
    }),
  },
  {
    id: 'rope-harbour',
    place: 'harbour',
    palette: 'brick',
    light: 'sunset',
    thing: ['lantern', 'red', 'blue'],
    text: ['FISH', 'MAPS'],
    character: person('man', {
      skin: '#eec09a',
      hair: '#b9b2a6',
      hairStyle: 'cap',
      top: '#355c7d',
      legs: '#4a4038',
      beard: true,
    }),
  },
  {
    id: 'umbrella-pass',
    place: 'mountains',
    palette: 'mint',
    thing: ['umbrella', 'purple', 'yellow'],
    text: ['客栈', '邮局'],
    character: person('boy', {
      skin: '#f0c8a2',
      hair: '#1d1b20',
      hairStyle: 'short',
      top: '#3f9a5f',
      legs: '#5a4636',
    }),
  },
  {
    id: 'garden-cafe',
    place: 'cafe',
    palette: 'ochre',
    thing: ['ball', 'green', 'orange'],
    text: ['MENU', 'SALE'],
    character: person('woman', {
      skin: '#7d5138',
      hair: '#15110f',
      hairStyle: 'bun',
      top: '#c8553d',
      legs: '#f0e6d0',
    }),
  },
]

/** Where the sign hangs and how wide it is, so that it stands clear of the person. */
const signAt: Record<PlaceName, { x: number; y: number; width: number }> = {
  street: { x: 516, y: 400, width: 340 },
  park: { x: 520, y: 300, width: 340 },
  room: { x: 300, y: 150, width: 360 },
  harbour: { x: 520, y: 200, width: 340 },
  mountains: { x: 470, y: 400, width: 380 },
  cafe: { x: 512, y: 210, width: 420 },
}

const boards = ['#2c4a3e', '#f4ead2', '#27364d', '#7a2f2a', '#fbf7ea', '#3b2a4a'] as const
const inks = ['#fdf6e0', '#3a2418', '#ffe28a', '#fff4dc', '#9a2f2f', '#f6e3ff'] as const
const airborne: readonly ThingName[] = ['balloon', 'kite', 'lantern']

function sceneOf(row: Row, index: number): Scene {
  const [name, colour] = row.thing
  const right = index % 2 === 0
  return {
    surroundings: {
      place: row.place,
      palette: palettes[row.palette],
      season: 'summer',
      light: row.light ?? 'day',
      rain: false,
    },
    character: row.character,
    placed: {
      x: right ? 270 : 750,
      y: 950,
      scale: row.character.noun === 'girl' || row.character.noun === 'boy' ? 1.02 : 1.2,
    },
    thing: {
      name,
      hex: colours[colour],
      x: right ? 740 : 280,
      y: airborne.includes(name) ? 760 : name === 'boat' ? 770 : 930,
      scale: name === 'car' ? 1.05 : 1.12,
    },
    sign: {
      text: row.text[0],
      board: boards[index % boards.length] ?? boards[0],
      ink: inks[index % inks.length] ?? inks[0],
      ...signAt[row.place],
    },
    look: 'plain',
  }
}

export const bases: readonly Base[] = rows.map((row, index) => ({
  id: row.id,
  scene: sceneOf(row, index),
  thingColour: row.thing[1],
  newColour: row.thing[2],
  newText: row.text[1],
  // One in four is asked in Chinese, the Chinese signs among them.
  chinese: /\p{Script=Han}/u.test(row.text[0]),
}))
