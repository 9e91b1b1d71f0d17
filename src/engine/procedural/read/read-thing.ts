import type { Spot, Thing } from '../operation.ts'
import { coloursIn } from './colour-words.ts'
import { numberIn } from './numbers.ts'
import { isPlural, nounsIn } from './nouns.ts'
import { placeIn, readTarget, speaksOfCue } from './read-target.ts'

const prepositions =
  /\b(on top of|on|onto|in front of|in|into|inside|at|above|over|below|under|beneath|next to|beside|near|behind|to the left of|to the right of|left of|right of|around|along|across|between|with|for|from|to)\b/

/** Where "a red hat on his head" goes on from what it is to where it is. */
export function splitSpot(phrase: string): [what: string, where: string] {
  const at = prepositions.exec(phrase)?.index
  return at === undefined ? [phrase, ''] : [phrase.slice(0, at), phrase.slice(at)]
}

/** What is to be drawn; undefined when no word of it is known. */
export function readThing(phrase: string): Thing | undefined {
  const [what] = splitSpot(phrase)
  const noun = nounsIn(what).at(-1) ?? nounsIn(phrase)[0]
  if (!noun) return undefined
  const before = phrase.slice(0, noun.end)
  const colour = coloursIn(before).at(-1)
  const said = numberIn(
    before.replaceAll(/\b(?:pair|couple) of (?=sun|glass|trouser|jean|boot|shoe)/g, ''),
  )
  const count = said ?? (isPlural(noun.word) ? 3 : 1)
  const thing: Thing = { noun: noun.noun, count }
  if (colour) thing.colour = colour.colour
  if (/\b(?:big|large|huge|giant|full)\b|大的?/.test(before)) thing.size = 'large'
  else if (/\b(?:small|little|tiny|mini)\b|小的/.test(before)) thing.size = 'small'
  return thing
}

const relations: readonly (readonly [NonNullable<Spot['by']>['relation'], RegExp])[] = [
  ['left-of', /left of|左边|左侧/],
  ['right-of', /right of|右边|右侧/],
  ['above', /\babove\b|\bover\b|上方/],
  ['below', /\bbelow\b|\bunder(?:neath)?\b|\bbeneath\b|下方|下面/],
  ['beside', /next to|\bbeside\b|\bnear\b|\bby\b|旁边|旁|附近/],
  ['on', /\bon\b|\bonto\b|on top of|around|\bwith\b|\bfor\b|\bto\b|上|戴/],
]

const sides =
  /\b(?:to|on|in|at) the (?:far |very )?(?:(?:top|bottom|upper|lower)[- ]?)?(?:left|right|middle|cent(?:re|er)|top|bottom|background|foreground|corner|sky|air|side)\b/

/** Where it is to stand. */
export function readSpot(where: string): Spot {
  const spot: Spot = {}
  if (speaksOfCue(where)) return { cue: true }
  const target = readTarget(where.replace(prepositions, ' '))
  const relation = relations.find(([, pattern]) => pattern.test(where))?.[0]
  const isSide = sides.test(where) && !/\b(?:left|right) of\b/.test(where)
  if (target.noun && relation && (!isSide || relation !== 'on')) spot.by = { relation, target }
  else if (target.noun) spot.by = { relation: 'on', target }
  const place = placeIn(where)
  if (place && !(spot.by && /\b(?:left|right) of|next to/.test(where))) spot.place = place
  if (/\b(?:sky|air)\b|天上|天空|空中/.test(where)) {
    delete spot.by
    spot.place = { down: 'top', ...place }
  }
  return spot
}
