import type { ColourName } from './operation.ts'

const words: readonly (readonly [ColourName, RegExp])[] = [
  ['red', /\b(red|crimson|scarlet|ruby)\b|红/gi],
  ['orange', /\borange\b|橙|橘/gi],
  ['yellow', /\b(yellow|gold|golden)\b|黄/gi],
  ['green', /\b(green|emerald|olive)\b|绿/gi],
  ['blue', /\b(blue|navy|teal|cyan|turquoise)\b|蓝/gi],
  ['purple', /\b(purple|violet|lilac)\b|紫/gi],
  ['pink', /\b(pink|rose)\b|粉/gi],
  ['brown', /\b(brown|wooden)\b|棕|褐/gi],
  ['black', /\bblack\b(?! and)|黑/gi],
  ['white', /\bwhite\b|白/gi],
]

/** Colours named in a text, in the order they stand in it. 粉红 and 橘黄 are one colour each. */
export function wordsToColours(text: string): ColourName[] {
  const plain = text
    .replaceAll('粉红', '粉')
    .replaceAll('粉色', '粉')
    .replaceAll(/[橘橙]黄/g, '橙')
  return words
    .flatMap(([colour, pattern]) =>
      [...plain.matchAll(pattern)].map((match) => ({ colour, at: match.index })),
    )
    .sort((a, b) => a.at - b.at)
    .map(({ colour }) => colour)
}
