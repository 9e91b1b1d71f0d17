import type { Component } from '#image/components.ts'
import type { Mask } from '#image/pixels.ts'
import type { Target } from '../operation.ts'
import type { Plane } from '../raster/enlarge.ts'
import { fillHoles, inverse, union } from '../raster/morphology.ts'
import { piecesOf } from './by-colour.ts'
import { findByColour, placeCost } from './choose-pieces.ts'
import { findEyes } from './find-eyes.ts'
import { findFaces } from './find-face.ts'
import { findGlare, findLights } from './find-lights.ts'
import { findStuff, isStuff } from './find-stuff.ts'
import { findPeople, findSubject, nearAnimal } from './find-subject.ts'
import { chooseThing, findThings } from './find-thing.ts'
import { findWorn, isWorn } from './find-worn.ts'
import { boxOf, foundOf, type Found } from './found.ts'
import { matte } from './matte.ts'
import type { Sight } from './sight.ts'
import { standingOutIn } from './standing-out.ts'

const people = new Set(['woman', 'man', 'girl', 'boy', 'child', 'person'])
const animals = new Set(['dog', 'cat', 'bird', 'horse', 'cow', 'rabbit', 'fish'])

function backgroundOf(sight: Sight): Mask | undefined {
  const subject = findSubject(sight)
  return subject && inverse(subject)
}

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

/** Words with a rule of their own, whoever is meant. */
const rules: Readonly<Record<string, (sight: Sight, target: Target) => Mask | undefined>> = {
  lights: findLights,
  stars: findLights,
  sun: findGlare,
  face: faceMask,
  eyes: (sight, { owner }) => findEyes(sight, animals.has(owner ?? '')),
}

/** What is found by a rule of its own: lights, parts and garments of a person, the person. */
function personal(sight: Sight, target: Target): Mask | undefined {
  const noun = target.noun ?? ''
  const rule = target.colour ? undefined : rules[noun]
  if (rule) return rule(sight, target)
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

/** What stands out most; with a note when the phrase had words that are not known. */
function unnamed(sight: Sight, { words }: Target): Found | undefined {
  const subject = findSubject(sight)
  const found = subject && foundOf(subject)
  const unknown = words
    .replaceAll(/\b(?:the|a|an|this|that|it|thing|object|same|subject)\b/g, '')
    .trim()
  return found && unknown !== ''
    ? { ...found, note: `"${unknown}" is no known word: what stands out most was taken` }
    : found
}

/** Sky, water, leaves and the like are asked for as a whole; "the large tulip" is one thing. */
const meansStuff = ({ noun, size, order, colour }: Target): boolean =>
  isStuff(noun) && size === undefined && order === undefined && !(colour && noun === 'flowers')

/** Finds what a phrase means. Undefined when nothing in the picture is like it. */
export function resolveTarget(sight: Sight, target: Target): Found | undefined {
  const { noun, colour, within } = target
  if (within) return withinSomething(sight, within)
  const own = noun === 'background' ? backgroundOf(sight) : personal(sight, target)
  if (own) return foundOf(own)
  if (noun === 'background' || (noun !== undefined && noun in rules && !colour)) return undefined
  if (meansStuff(target)) {
    const stuff = findStuff(sight, target)
    return stuff && foundOf(stuff)
  }
  if (colour) return findByColour(sight, target)
  return noun === undefined ? unnamed(sight, target) : thing(sight, target)
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
