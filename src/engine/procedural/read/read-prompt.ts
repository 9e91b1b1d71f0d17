import type { ColourName } from '../see/colour-likeness.ts'
import type { Look, Tone } from '../operation.ts'
import { clauseOf } from './clause.ts'
import { coloursIn } from './colour-words.ts'
import { nounsIn, isPlural, type Mention } from './nouns.ts'
import { numberIn } from './numbers.ts'
import { sceneIn } from './places.ts'
import { present } from './present.ts'
import { unquote } from '#schema/quotes.ts'
import { readLook, weatherIn } from './read-mood.ts'

/** Several things of one kind in a prompt. */
export interface Group {
  noun: string
  colour?: ColourName
  count: number
}

/** What a prompt asks to be drawn. */
export interface Prompt {
  words: string
  groups: Group[]
  /** Of the first two groups: where the first lies from the second. */
  relation?: 'left-of' | 'right-of' | 'above' | 'below'
  /** A plain ground of one colour. */
  background?: ColourName
  text?: string
  place?: string
  /** Plain shapes without light and shade. */
  flat: boolean
  look?: Look
  weather?: Tone
}

/** What plain words mean where flat shapes are asked for. */
const asShape: Readonly<Record<string, string>> = {
  ball: 'circle',
  balloon: 'circle',
  circle: 'circle',
  bubble: 'circle',
  box: 'square',
  square: 'square',
  triangle: 'triangle',
  tent: 'triangle',
  stars: 'star',
  heart: 'heart',
  diamond: 'diamond',
}

const relations: readonly (readonly [RegExp, NonNullable<Prompt['relation']>])[] = [
  [/left of|左边|左侧|左方/i, 'left-of'],
  [/right of|右边|右侧|右方/i, 'right-of'],
  [/\babove\b|over the|on top of|上方|上面/i, 'above'],
  [/\bbelow\b|under(?:neath)?|下方|下面/i, 'below'],
]

/** Words of the vocabulary that are part of a place, or surfaces, and no things to set into it. */
const scenery = new Set([
  'sky',
  'ground',
  'water',
  'grass',
  'wall',
  'background',
  'cloth',
  'snow',
  'mountains',
  'text',
  'lights',
  'skin',
  'face',
  'eyes',
  'head',
  'hair',
  'mouth',
  'roof',
  'painting',
  'top',
  'trousers',
  'dress',
  'shoes',
  'wheel',
])

const crowd =
  /\b(?:field|fields|full|sea|meadow|garden|crowd|lots|hundreds|many) of\s*\w*\s*$|\bmany\s*$|满|许多|很多/i

/** "a slice of cake on a plate", "a vase of flowers": what holds and what is held are one thing to draw. */
const goesWith = (noun: string, before: string, last: string | undefined): boolean =>
  (/^\s*(?:full )?of\s*$/.test(before) && /^(?:vase|cup|glass|bottle)$/.test(last ?? '')) ||
  (/^(?:saucer|table)$/.test(noun) && /\bon an?\s*\w*\s*$/.test(before))

function countOf(text: string, { at, word }: Mention, before: string): number {
  const plural = isPlural(word)
  if (plural && crowd.test(text.slice(Math.max(0, at - 24), at))) return 14
  if (/festival|fair\b/.test(text) && /lantern|balloon|kite/.test(word)) return 9
  // "a still life of lemons": the article is not theirs.
  return numberIn(plural ? before.replaceAll(/\ban?\b/g, ' ') : before) ?? (plural ? 3 : 1)
}

function groupsOf(text: string, flat: boolean): Group[] {
  const groups: Group[] = []
  const twig = /branch|twig|枝/.test(text)
  let from = 0
  for (const mention of nounsIn(text)) {
    const before = text.slice(from, mention.at)
    from = mention.end
    const noun = flat ? (asShape[mention.noun] ?? mention.noun) : mention.noun
    const part =
      scenery.has(noun) ||
      goesWith(noun, before, groups.at(-1)?.noun) ||
      (noun === 'leaves' && twig)
    const colour = coloursIn(before).at(-1)?.colour
    const known = groups.some((group) => group.noun === noun && group.colour === colour)
    if (part || known || (flat && colour === undefined)) continue
    groups.push({ noun, count: countOf(text, mention, before), ...present({ colour }) })
  }
  if (/breakfast|早餐|早饭/.test(text) && groups.every(({ noun }) => noun === 'table'))
    return ['cup', 'bread', 'apple'].map((noun) => ({ noun, count: 1 }))
  return groups
}

function backgroundOf(text: string): ColourName | undefined {
  const [, words] =
    /(?:on|against|with|in|over)\s+(?:an?\s+)?(?:plain\s+|solid\s+|simple\s+)?(\w+)\s+(?:background|backdrop)/i.exec(
      text,
    ) ??
    /(.)色?(?:的)?背景/u.exec(text) ??
    []
  return words === undefined ? undefined : coloursIn(words)[0]?.colour
}

const isFlat = (text: string): boolean =>
  /\bflat\b|\bshapes?\b|平面|图形/.test(text) ||
  (/circle|square|triangle|圆形|方形|三角形|心形/.test(text) && !/photo|realistic/.test(text))

function lookIn(text: string): Look | undefined {
  if (/painterly|painting|印象/.test(text)) return 'impressionist'
  const look = readLook(clauseOf(text, []))
  // A poster is a thing to draw, with its text.
  return look?.op === 'look' && look.look !== 'poster' ? look.look : undefined
}

/** A text in capitals that is not quoted: "a sign that says OPEN". */
const capitalsIn = (prompt: string): string | undefined =>
  /\b(?:says|reads|saying|reading|words?|titled|text)\s+([A-Z0-9][A-Z0-9&!'. -]*[A-Z0-9!])(?![a-z])/.exec(
    prompt,
  )?.[1]

/** Reads a prompt (English, basic Chinese): things with counts and colours, one relation, ground, text, place and manner. */
export function readPrompt(prompt: string): Prompt {
  const { plain, quotes } = unquote(prompt)
  const text = plain.toLowerCase()
  const background = backgroundOf(text)
  const flat = background !== undefined || isFlat(text)
  return {
    words: text,
    groups: groupsOf(text, flat),
    flat,
    ...present({
      relation: relations.find(([pattern]) => pattern.test(text))?.[1],
      background,
      text: quotes[0] ?? capitalsIn(prompt),
      place: sceneIn(text),
      look: lookIn(text),
      weather: weatherIn(text),
    }),
  }
}
