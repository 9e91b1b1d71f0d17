import type { Place, Target } from '../operation.ts'
import { coloursIn } from './colour-words.ts'
import { isPlural, nounsIn, type Mention } from './nouns.ts'
import { present } from './present.ts'

const across: readonly (readonly [NonNullable<Place['across']>, RegExp])[] = [
  ['left', /\bleft|左/],
  ['right', /\bright\b|\brightmost|右/],
  ['middle', /\b(?:middle|centre|center|central)\b|中间|中央/],
]

const down: readonly (readonly [NonNullable<Place['down']>, RegExp])[] = [
  ['top', /\b(?:top|upper|above|highest)\b|上方|上面|顶部|上边/],
  ['bottom', /\b(?:bottom|lower|below|lowest|beneath)\b|下方|下面|底部|下边/],
]

const depth: readonly (readonly [NonNullable<Place['depth']>, RegExp])[] = [
  ['back', /\b(?:in|at) the (?:background|back|distance)\b|\bbehind\b|背景里|背景中|后面|远处/],
  ['front', /\b(?:in|at) the (?:foreground|front)\b|前景|前面/],
]

const found = <T>(table: readonly (readonly [T, RegExp])[], text: string): T | undefined =>
  table.find(([, pattern]) => pattern.test(text))?.[0]

/** The side of the picture that a text names. */
export function placeIn(text: string): Place | undefined {
  const place: Place = {}
  const x = found(across, text)
  const y = found(down, text)
  const z = found(depth, text)
  if (x) place.across = x
  if (y) place.down = y
  if (z) place.depth = z
  return x || y || z ? place : undefined
}

const ordinals: readonly (readonly [number, RegExp])[] = [
  [1, /\bfirst\b|\bleftmost\b|第一/],
  [2, /\bsecond\b|第二/],
  [3, /\bthird\b|第三/],
  [4, /\bfourth\b|第四/],
  [-1, /\blast\b|\brightmost\b|最后/],
]

const pictures: readonly (readonly [number, RegExp])[] = [
  [
    1,
    /\b(?:first|1st) (?:image|picture|photo)|(?:image|picture|photo) (?:1|one)\b|第一张|图一|图1/,
  ],
  [
    2,
    /\b(?:second|2nd|other|reference) (?:image|picture|photo|one)|(?:image|picture|photo) (?:2|two)\b|\bthe second(?=[\s,.]*$)|第二张|图二|图2/,
  ],
  [
    3,
    /\b(?:third|3rd) (?:image|picture|photo)|(?:image|picture|photo) (?:3|three)\b|\bthe third(?=[\s,.]*$)|第三张|图三|图3/,
  ],
]

/** Which of the given pictures a text means, counted from 1. */
export function pictureIn(text: string): number | undefined {
  const said = pictures.flatMap(([number, pattern]) => {
    const at = text.search(pattern)
    return at < 0 ? [] : [{ number, at }]
  })
  return said.sort((a, b) => a.at - b.at)[0]?.number
}

export const speaksOfCue = (text: string): boolean =>
  /\b(?:in|inside|within|under|into) (?:the |each |every |all )?(?:\w+ )?(?:box|boxes|ellipses?|circles?|rectangles?|frames?|outlines?)\b|\b(?:marked|outlined|circled|boxed|highlighted|framed)\b|(?:框|圈|标记)(?:里|内|中|出|住|起)|(?:红|方)框/u.test(
    text,
  )

const sizes: readonly (readonly [NonNullable<Target['size']>, RegExp])[] = [
  ['large', /\b(?:big|bigger|biggest|large|larger|largest|huge|tall|main)\b|最大|大的/],
  ['small', /\b(?:small|smaller|smallest|little|tiny|tiniest)\b|最小|小的/],
]

/** Words after which a phrase tells where its thing is, no longer what it is. */
const tail =
  /\b(?:in|on|at|of|to|from|with|behind|below|above|under|near|next|beside|by|inside|within|that|which|who|wearing)\b/

/** The word a phrase is about, and whose it is: "the eyes of the cat" are eyes, and so are "the cat's eyes". */
function headOf(phrase: string): { head?: Mention; owner?: Mention; within?: Mention } {
  const nouns = nounsIn(phrase)
  const chinese = /\p{Script=Han}/u.test(phrase)
  if (chinese) {
    const head = nouns.at(-1)
    const owner = nouns.at(-2)
    return { ...(head ? { head } : {}), ...(owner ? { owner } : {}) }
  }
  const cut = tail.exec(phrase)?.index ?? phrase.length
  const before = nouns.filter(({ at }) => at < cut)
  const after = nouns.filter(({ at }) => at >= cut)
  // "the thing on her face" is no face.
  if (
    before.length === 0 &&
    /\b(?:thing|object|item|stuff|something|one|everything)\b/.test(phrase.slice(0, cut))
  )
    return after[0] ? { within: after[0] } : {}
  const head = before.at(-1) ?? after[0]
  const possessor = before.findLast(({ word }) => word.endsWith("'s"))
  const owned = /^of\b/.test(phrase.slice(cut)) ? after[0] : undefined
  const owner = possessor ?? owned
  return { ...(head ? { head } : {}), ...(owner && owner !== head ? { owner } : {}) }
}

/** The colour of the thing itself: in "the cup on the red table" the cup has none. */
function colourIn(phrase: string): Target['colour'] {
  const chinese = /\p{Script=Han}/u.test(phrase)
  const cut = chinese ? phrase.length : (tail.exec(phrase)?.index ?? phrase.length)
  return coloursIn(phrase.slice(0, cut)).at(-1)?.colour
}

/** "one of the three balls" speaks of balls. */
const partOf =
  /^(?:only |exactly |just )?(?:one|two|three|four|five|some|all|both|each|any|\d+) of\s+/

const several = /\b(?:all|every|both|each|two|three|four|five)\b|所有|全部|都|每/

/** Reads a noun phrase; whatever it does not hold is left out. */
export function readTarget(said: string): Target {
  const phrase = said.replace(partOf, '')
  const { head, owner, within } = headOf(phrase)
  const cue = speaksOfCue(phrase)
  const picture = pictureIn(phrase)
  const many = several.test(said) || (head !== undefined && isPlural(head.word))
  return {
    words: said.trim(),
    ...present({
      noun: head?.noun,
      owner: owner?.noun,
      within: cue ? undefined : within?.noun,
      colour: colourIn(phrase),
      size: found(sizes, phrase),
      place: placeIn(phrase),
      many: many || undefined,
      picture,
      order: picture === undefined ? found(ordinals, phrase) : undefined,
      cue: cue || undefined,
    }),
  }
}
