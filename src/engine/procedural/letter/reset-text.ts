import type { Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import { inpaint } from '../fill/inpaint.ts'
import type { Job } from '../alter/job.ts'
import { layOver } from '../alter/sprite.ts'
import { recolour, labOfName } from '../alter/recolour.ts'
import { crop, frameWithin, type Frame } from '../raster/crop.ts'
import type { ColourName } from '../see/colour-likeness.ts'
import { gapsIn, inkHole, inkIn, type Ink } from './ink.ts'
import { boardOf, laidOut, type LineLayout, type Word } from './line-layout.ts'
import { locateText, type Located } from './locate-text.ts'
import { faceFor, letter, likeTypeface, type Lettering, type Typeface } from './typeface.ts'

const hex = ([r, g, b]: readonly [number, number, number]): string =>
  `#${[r, g, b].map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`

/** The column of a share of the line's characters, moved to the nearest gap wide enough to part words. */
function edgeAt(ink: Ink, share: number): number {
  const { box } = ink
  const guess = box.left + share * box.width
  if (share <= 0) return box.left
  if (share >= 1) return box.left + box.width
  const gaps = gapsIn(ink)
  const widest = Math.max(0, ...gaps.map(({ from, until }) => until - from))
  let best = { at: guess, cost: Infinity }
  for (const { from, until } of gaps) {
    const middle = (from + until) / 2
    // A word ends at a wide gap; letters are parted by narrow ones.
    const cost = Math.abs(middle - guess) / box.height + 1.2 * (1 - (until - from) / widest)
    if (cost < best.cost) best = { at: middle, cost }
  }
  return Math.round(best.at)
}

function wordOf(pixels: Pixels, located: Located): Word | undefined {
  const { box } = located
  const margin = box.height * 0.12
  const around = frameWithin(pixels, {
    left: box.left - margin,
    top: box.top - margin * 0.5,
    width: box.width + 2 * margin,
    height: box.height + margin,
  })
  const ink = inkIn(pixels, around)
  if (!ink) return undefined
  const alone = located.from <= 0 && located.until >= 1
  return { ink, left: edgeAt(ink, located.from), right: edgeAt(ink, located.until), alone }
}

/** Rows of the ink within some columns. */
function tightFrame({ shares, box }: Ink, left: number, right: number): Frame {
  let [top, bottom, first, last] = [box.top + box.height, box.top, right, left]
  for (let y = box.top; y < box.top + box.height; y++)
    for (let x = left; x < right; x++) {
      if (shares.data[y * shares.width + x]! < 0.5) continue
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
      first = Math.min(first, x)
      last = Math.max(last, x)
    }
  return {
    left: first,
    top,
    width: Math.max(1, last - first + 1),
    height: Math.max(1, bottom - top + 1),
  }
}

/** Cuts the ink of some columns out as a picture with alpha. */
interface Cut {
  pixels: Pixels
  left: number
  top: number
}

function cutInk(
  pixels: Pixels,
  { shares, box, colour }: Ink,
  left: number,
  right: number,
): Cut | undefined {
  if (right - left < 2) return undefined
  const frame = frameWithin(pixels, {
    left,
    top: box.top - 2,
    width: right - left,
    height: box.height + 4,
  })
  const cut = crop(pixels, frame)
  for (let y = 0; y < frame.height; y++)
    for (let x = 0; x < frame.width; x++) {
      const at = (y * frame.width + x) * 4
      cut.data[at + 3] = Math.round(
        255 * shares.data[(frame.top + y) * shares.width + frame.left + x]!,
      )
      if (cut.data[at + 3]! < 250) for (let c = 0; c < 3; c++) cut.data[at + c] = colour[c]!
    }
  return { pixels: cut, left: frame.left, top: frame.top }
}

/** Size in pixels at which a face's drawing of a text is as tall as the old one. */
async function sizeFor(text: string, face: Typeface, height: number): Promise<number> {
  const drawn = await letter(text, face, 100, '#000')
  return drawn ? (height / drawn.ink.height) * 100 : height * 1.37
}

/** Puts the drawn word on the old baseline. */
const topOf = (old: Frame, oldDrawn: Lettering, drawn: Lettering, scale: number): number => {
  const oldBase =
    old.top + old.height + (oldDrawn.baseline - (oldDrawn.ink.top + oldDrawn.ink.height)) * scale
  return oldBase - (drawn.baseline - drawn.ink.top)
}

async function cleaned(
  pixels: Pixels,
  word: Word,
  from: number,
  until: number,
  job: Job,
): Promise<Pixels> {
  const margin = Math.max(1, Math.round(word.ink.box.height / 16))
  return inpaint(pixels, inkHole(word.ink, from, until, margin), {
    seed: job.seed,
    patches: job.tier.careful,
  })
}

/** The ink of a frame on its own. */
function inkOfFrame(
  { shares }: Ink,
  frame: Frame,
): { width: number; height: number; data: Float32Array } {
  const data = new Float32Array(frame.width * frame.height)
  for (let y = 0; y < frame.height; y++) {
    const from = (frame.top + y) * shares.width + frame.left
    data.set(shares.data.subarray(from, from + frame.width), y * frame.width)
  }
  return { width: frame.width, height: frame.height, data }
}

const plainFace: Typeface = { family: 'DejaVu Sans', weight: 700, italic: false }

/** The old text and the new one, drawn in the face that is most like the old one's, at its size. */
async function lettered(
  ink: Ink,
  old: Frame,
  texts: { from?: string; to: string },
  careful: boolean,
): Promise<{ old: Lettering; new: Lettering } | undefined> {
  const model = texts.from ?? texts.to
  const face = careful ? await likeTypeface(model, inkOfFrame(ink, old)) : faceFor(plainFace, model)
  const size = Math.min(600, await sizeFor(model, face, old.height))
  const colour = hex(ink.colour)
  const before = await letter(model, face, size, colour)
  const after = await letter(texts.to, faceFor(face, texts.to), size, colour)
  return before && after && { old: before, new: after }
}

/** Head and tail of a line, cut out to be moved; empty when the word is all of it, or need not move them. */
function restOf(
  pixels: Pixels,
  { ink, left, right, alone }: Word,
  place: LineLayout,
): { cut: Cut; by: number }[] {
  if (alone || (Math.abs(place.head) <= 0.5 && Math.abs(place.tail) <= 0.5)) return []
  const head = cutInk(pixels, ink, ink.box.left, left)
  const tail = cutInk(pixels, ink, right, ink.box.left + ink.box.width)
  return [
    ...(head ? [{ cut: head, by: place.head }] : []),
    ...(tail ? [{ cut: tail, by: place.tail }] : []),
  ]
}

/** Sets `to` where `from` stands: its face, size, colour and place in the line; the line's other words make room. */
async function setWord(
  pixels: Pixels,
  word: Word,
  texts: { from?: string; to: string },
  job: Job,
): Promise<Pixels | undefined> {
  const { ink } = word
  const old = tightFrame(ink, word.left, word.right)
  const drawn = await lettered(ink, old, texts, job.tier.careful)
  if (!drawn) return undefined
  const stretch = Math.min(1.15, Math.max(0.85, old.width / drawn.old.ink.width))
  const span = { ...word, left: old.left, right: old.left + old.width }
  const place = laidOut(span, boardOf(pixels, ink), drawn.new.ink.width * stretch)
  const rest = restOf(pixels, word, place)
  const all = rest.length > 0
  let result = await cleaned(
    pixels,
    word,
    all ? 0 : word.left,
    all ? pixels.width : word.right,
    job,
  )
  // What does not fit becomes smaller as a whole; a little is squeezed.
  const { width, height } = drawn.new.pixels
  const shrink = Math.min(1, (place.width / width) * 1.06)
  const sized = await resizePixels(
    drawn.new.pixels,
    Math.max(1, Math.round(place.width)),
    Math.max(1, Math.round(height * shrink)),
  )
  const top = topOf(old, drawn.old, drawn.new, 1) + (height * (1 - shrink)) / 2
  result = layOver(result, sized, place.word, top)
  for (const { cut, by } of rest) result = layOver(result, cut.pixels, cut.left + by, cut.top)
  return result
}

async function found(
  pixels: Pixels,
  text: string | undefined,
  job: Job,
): Promise<Word | undefined> {
  const located = await locateText(pixels, text, job.reader)
  if (!located) return undefined
  if (located.guessed) job.warn('the old text was found by its shape; it was not read')
  return wordOf(pixels, located)
}

/** Finds `from`, removes it, and sets `to` in its place. Undefined when it is not there. */
export async function resetText(
  pixels: Pixels,
  texts: { from?: string; to: string },
  job: Job,
): Promise<Pixels | undefined> {
  const word = await found(pixels, texts.from, job)
  return word && setWord(pixels, word, texts, job)
}

/** Finds a text and removes it. */
export async function eraseText(
  pixels: Pixels,
  text: string,
  job: Job,
): Promise<Pixels | undefined> {
  const word = await found(pixels, text, job)
  return word && cleaned(pixels, word, word.left, word.right, job)
}

/** Finds a text and gives its letters another colour. */
export async function colourText(
  pixels: Pixels,
  text: string | undefined,
  to: ColourName,
  job: Job,
): Promise<Pixels | undefined> {
  const word = await found(pixels, text, job)
  if (!word) return undefined
  const { shares } = word.ink
  const own = shares.data.map((share, at) => {
    const x = at % shares.width
    return x >= word.left && x < word.right ? share : 0
  })
  return recolour(pixels, { ...shares, data: own }, labOfName(to))
}
