import type { Component } from '#image/components.ts'
import type { Target } from '../operation.ts'
import { colourPlane, maskOfPieces, patchesByColour, piecesOfPatches } from './by-colour.ts'
import type { Box } from './find-face.ts'
import { personPatches } from './find-subject.ts'
import { isPersonal, judgeOf, scorePatches } from './find-thing.ts'
import { boxOf, foundOf, type Found } from './found.ts'
import { maskOfSides } from './grab.ts'
import { priors } from './priors.ts'
import type { Sight } from './sight.ts'

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

/** How far a piece is from the side of the picture that was named. */
export const placeCost = ({ centroid }: Component, { place }: Target, { small }: Sight): number => {
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

/** Words that mean all there is of a kind, in the singular too. */
const isMany = (noun: string | undefined): boolean =>
  noun === 'flowers' || noun === 'leaves' || noun === 'lights' || noun === 'stars'

/** What bears a colour, all of it or the piece that is meant. */
export function findByColour(sight: Sight, target: Target): Found | undefined {
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
