import type { Pixels } from '#image/pixels.ts'
import type { LineReader } from '../letter/line-reader.ts'

/** What a tier spends. */
export interface Tier {
  /** Part of the size it works at and hands over. */
  scale: number
  /** Soft edges, patches instead of smooth fill, light and shadow of what is added. */
  careful: boolean
}

/** What every operation is given beside the picture and its own words. */
export interface Job {
  tier: Tier
  seed: number
  /** All pictures of the request at this tier's size, the source first. */
  pictures: readonly Pixels[]
  /** Reads text where the optional packages are there. */
  reader: LineReader
  /** Says what could not be done as asked. */
  warn: (message: string) => void
}
