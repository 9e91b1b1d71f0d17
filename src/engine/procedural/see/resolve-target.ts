import type { Mask } from '#image/pixels.ts'
import type { Target } from '../operation.ts'
import type { Plane } from '../raster/enlarge.ts'
import { fillHoles, inverse, union } from '../raster/morphology.ts'
import {
  colourPlane,
  maskOfPieces,
  patchesByColour,
  piecesOf,
  piecesOfPatches,
} from './by-colour.ts'
import type { Component } from '#image/components.ts'
import { findEyes } from './find-eyes.ts'
import { findLights } from './find-lights.ts'
import { findFaces, type Box } from './find-face.ts'
import { findStuff, isStuff } from './find-stuff.ts'
import { findPeople, findSubject, nearAnimal, personPatches } from './find-subject.ts'
import { chooseThing, findThings, isPersonal, judgeOf, scorePatches } from './find-thing.ts'
import { findWorn, isWorn } from './find-worn.ts'
import { priors } from './priors.ts'
import { maskOfSides } from './grab.ts'
import { matte } from './matte.ts'
import type { Sight } from './sight.ts'
import { standingOutIn } from './standing-out.ts'

/** What an instruction's phrase means in a picture. */
export interface Found {
  /** At the small size. */
  mask: Mask
  /** The pieces it is made of, largest first; several for "all balloons". */
  pieces: Component[]
  /** How it was found, when that is worth a warning. */
  note?: string
}

const people = new Set(['woman', 'man', 'girl', 'boy', 'child', 'person'])
const animals = new Set(['dog', 'cat', 'bird', 'horse', 'cow', 'rabbit', 'fish'])

export const boxOf = ({ box }: Component): Box => ({
  left: box.x,
  top: box.y,
  width: box.width,
  height: box.height,
})

/** Distance between two boxes, in pixels. */
function gapOf(one: Box, two: Box): number {
  const dx = Math.max(
    0,
    Math.max(one.left, two.left) - Math.min(one.left + one.width, two.left + two.width),
  )
  const dy = Math.max(
    0,
    Math.max(one.top, two.top) - Math.min(one.top + one.height, two.top + two.height),
  )
  return Math.hypot(dx, dy)
}

const placeCost = ({ centroid }: Component, { place }: Target, { small }: Sight): number => {
  const wantedX = { left: 0, middle: 0.5, right: 1 }
  const wantedY = { top: 0, middle: 0.5, bottom: 1 }
  const x = place?.across ? Math.abs(centroid.x / small.width - wantedX[place.across]) : 0
  const y = place?.down ? Math.abs(centroid.y / small.height - wantedY[place.down]) : 0
  return x + y
}

interface Rated {
  piece: Component
  /** How well it bears the colour, and how likely it is the thing. */
  quality: number
  score: number
}

/** Mean of how well a piece's pixels bear the colour. */
const qualityOf = ({ pixels }: Component, plane: Float32Array | undefined): number =>
  plane ? pixels.reduce((sum, at) => sum + plane[at]!, 0) / pixels.length : 1

function merged(one: Component, two: Component): Component {
  const [a, b] = [one.box, two.box]
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  const area = one.area + two.area
  const mean = (axis: 'x' | 'y'): number =>
    (one.centroid[axis] * one.area + two.centroid[axis] * two.area) / area
  const pixels = new Int32Array(area)
  pixels.set(one.pixels)
  pixels.set(two.pixels, one.pixels.length)
  return {
    area,
    box: {
      x,
      y,
      width: Math.max(a.x + a.width, b.x + b.width) - x,
      height: Math.max(a.y + a.height, b.y + b.height) - y,
    },
    centroid: { x: mean('x'), y: mean('y') },
    pixels,
  }
}

/** Stripes and lit sides part a thing: pieces that touch, are about as large and about as pure belong together. */
function belongTogether(one: Rated, two: Rated): boolean {
  const [small, large] = one.piece.area < two.piece.area ? [one, two] : [two, one]
  const purity = Math.min(one.quality, two.quality) / Math.max(one.quality, two.quality)
  return (
    gapOf(boxOf(one.piece), boxOf(two.piece)) <= 2.5 &&
    purity > 0.55 &&
    large.piece.area < small.piece.area * 9 &&
    (large.piece.area < small.piece.area * 3 || large.quality > small.quality * 0.9)
  )
}

function joinPieces(pieces: readonly Component[], plane: Float32Array | undefined): Component[] {
  const rated = (piece: Component): Rated => ({ piece, quality: qualityOf(piece, plane), score: 0 })
  const groups: Rated[] = []
  for (const piece of pieces.toSorted((a, b) => b.area - a.area)) {
    const one = rated(piece)
    const at = groups.findIndex((group) => belongTogether(group, one))
    if (at < 0) groups.push(one)
    else groups[at] = rated(merged(groups[at]!.piece, piece))
  }
  return groups.map(({ piece }) => piece)
}

/** Rates each piece by its colour and, where the word has a prior, by shape and place. */
function rate(sight: Sight, all: readonly Component[], target: Target): Rated[] {
  const plane = target.colour ? colourPlane(sight, target.colour) : undefined
  const { colour: _colour, ...plain } = target
  const judge = judgeOf(sight, plain)
  const known = target.noun !== undefined && target.noun in priors
  return joinPieces(all, plane).map((piece): Rated => {
    const patches = new Set<number>()
    for (const at of piece.pixels) patches.add(sight.patches.labels[at]!)
    const quality = qualityOf(piece, plane)
    // A word with a known look says more than mere size.
    const byLook = scorePatches(sight, patches, judge).score * (known ? 0.8 : 0.35)
    const bySize = Math.log(piece.area) * (known ? 0.4 : 1)
    return { piece, quality, score: byLook + bySize + 6 * Math.log(quality + 0.02) }
  })
}

/** Which piece of several is meant by size, order or place; the best one when nothing is said of that. */
function choosePiece(pieces: readonly Component[], target: Target, sight: Sight): Component {
  const best = pieces[0] as Component
  const largest = Math.max(...pieces.map(({ area }) => area))
  const large = pieces.filter(({ area }) => area > largest * 0.25)
  const byArea = large.toSorted((a, b) => a.area - b.area)
  if (target.order !== undefined) {
    const row = large.toSorted((a, b) => a.centroid.x - b.centroid.x)
    if (target.place?.across === 'right') row.reverse()
    return row.at(target.order > 0 ? target.order - 1 : target.order) ?? best
  }
  if (target.place) {
    const cost = (one: Component): number => placeCost(one, target, sight)
    return large.toSorted((a, b) => cost(a) - cost(b))[0] ?? best
  }
  if (target.size) return byArea.at(target.size === 'small' ? 0 : -1) ?? best
  return best
}

/** The pieces that are meant: all of several, or one with what lies so near and is so like it that it is part of it. */
function choosePieces(all: readonly Component[], target: Target, sight: Sight): Component[] {
  const rated = rate(sight, all, target)
  const purest = Math.max(...rated.map(({ quality }) => quality))
  const good = rated
    .filter(({ quality }) => quality > purest * 0.6)
    .sort((a, b) => b.score - a.score)
  const pieces = good.map(({ piece }) => piece)
  if (target.many || isMany(target.noun) || pieces.length < 2) return pieces
  const chosen = choosePiece(pieces, target, sight)
  const own = good.find(({ piece }) => piece === chosen)?.quality ?? purest
  const near = Math.hypot(chosen.box.width, chosen.box.height) * 0.1
  return rated
    .filter(
      ({ piece, quality }) =>
        piece === chosen ||
        (quality > own * 0.72 &&
          piece.area < chosen.area &&
          gapOf(boxOf(piece), boxOf(chosen)) < near),
    )
    .map(({ piece }) => piece)
}

/** What bears a colour, all of it or the piece that is meant. */
function byColour(sight: Sight, target: Target): Found | undefined {
  const sides = target.colour && patchesByColour(sight, target.colour)
  if (!sides) return undefined
  const person = personPatches(sight)
  const body = person && maskOfSides(sight, person)
  const apart = piecesOfPatches(sight, sides)
  const worn = isPersonal(target.noun)
  // A red car is no red jumper, and a red suit is red wherever the person wears it.
  const all = apart.filter(({ pixels }) => {
    const own = body ? pixels.filter((at) => body.data[at]).length / pixels.length : 0
    return worn ? own > 0.12 : own < 0.6
  })
  const meant = worn && all.length > 0 ? { ...target, many: true } : target
  const pieces = choosePieces(all.length > 0 ? all : apart, meant, sight)
  return pieces.length === 0 ? undefined : foundOf(maskOfPieces(sight.small, pieces), pieces)
}

/** Words that mean all there is of a kind, in the singular too. */
const isMany = (noun: string | undefined): boolean =>
  noun === 'flowers' || noun === 'leaves' || noun === 'lights' || noun === 'stars'

export const foundOf = (mask: Mask, pieces = piecesOf(mask, 1, 0.0002)): Found | undefined =>
  pieces.length === 0 ? undefined : { mask, pieces: pieces.toSorted((a, b) => b.area - a.area) }

function faceMask(sight: Sight): Mask | undefined {
  const face = findFaces(sight)[0]
  if (!face) return undefined
  const { width, height } = sight.small
  const mask: Mask = { width, height, data: new Uint8Array(width * height) }
  for (let y = face.top; y < face.top + face.height; y++)
    for (let x = face.left; x < face.left + face.width; x++) {
      const dx = (x - face.left - face.width / 2) / (face.width / 2)
      const dy = (y - face.top - face.height / 2) / (face.height / 2)
      if (dx * dx + dy * dy <= 1) mask.data[y * width + x] = 255
    }
  return mask
}

/** Whom of several people a phrase means. */
function choosePerson(sight: Sight, target: Target): Mask | undefined {
  const { many, order, place } = target
  if (!many && order === undefined && !place) return findSubject(sight)
  const people = findPeople(sight)
  if (many) return people.reduce(union)
  if (order !== undefined) return people.at(order > 0 ? order - 1 : order)
  const cost = (mask: Mask): number => placeCost(piecesOf(mask, 1)[0] as Component, target, sight)
  return people.toSorted((one, two) => cost(one) - cost(two))[0]
}

/** "The thing on her face": what stands out most within something known. */
function withinSomething(sight: Sight, noun: string): Found | undefined {
  const place = resolveTarget(sight, { words: noun, noun })?.pieces[0]
  const node = place && standingOutIn(sight, boxOf(place), 0.5)
  return node === undefined ? undefined : foundOf(sight.maskOfNode(node))
}

/** What is found by a rule of its own: lights, parts and garments of a person, the person. */
function personal(sight: Sight, target: Target): Mask | undefined {
  const noun = target.noun ?? ''
  if (noun === 'lights' || noun === 'stars') return findLights(sight, target)
  if (noun === 'eyes') return findEyes(sight, animals.has(target.owner ?? ''))
  if (noun === 'face') return faceMask(sight)
  if (people.has(noun) && findFaces(sight).length > 0) return choosePerson(sight, target)
  if (animals.has(noun) && !target.place && !target.many) return nearAnimal(sight)
  return isWorn(noun) && !target.colour ? findWorn(sight, noun) : undefined
}

/** A region that is less like the thing than this is something else. */
const least = -3

function thing(sight: Sight, target: Target): Found | undefined {
  const candidates = findThings(sight, target).filter(({ score }) => score > least)
  const chosen = target.many
    ? candidates.filter(({ score }) => score > (candidates[0]?.score ?? 0) - 1.2)
    : [chooseThing(candidates, target)]
  const masks = chosen.flatMap((one) => (one ? [fillHoles(sight.maskOf(one.patches))] : []))
  const found = masks.length === 0 ? undefined : foundOf(masks.reduce(union))
  const [first, second] = candidates
  const unsure = !target.many && first && second && first.score - second.score < 0.4
  return found && unsure
    ? { ...found, note: `several things could be "${target.words}": the likeliest was taken` }
    : found
}

/** Finds what a phrase means. Undefined when nothing in the picture is like it. */
export function resolveTarget(sight: Sight, target: Target): Found | undefined {
  if (target.within) return withinSomething(sight, target.within)
  if (target.noun === 'background') {
    const subject = findSubject(sight)
    return subject && foundOf(inverse(subject))
  }
  const own = personal(sight, target)
  if (own) return foundOf(own)
  if (isStuff(target.noun) && !(target.colour && target.noun === 'flowers')) {
    const stuff = findStuff(sight, target)
    if (stuff) return foundOf(stuff)
  }
  if (target.colour) {
    return byColour(sight, target)
  }
  if (target.noun === undefined && target.colour === undefined) {
    const subject = findSubject(sight)
    const found = subject && foundOf(subject)
    const unknown = target.words
      .replaceAll(/\b(?:the|a|an|this|that|it|thing|object|same|subject)\b/g, '')
      .trim()
    return (
      found &&
      (unknown === ''
        ? found
        : { ...found, note: `"${unknown}" is no known word: what stands out most was taken` })
    )
  }
  return thing(sight, target)
}

/** The same, passing on what is worth a warning. */
export function findTarget(
  sight: Sight,
  target: Target,
  warn: (message: string) => void,
): Found | undefined {
  const found = resolveTarget(sight, target)
  if (found?.note) warn(found.note)
  return found
}

/** Soft shares of what was found, at full size. */
export const matteOf = (sight: Sight, { mask }: Found): Plane => matte(sight, mask)
