const words: Readonly<Record<string, number>> = {
  a: 1,
  an: 1,
  one: 1,
  single: 1,
  two: 2,
  pair: 2,
  couple: 2,
  both: 2,
  three: 3,
  few: 3,
  some: 3,
  several: 4,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  dozen: 12,
  many: 9,
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  几: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  十: 10,
}

const pattern =
  /\d+|\b(?:an?|one|single|two|pair|couple|both|three|few|some|several|four|five|six|seven|eight|nine|ten|dozen|many)\b|[一两二三几四五六七八九十](?=[个只朵颗位条张把辆块棵座顶束支盏串杯件]|$)/giu

/** The last number said in a text, at most `most`; undefined when there is none. */
export function numberIn(text: string, most = 24): number | undefined {
  const said = text.match(pattern)?.at(-1)
  if (said === undefined) return undefined
  const value = words[said.toLowerCase()] ?? Number.parseInt(said, 10)
  return Number.isFinite(value) ? Math.min(most, Math.max(1, value)) : undefined
}
