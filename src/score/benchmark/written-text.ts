import { levenshtein } from '#score/error-rate.ts'

/** Letters that both benchmarks keep: CJK, Latin, digits, and the accents of French. */
const others = /[^\u4e00-\u9fa5a-zA-Z0-9\sàâäéèêëîïôöùûüçÀÂÄÉÈÊËÎÏÔÖÙÛÜÇ]/gu
const isChinese = (text: string): boolean => /[\u4e00-\u9fff]/u.test(text)

/** What a reader says where it read nothing, or ran away. */
const notRead = ['addCriterion', 'No text recognized.']

const withoutBoilerplate = (text: string): string =>
  notRead.reduce((left, words) => left.replaceAll(words, ''), text)

const cleaned = (text: string): string => {
  const kept = text.replaceAll(others, '')
  return isChinese(kept) ? kept.replaceAll(/\s/gu, '') : kept.replaceAll(/\s+/gu, ' ').trim()
}

/** How many of `wanted` are in `read`, each as often as it is in both. */
function matches(wanted: readonly string[], read: readonly string[]): number {
  const left = new Map<string, number>()
  for (const part of read) left.set(part, (left.get(part) ?? 0) + 1)
  let count = 0
  for (const part of wanted) {
    const times = left.get(part) ?? 0
    if (times === 0) continue
    left.set(part, times - 1)
    count += 1
  }
  return count
}

const wordsOf = (text: string): string[] => text.split(/\s+/u).filter((word) => word !== '')

/** Words, or characters where the wanted text is Chinese. */
const partsOf = (text: string, byCharacter: boolean): string[] =>
  byCharacter ? Array.from(text) : wordsOf(text)

/** One picture: what should be written on it, and what a reader read. */
export interface WrittenText {
  wanted: string
  read: string
}

export interface OneIgText {
  /** Mean edit distance in characters. */
  editDistance: number
  /** Share of pictures without a fault, 0 to 1. */
  completion: number
  /** Wanted words that were read, over all wanted words of all pictures, 0 to 1. */
  wordAccuracy: number
  /** 1 - min(MAX, ED) (1 - CR) (1 - WAC) / MAX, 0 to 1. */
  score: number
}

const mostEdits = { en: 100, zh: 50 } as const

/**
 * OneIG-Bench's text score over its pictures; case counts. undefined for no picture.
 * Source: OneIG-Bench (2025), scripts/text/text_score.py and text_utils.py.
 */
export function oneIgText(
  pictures: readonly WrittenText[],
  language: 'en' | 'zh',
): OneIgText | undefined {
  if (pictures.length === 0) return undefined
  let [edits, whole, matched, wantedParts] = [0, 0, 0, 0]
  for (const picture of pictures) {
    const wanted = cleaned(picture.wanted)
    const read = cleaned(withoutBoilerplate(picture.read))
    const distance = levenshtein(Array.from(wanted), Array.from(read))
    const parts = partsOf(wanted, isChinese(wanted))
    edits += distance
    whole += distance === 0 ? 1 : 0
    matched += matches(parts, partsOf(read, isChinese(wanted)))
    wantedParts += parts.length
  }
  const [editDistance, completion] = [edits / pictures.length, whole / pictures.length]
  const wordAccuracy = wantedParts === 0 ? 0 : matched / wantedParts
  return {
    editDistance,
    completion,
    wordAccuracy,
    score: oneIgFormula({ editDistance, completion, wordAccuracy }, language),
  }
}

/** The last step alone, for numbers that were published. */
export function oneIgFormula(
  { editDistance, completion, wordAccuracy }: Omit<OneIgText, 'score'>,
  language: 'en' | 'zh',
): number {
  const most = mostEdits[language]
  return 1 - (Math.min(most, editDistance) * (1 - completion) * (1 - wordAccuracy)) / most
}

/**
 * LongText-Bench's text score, 0 to 1: wanted words that were read over all wanted words (characters in Chinese), English
 * in lower case. undefined where nothing was wanted. Source: X-Omni (2025), textbench.
 */
export function longTextScore(
  pictures: readonly WrittenText[],
  language: 'en' | 'zh',
): number | undefined {
  const plain = (text: string): string => {
    const kept = text.replaceAll(others, '')
    return language === 'en' ? kept.toLowerCase() : kept.replaceAll(/\s/gu, '')
  }
  let [matched, all] = [0, 0]
  for (const { wanted, read } of pictures) {
    const parts = partsOf(plain(wanted), language === 'zh')
    matched += matches(parts, partsOf(plain(read), language === 'zh'))
    all += parts.length
  }
  return all === 0 ? undefined : matched / all
}
