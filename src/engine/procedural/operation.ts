import type { ColourName } from './see/colour-likeness.ts'

/** Side of the picture that an instruction names. */
export interface Place {
  across?: 'left' | 'middle' | 'right'
  down?: 'top' | 'middle' | 'bottom'
  depth?: 'front' | 'back'
}

/** The thing an instruction speaks of, as far as it was understood. */
export interface Target {
  /** The phrase itself, lower case. */
  words: string
  /** A word of the vocabulary (read/nouns.ts). */
  noun?: string
  /** On what it is, where the phrase says only that: "the thing on her face". */
  within?: string
  /** Whose it is: "the eyes of the cat". */
  owner?: string
  colour?: ColourName
  size?: 'large' | 'small'
  place?: Place
  /** A plural, or "all", "both". */
  many?: boolean
  /** 1 = the first from the left; -1 = the last. */
  order?: number
  /** Marked by a drawn box or ellipse. */
  cue?: boolean
  /** In which picture it is; 1 = the source. */
  picture?: number
}

/** Something to draw. */
export interface Thing {
  noun: string
  colour?: ColourName
  count: number
  size?: 'large' | 'small'
}

/** Where something is to stand. */
export interface Spot {
  place?: Place
  /** On, beside or worn by something in the picture. */
  by?: { relation: 'on' | 'left-of' | 'right-of' | 'above' | 'below' | 'beside'; target: Target }
  cue?: boolean
}

export type Tone =
  | 'night'
  | 'sunset'
  | 'dawn'
  | 'day'
  | 'warm'
  | 'cold'
  | 'brighter'
  | 'darker'
  | 'dark'
  | 'winter'
  | 'autumn'
  | 'spring'
  | 'summer'
  | 'rain'
  | 'snowfall'
  | 'storm'
  | 'fog'
  | 'sepia'
  | 'vintage'
  | 'monochrome'
  | 'negative'
  | 'vivid'
  | 'pale'
  | 'contrast'
  | 'dramatic'
  | 'neon'

export type Look =
  | 'watercolour'
  | 'oil'
  | 'impressionist'
  | 'sketch'
  | 'ink'
  | 'pixels'
  | 'poster'
  | 'cartoon'
  | 'comic'
  | 'mosaic'
  | 'low-poly'
  | 'pastel'
  | 'blur'
  | 'sharpen'
  | 'film'

/** How a surface is made. */
export type Material =
  | 'wood'
  | 'marble'
  | 'gold'
  | 'silver'
  | 'stone'
  | 'brick'
  | 'glass'
  | 'stripes'
  | 'dots'
  | 'checks'

/** One change that classical means can make. */
export type Operation =
  | { op: 'recolour'; target: Target; to: ColourName }
  | { op: 'retexture'; target: Target; material: Material }
  | { op: 'shade'; target: Target; by: 'brighter' | 'darker' | 'vivid' | 'grey' | 'blur' }
  | { op: 'remove'; target: Target; count?: number }
  | { op: 'replace'; target: Target; thing: Thing }
  | { op: 'add'; thing: Thing; spot: Spot }
  | { op: 'count'; target: Target; count: number; of: 'more' | 'total' }
  | { op: 'move'; target: Target; to: Spot }
  | { op: 'resize'; target: Target; factor: number }
  | { op: 'text'; from?: string; to: string }
  | { op: 'erase-text'; text: string }
  | { op: 'write'; text: string; spot: Spot; colour?: ColourName }
  | { op: 'ink'; text?: string; to: ColourName }
  | { op: 'relocate'; target: Target; scene: string }
  | { op: 'tone'; tone: Tone; sky?: boolean }
  | { op: 'look'; look: Look }
  | { op: 'expression'; mood: 'smiling' | 'laughing' | 'surprised' | 'sad' }
  | { op: 'borrow-palette'; picture?: number }
  | { op: 'draw-in-style'; prompt: string }
  | { op: 'splash'; target: Target }
  | { op: 'blur-background' }
  | { op: 'zoom'; factor: number; target?: Target }
  | { op: 'turn'; by: 'left' | 'right' | 'half' | 'mirror' | 'flip' }
  | { op: 'combine'; target: Target; into: number; spot: Spot }
