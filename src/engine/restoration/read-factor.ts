const words: Record<string, number> = {
  double: 2,
  twice: 2,
  two: 2,
  两: 2,
  二: 2,
  triple: 3,
  three: 3,
  三: 3,
  quadruple: 4,
  four: 4,
  四: 4,
  eight: 8,
  八: 8,
}

const number = String.raw`(\d+(?:\.\d+)?)`
const numerals = [
  new RegExp(String.raw`\b${number}\s*(?:x\b|×|times\b|-?\s?fold\b)`, 'i'),
  new RegExp(String.raw`(?:\bx|×)\s*${number}`, 'i'),
  new RegExp(String.raw`\bfactor\s+(?:of\s+)?${number}`, 'i'),
  new RegExp(String.raw`${number}\s*倍`, 'u'),
]
const percentage = new RegExp(String.raw`${number}\s*%`)
const named =
  /\b(?:(two|three|four|eight)(?:\s+times|-?\s?fold)|(double|twice|triple|quadruple))\b|([两二三四八])倍/iu

/** The factor that an upscaling is asked by, along each axis; undefined where none is named. */
export function readFactor(text: string): number | undefined {
  for (const pattern of numerals) {
    const [, digits] = pattern.exec(text) ?? []
    if (digits !== undefined) return Number(digits)
  }
  const [, percent] = percentage.exec(text) ?? []
  if (percent !== undefined) return Number(percent) / 100
  const word = named.exec(text)?.slice(1).find(Boolean)
  return word === undefined ? undefined : words[word.toLowerCase()]
}
