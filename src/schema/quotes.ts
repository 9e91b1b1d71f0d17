/** An instruction whose quoted texts are taken out; `⟦0⟧` stands for the first of them. */
export interface Unquoted {
  plain: string
  quotes: string[]
}

const pairs: readonly RegExp[] = [
  /“([^“”]+)”/gu,
  /„([^„“”]+)[“”]/gu,
  /«\s*([^«»]+?)\s*»/gu,
  /»\s*([^«»]+?)\s*«/gu,
  /「([^「」]+)」/gu,
  /『([^『』]+)』/gu,
  /《([^《》]+)》/gu,
  /〈([^〈〉]+)〉/gu,
  /‹([^‹›]+)›/gu,
  /"([^"]+)"/gu,
  /`([^`]+)`/gu,
  // A single quote opens after a space and closes before one: an apostrophe does neither. Scripts without spaces have none.
  /(?<![[\p{L}\p{N}]--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]])[‘']([^‘’'\n]*(?:[’'](?=[\p{L}--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]])[^‘’'\n]*)*)[’'](?![\p{L}--[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]])/gv,
]

interface Found {
  at: number
  end: number
  text: string
}

/** Takes quoted texts out, in any quote style. */
export function unquote(instruction: string): Unquoted {
  const found: Found[] = []
  for (const pattern of pairs) {
    for (const match of instruction.matchAll(pattern)) {
      const [whole, text = ''] = match
      const one = { at: match.index, end: match.index + whole.length, text: text.trim() }
      if (text.trim() !== '' && !found.some(({ at, end }) => one.at < end && at < one.end))
        found.push(one)
    }
  }
  found.sort((a, b) => a.at - b.at)
  let plain = ''
  let from = 0
  for (const [index, { at, end }] of found.entries()) {
    plain += `${instruction.slice(from, at)} ⟦${index}⟧ `
    from = end
  }
  return { plain: plain + instruction.slice(from), quotes: found.map(({ text }) => text) }
}
