import type { Truth } from '#schema/case.ts'
import { plainLetters } from './error-rate.ts'

/** Scripts the nets were trained on. */
const readScripts = new Set<string>(['latin', 'han'])

/**
 * Of letters the nets tell A to Z and Han apart. Their alphabet has a few accented and kana letters
 * too, but they read them as plain ones or not at all: of 17 drawn words with accents that they have, 15 lost them.
 */
const isRead = (letter: string, alphabet: ReadonlySet<string>): boolean =>
  alphabet.has(letter) && (!/\p{L}/u.test(letter) || /[A-Za-z]|\p{Script=Han}/u.test(letter))

/**
 * Why a text cannot be scored whatever the picture shows; undefined where it can. A wrong reading of
 * a letter that the reader does not know would count against the model.
 */
export function whyUnread(
  { wanted, script }: Pick<NonNullable<Truth['text']>, 'wanted' | 'script'>,
  alphabet: readonly string[],
): string | undefined {
  if (!readScripts.has(script)) return `the reader knows no ${script} script`
  const known = new Set(alphabet)
  const strange = [...new Set(plainLetters(wanted))].filter((letter) => !isRead(letter, known))
  if (strange.length === 0) return undefined
  return `the reader does not know ${strange.map((letter) => `"${letter}"`).join(', ')}`
}
