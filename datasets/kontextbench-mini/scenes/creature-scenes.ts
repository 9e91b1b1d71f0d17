import { actor, baseOf, person, thing, type Base } from './base.ts'
import { landscape } from './scene.ts'

/** A greenhouse, a workshop, a classroom, a rooftop, a village and an observatory; most belong to an animal or a robot. */
export const creatureScenes: readonly Base[] = [
  baseOf({
    id: 'parrot-greenhouse',
    language: 'en',
    place: 'greenhouse',
    palette: 'mint',
    sign: {
      text: 'PLANTS',
      board: '#2f5a44',
      ink: '#fdf6e0',
      x: 512,
      y: 366,
      width: 300,
      mount: 'chains',
      foot: 330,
    },
    things: [
      thing('can', 'watering-can', 'blue', { x: 226, y: 950, scale: 1 }),
      thing('pumpkin', 'pumpkin', 'orange', { x: 540, y: 940, scale: 0.8 }),
    ],
    cast: [
      actor(
        'hero',
        { kind: 'bird', noun: 'parrot', feathers: '#d8453a', belly: '#f0b04a', mark: '#2f7fb8' },
        { x: 744, y: 950, scale: 1.3 },
        [],
        'smiling',
      ),
    ],
  }),
  baseOf({
    id: 'robot-workshop',
    language: 'en',
    place: 'workshop',
    palette: 'slate',
    sign: {
      text: 'REPAIRS',
      board: '#3a3f4a',
      ink: '#ffd77a',
      x: 300,
      y: 410,
      width: 320,
      mount: 'wall',
    },
    things: [
      thing('toolbox', 'toolbox', 'red', { x: 300, y: 930, scale: 1.02 }),
      thing('ball', 'ball', 'yellow', { x: 520, y: 950, scale: 0.6 }),
    ],
    cast: [
      actor(
        'hero',
        { kind: 'robot', noun: 'robot', shell: '#e8ebee', trim: '#7f8ea3', light: '#63e0e6' },
        { x: 738, y: 950, scale: 1.16 },
        [],
        'smiling',
      ),
    ],
  }),
  baseOf({
    id: 'chalk-classroom',
    language: 'en',
    place: 'classroom',
    palette: 'peach',
    sign: {
      text: '7 + 5 = 12',
      board: '#2f5a4a',
      ink: '#f6f4ea',
      x: 496,
      y: 226,
      width: 500,
      mount: 'chalk',
    },
    things: [
      thing('flag', 'flag', 'white', { x: 520, y: 880, scale: 0.86 }, 'v:#c9ced6,#f7f6f2,#c9ced6'),
      thing('ball', 'ball', 'orange', { x: 420, y: 950, scale: 0.66 }),
    ],
    cast: [
      actor(
        'hero',
        person('girl', {
          skin: '#c98f66',
          hair: '#3a2418',
          hairStyle: 'braids',
          top: '#f0d060',
          legs: '#3f5f9a',
          outfit: 'overalls',
          pose: 'wave',
        }),
        { x: 230, y: 950, scale: 1.34 },
        [],
        'smiling',
      ),
    ],
  }),
  baseOf({
    id: 'city-rooftop',
    language: 'en',
    place: 'rooftop',
    palette: 'slate',
    light: 'sunset',
    frame: landscape,
    sign: {
      text: 'SUNSET BAR',
      board: '#4a2f5a',
      ink: '#ffd9f0',
      x: 440,
      y: 500,
      width: 340,
      mount: 'poles',
      foot: 690,
    },
    things: [
      thing('guitar', 'guitar', 'orange', { x: 300, y: 940, scale: 0.96 }),
      thing('cup', 'cup', 'white', { x: 460, y: 950, scale: 0.66 }),
    ],
    cast: [
      actor(
        'hero',
        { kind: 'pet', noun: 'cat', coat: '#8f949c', light: '#f1efea', mark: '#5c626b' },
        { x: 780, y: 950, scale: 1.14 },
        [{ name: 'bow-tie', hex: '#d8343a' }],
      ),
    ],
  }),

  baseOf({
    id: 'snow-village',
    language: 'ja',
    place: 'village',
    palette: 'brick',
    season: 'winter',
    sign: {
      text: 'ゆきまつり',
      board: '#2f4a6b',
      ink: '#ffffff',
      x: 502,
      y: 392,
      width: 320,
      mount: 'poles',
      foot: 770,
    },
    things: [
      thing('snowman', 'snowman', 'red', { x: 760, y: 930, scale: 0.98 }),
      thing('sled', 'sled', 'blue', { x: 470, y: 950, scale: 0.92 }),
    ],
    cast: [
      actor(
        'hero',
        { kind: 'bird', noun: 'penguin', feathers: '#2d3546', belly: '#f6f5f0', mark: '#232a38' },
        { x: 226, y: 940, scale: 1.28 },
        [{ name: 'scarf', hex: '#d8343a' }],
        'smiling',
      ),
    ],
  }),
  baseOf({
    id: 'owl-observatory',
    language: 'ja',
    place: 'observatory',
    palette: 'plum',
    light: 'night',
    sign: {
      text: 'ほしぞら',
      board: '#232a4a',
      ink: '#ffe9a8',
      x: 352,
      y: 640,
      width: 210,
      mount: 'wall',
    },
    things: [
      thing('globe', 'globe', 'green', { x: 500, y: 940, scale: 0.9 }),
      thing('books', 'books', 'orange', { x: 250, y: 940, scale: 0.84 }),
    ],
    cast: [
      actor(
        'hero',
        { kind: 'bird', noun: 'owl', feathers: '#8a6a4c', belly: '#e6d3b3', mark: '#b08a5f' },
        { x: 806, y: 950, scale: 1.26 },
      ),
    ],
  }),
]
