import { unquote } from './quotes.ts'

/** What an instruction says of lettering; each text as it stood between its quotes. */
export interface AskedText {
  /** What must be readable, several texts line by line. */
  wanted: string
  /** What it takes the place of. */
  old: string[]
  /** What must stay readable. */
  keep: string[]
}

const quote = String.raw`⟦(\d+)⟧`

/** Between two texts: the old one stands first. */
const becomes =
  /->|→|=>|[改换替变写][成为作写掉换]|\b(?:soll|(?:should|must|now)?\s*(?:reads?|says?|becomes?|spells?))\b|の代わりに|ではなく|から/u
/** Small words that say the same, where the instruction speaks of a change. */
const link =
  /\b(?:with|to|into|in|by|for|as|durch|zu|auf|gegen|por|a|con|en|par)\b|إلى|الى|بـ|ب\s*$/u
const changing =
  /\b(?:replac|chang|swap|turn|switch|edit|alter|modif|updat|correct|fix|renam|rewrit|substitut|mak|convert|ersetz|änder|tausch|wechsl|wandl|mach|cambi|reemplaz|sustitu|conviert|remplac)|استبدل|غي|حو|بد/u
/** Between two texts: the new one stands first. */
const insteadOf =
  /\b(?:instead of|in place of|rather than|replacing|statt|anstatt|anstelle(?: von)?|en lugar de|en vez de|au lieu de)\b|而不是|代替|取代|替代|بدل|عوض|مكان/u
/** "「A」を「B」に": the particle says it, nothing between the two but it. */
const japanese = new RegExp(`${quote}\\s*を\\s*${quote}\\s*(?:に|へ|と)`, 'gu')

const ends = (words: string) => new RegExp(`(?:${words})[^⟦]{0,40}$`, 'u')
const keeps = ends(
  String.raw`\b(?:keep|leave|preserve|retain|(?:without|not|don't) (?:chang|alter|touch)\p{L}*|behalte|lass(?:e|en)?|mantén|conserva|deja)\b|保留|保持|そのまま|أبق|احتفظ`,
)
const erases = ends(
  String.raw`\b(?:remove|erase|delete|get rid|take (?:away|out|off)|clear|entfern\p{L}*|lösch\p{L}*|quita|borra|elimina)\b|去掉|去除|移除|删除|删掉|擦|احذف|امسح|أزل`,
)
const erasesAfter =
  /^\s*(?:を|という\p{L}*)?\s*(?:消し|削除|取り除)|^\s*entfernen|^\s*(?:去掉|删掉|删除|擦掉)/u
/** A style or a work of art that is named, not written. */
const names = ends(String.raw`\b(?:style|stil|estilo)\b|风格|スタイル|أسلوب`)
/** "Replace 'A' with a heart": the only text goes, and what comes is no quoted text. */
const replaces =
  /(?:\b(?:replace|change|swap|ersetze|tausche|ändere|cambia|reemplaza|sustituye)\b(?![^⟦]*\b(?:to|with|into|by|durch|zu|por)\b)|[把将](?![^⟦]*[改换替变写][成为作])|استبدل|غي)[^⟦]*$/u
const replacesAfter =
  /^[^⟦]*?(?:\b(?:with|to|into|by|for|durch|gegen|zu|in|por|a)\b|[改换替变][成为作]|إلى)/u

interface Pair {
  old: number
  wanted: number
}

/** "Instead of A write B" in the languages that may turn the order. */
const startsInstead =
  /(?:\b(?:aus|instead of|in place of|rather than|statt|anstatt|anstelle(?: von)?|en lugar de|en vez de)|بدلا? من|بدلاً من)\s*(?:\p{L}+\s+){0,2}$/u

function pairOf(before: string, between: string, first: number): Pair | undefined {
  const [turned, straight] = [
    { old: first + 1, wanted: first },
    { old: first, wanted: first + 1 },
  ]
  if (startsInstead.test(before)) return straight
  if (insteadOf.test(between) && !/の代わりに/u.test(between)) return turned
  if (/[。.;；]\s/u.test(between)) return undefined
  const isChange = becomes.test(between) || (link.test(between) && changing.test(before))
  return isChange ? straight : undefined
}

/** Pieces of the instruction round its texts: before the first, between them, after the last. */
const piecesOf = (plain: string): string[] => plain.split(/⟦\d+⟧/u)

function pairsOf(plain: string, pieces: readonly string[], count: number): Pair[] {
  const pairs: Pair[] = Array.from(plain.matchAll(japanese), ([, old, wanted]) => ({
    old: Number(old),
    wanted: Number(wanted),
  }))
  const isTaken = (index: number): boolean =>
    pairs.some(({ old, wanted }) => old === index || wanted === index)
  for (let first = 0; first + 1 < count; first++) {
    if (isTaken(first) || isTaken(first + 1)) continue
    const before = pieces.slice(0, first + 1).join(' ')
    const pair = pairOf(before, pieces[first + 1] ?? '', first)
    if (pair) pairs.push(pair)
  }
  return pairs
}

type Part = 'wanted' | 'old' | 'keep' | 'named'

/** What a text is that no other one replaces. */
function partOf(before: string, after: string): Part {
  if (names.test(before)) return 'named'
  if (keeps.test(before)) return 'keep'
  if (erases.test(before) || erasesAfter.test(after)) return 'old'
  return replaces.test(before) && replacesAfter.test(after) ? 'old' : 'wanted'
}

/**
 * The texts that an instruction quotes, in any quote style: what must be readable, and what it takes the place of, told
 * apart in English, Chinese, German, Spanish, Japanese and Arabic. undefined where it quotes no text to write.
 */
export function askedText(instruction: string): AskedText | undefined {
  const { plain, quotes } = unquote(instruction)
  const words = plain.toLowerCase()
  const pieces = piecesOf(words)
  const pairs = pairsOf(words, pieces, quotes.length)
  const parts = quotes.map((_, index): Part => {
    if (pairs.some(({ old }) => old === index)) return 'old'
    if (pairs.some(({ wanted }) => wanted === index)) return 'wanted'
    return partOf(pieces[index] ?? '', pieces[index + 1] ?? '')
  })
  const those = (part: Part): string[] => quotes.filter((_, index) => parts[index] === part)
  const wanted = those('wanted').join('\n')
  return wanted === '' ? undefined : { wanted, old: those('old'), keep: those('keep') }
}
