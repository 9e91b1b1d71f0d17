import type { colourNames } from '#schema/case.ts'

export type ColourName = (typeof colourNames)[number]

/** One change that classical means can make. */
export type Operation =
  | { op: 'recolour'; from?: ColourName; to: ColourName }
  | { op: 'remove'; colour?: ColourName }
  | { op: 'text'; from: string; to: string }
  | { op: 'tone'; tone: Tone }
  | { op: 'paint'; paint: Paint }
  | { op: 'borrow-palette' }

export type Tone =
  | 'night'
  | 'sunset'
  | 'warm'
  | 'cold'
  | 'brighter'
  | 'darker'
  | 'winter'
  | 'autumn'
  | 'rain'
  | 'fog'
  | 'sepia'
  | 'monochrome'

export type Paint = 'watercolour' | 'oil' | 'sketch' | 'pixels' | 'poster'
