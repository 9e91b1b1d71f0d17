import type { Random } from '#stats/random.ts'

/** Letters that may stand for each other: a wrong one is of the same kind as the right one. */
const kinds: readonly string[] = [
  'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  'abcdefghijklmnopqrstuvwxyz',
  '0123456789',
  'ÄÖÜÁÉÍÓÚÑ',
  'äöüßáéíóúñ',
  'あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわをん',
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン',
  '大小山水火木金土日月人口中国北京上海天地花鸟书画茶馆店家春夏秋冬东西南电影院',
]

const pick = (from: readonly string[], random: Random): string =>
  from[random.int(from.length)] ?? ''

/** The text with one letter replaced, left out, doubled by another, or swapped with its neighbour; never the same text. */
export function oneWrong(text: string, random: Random): string {
  const letters = Array.from(text)
  const places = letters.flatMap((letter, index) => {
    const kind = kinds.find((one) => one.includes(letter))
    return kind ? [{ index, kind: Array.from(kind) }] : []
  })
  if (places.length === 0) return `${text}${text}`
  const { index, kind } = places[random.int(places.length)]!
  const other = pick(
    kind.filter((letter) => letter !== letters[index]),
    random,
  )
  const next = letters[index + 1]
  const way = random.int(4)
  if (way === 0 && letters.length > 1) return letters.toSpliced(index, 1).join('')
  if (way === 1) return letters.toSpliced(index, 0, other).join('')
  const canSwap = next !== undefined && next !== letters[index] && next !== ' '
  if (way === 2 && canSwap) return letters.toSpliced(index, 2, next, letters[index]!).join('')
  return letters.toSpliced(index, 1, other).join('')
}
