/** Writing systems told apart by who can read them; `kana` is Japanese text, its kanji too. */
export const scriptNames = [
  'latin',
  'han',
  'kana',
  'hangul',
  'arabic',
  'hebrew',
  'cyrillic',
  'greek',
  'devanagari',
  'thai',
  'other',
] as const
export type Script = (typeof scriptNames)[number]

/** The first that has a letter in the text names it: one line of it is enough to need its reader. */
const tests: readonly (readonly [Script, RegExp])[] = [
  ['kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['hangul', /\p{Script=Hangul}/u],
  ['arabic', /\p{Script=Arabic}/u],
  ['hebrew', /\p{Script=Hebrew}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['greek', /\p{Script=Greek}/u],
  ['devanagari', /\p{Script=Devanagari}/u],
  ['thai', /\p{Script=Thai}/u],
  // Letters of no script above, of neither Han nor Latin, and of no script at all (ª, 𝐀).
  ['other', /[\p{L}--[\p{Script=Han}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]]/v],
  ['han', /\p{Script=Han}/u],
]

/** The script of a text; text without letters (figures, signs) is `latin`, whose readers know them. */
export const scriptOf = (text: string): Script =>
  tests.find(([, test]) => test.test(text))?.[0] ?? 'latin'
