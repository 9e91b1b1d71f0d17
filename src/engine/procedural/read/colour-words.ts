import type { ColourName } from '../see/colour-likeness.ts'

const words: readonly (readonly [ColourName, RegExp])[] = [
  ['red', /\b(red|reddish|crimson|scarlet|ruby|maroon|burgundy)\b|红/gi],
  ['orange', /\borange\b|橙|橘/gi],
  ['yellow', /\b(yellow|yellowish|gold|golden|blond|blonde)\b|黄|金色/gi],
  ['green', /\b(green|greenish|emerald|olive|lime)\b|绿/gi],
  ['blue', /\b(blue|bluish|navy|teal|cyan|turquoise|azure)\b|蓝|青色/gi],
  ['purple', /\b(purple|violet|lilac|lavender|magenta)\b|紫/gi],
  ['pink', /\b(pink|rose-coloured)\b|粉/gi],
  ['brown', /\b(brown|beige|wooden|tan)\b|棕|褐/gi],
  ['black', /\bblack\b(?![- ]and[- ]white)|黑(?!白)/gi],
  ['white', /(?<!black[- ]and[- ])\bwhite\b|(?<!黑)白/gi],
  ['grey', /\b(gr[ae]y|silver|silvery|metallic)\b|灰|银色/gi],
]

export interface ColourMention {
  colour: ColourName
  at: number
  end: number
}

/** Colours named in a text and where. 粉红 and 橘黄 are one colour each, "black and white" is none. */
export function coloursIn(text: string): ColourMention[] {
  const plain = text
    .replaceAll('粉红', '粉色')
    .replaceAll(/[橘橙]黄/g, '橙色')
    .replaceAll(/[橘橙]红/g, '橙色')
  return words
    .flatMap(([colour, pattern]) =>
      [...plain.matchAll(pattern)].map((match) => ({
        colour,
        at: match.index,
        end: match.index + match[0].length,
      })),
    )
    .sort((a, b) => a.at - b.at)
}
