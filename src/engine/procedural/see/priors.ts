import type { ColourName } from './colour-likeness.ts'

/** What is known beforehand of how a thing looks in a picture. All parts are soft. */
export interface Prior {
  /** Colours it often has. */
  colours?: readonly (ColourName | 'skin')[]
  /** Height over width of its box, typical. */
  aspect?: number
  /** Round, or long in any direction. */
  shape?: 'round' | 'long'
  /** Typical share of the picture. */
  share?: number
  /** Typical height of its middle, 0 = top, 1 = bottom. */
  level?: number
  /** Surface: 0 smooth to 1 rough. */
  rough?: number
  /** Strong highlights, or glowing by itself. */
  shiny?: boolean
  /** Alive: never as straight as a plank. */
  alive?: boolean
}

const animal: Prior = {
  colours: ['brown', 'orange', 'black', 'skin'],
  share: 0.04,
  level: 0.55,
  rough: 0.8,
  aspect: 1.1,
  alive: true,
}
const cloth: Prior = { share: 0.06, level: 0.6, rough: 0.3 }
const cutlery: Prior = {
  colours: ['grey', 'black'],
  shape: 'long',
  share: 0.02,
  rough: 0.8,
  shiny: true,
}
const vehicle: Prior = { aspect: 0.55, share: 0.06, level: 0.7, rough: 0.5 }
const building: Prior = { share: 0.12, level: 0.5, rough: 0.5, aspect: 1 }
const vessel: Prior = { aspect: 1.1, share: 0.03, level: 0.6 }
const ball: Prior = { shape: 'round', aspect: 1, share: 0.03 }

/** By the words of read/nouns.ts; a word that is missing has no prior but its size. */
export const priors: Readonly<Record<string, Prior>> = {
  dog: animal,
  cat: animal,
  horse: animal,
  cow: animal,
  rabbit: { ...animal, share: 0.02 },
  bird: { share: 0.01, level: 0.35 },
  fish: { aspect: 0.5, share: 0.02 },
  hat: { level: 0.25, share: 0.02, aspect: 0.6 },
  glasses: { colours: ['black', 'brown', 'grey'], aspect: 0.35, share: 0.006, level: 0.3 },
  sunglasses: { colours: ['black', 'brown'], aspect: 0.35, share: 0.008, level: 0.3 },
  scarf: { share: 0.01, level: 0.45, aspect: 1 },
  tie: { share: 0.006, level: 0.5, aspect: 2.5, shape: 'long' },
  dress: { share: 0.08, level: 0.65, aspect: 1.6 },
  top: { share: 0.1, level: 0.6, aspect: 1 },
  trousers: { share: 0.05, level: 0.8, aspect: 1.6 },
  shoes: { share: 0.006, level: 0.93 },
  sun: {
    colours: ['white', 'yellow'],
    shape: 'round',
    share: 0.01,
    level: 0.35,
    shiny: true,
    rough: 0.2,
  },
  moon: { colours: ['white', 'yellow'], shape: 'round', share: 0.005, level: 0.2, shiny: true },
  tree: { colours: ['green', 'brown'], share: 0.08, level: 0.5, rough: 0.8 },
  dandelion: {
    colours: ['white', 'grey', 'yellow'],
    shape: 'round',
    aspect: 1,
    share: 0.03,
    rough: 0.6,
  },
  flowers: {
    colours: ['pink', 'red', 'yellow', 'purple', 'white', 'orange'],
    share: 0.04,
    aspect: 1.1,
    rough: 0.4,
  },
  sunflower: { colours: ['yellow'], shape: 'round', share: 0.03 },
  mountains: { colours: ['grey', 'blue', 'brown'], share: 0.12, level: 0.5 },
  mushroom: { colours: ['red', 'brown', 'white'], share: 0.02 },
  house: building,
  castle: { ...building, aspect: 1.2 },
  lighthouse: { colours: ['white', 'red'], aspect: 3, shape: 'long', share: 0.03 },
  tower: { aspect: 3, shape: 'long', share: 0.04 },
  rocket: { colours: ['white', 'grey'], aspect: 4, shape: 'long', share: 0.02 },
  door: { aspect: 2, share: 0.04, level: 0.6, rough: 0.3 },
  window: { aspect: 1.2, share: 0.02, level: 0.4 },
  roof: { aspect: 0.4, share: 0.05, level: 0.35 },
  fence: { aspect: 0.4, share: 0.06, level: 0.65 },
  sign: { aspect: 0.4, share: 0.04, level: 0.35 },
  flag: { colours: ['red', 'blue', 'white'], share: 0.06, level: 0.35, rough: 0.6 },
  balloon: { ...ball, aspect: 1.2, level: 0.35 },
  kite: { share: 0.015, level: 0.3, aspect: 1.1 },
  umbrella: { aspect: 0.8, share: 0.05 },
  lantern: { colours: ['red', 'yellow', 'orange'], share: 0.015, level: 0.35 },
  candle: { aspect: 2.5, share: 0.01 },
  ball,
  box: { aspect: 0.9, share: 0.03, level: 0.7 },
  suitcase: { aspect: 0.8, share: 0.03, level: 0.75 },
  bag: { aspect: 1.1, share: 0.02, level: 0.6 },
  mailbox: { colours: ['red', 'blue', 'green'], aspect: 1.5, share: 0.02, level: 0.65 },
  car: vehicle,
  bus: { ...vehicle, share: 0.1 },
  bicycle: { aspect: 0.7, share: 0.06, level: 0.7, rough: 0.9 },
  boat: { aspect: 0.7, share: 0.03, level: 0.6 },
  plane: { aspect: 0.4, share: 0.02, level: 0.25 },
  train: { ...vehicle, share: 0.12 },
  chair: { aspect: 1.2, share: 0.05, level: 0.7 },
  sofa: { aspect: 0.55, share: 0.1, level: 0.7, rough: 0.2 },
  beanbag: { aspect: 0.75, share: 0.1, level: 0.78, rough: 0.1 },
  table: { colours: ['brown', 'white'], aspect: 0.5, share: 0.1, level: 0.75 },
  cloth,
  bench: { colours: ['brown'], aspect: 0.5, share: 0.05, level: 0.75 },
  clock: { ...ball, share: 0.01 },
  book: { aspect: 0.9, share: 0.02 },
  painting: { aspect: 0.9, share: 0.04, level: 0.35 },
  drum: { colours: ['brown', 'white', 'orange'], share: 0.05, level: 0.6 },
  guitar: { colours: ['brown', 'orange'], shape: 'long', share: 0.05 },
  cup: vessel,
  bowl: { ...vessel, aspect: 0.6 },
  saucer: { aspect: 0.5, share: 0.08, level: 0.65 },
  glass: { ...vessel, aspect: 1.8, shiny: true, share: 0.015 },
  bottle: {
    colours: ['black', 'green', 'brown'],
    aspect: 3,
    shape: 'long',
    share: 0.01,
    level: 0.5,
  },
  vase: { ...vessel, aspect: 1.4 },
  spoon: cutlery,
  cake: { share: 0.05, level: 0.6 },
  apple: { ...ball, colours: ['red', 'green', 'yellow'] },
  lemon: { ...ball, colours: ['yellow', 'orange'] },
  banana: { colours: ['yellow'], shape: 'long', share: 0.02 },
  wheel: { colours: ['black', 'grey'], shape: 'round', share: 0.015, level: 0.8 },
  snowman: { colours: ['white'], aspect: 1.8, share: 0.04 },
  circle: ball,
  square: { aspect: 1, share: 0.03 },
  triangle: { share: 0.03 },
  heart: { aspect: 1, share: 0.02 },
  stars: { share: 0.003, colours: ['yellow', 'white'] },
}
