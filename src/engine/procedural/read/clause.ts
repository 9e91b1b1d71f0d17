import { coloursIn, type ColourMention } from './colour-words.ts'
import { nounsIn, type Mention } from './nouns.ts'

/** One change asked for, with what a reader needs of it. */
export interface Clause {
  /** Lower case; quoted texts are `⟦0⟧`, `⟦1⟧`. */
  text: string
  quotes: readonly string[]
  nouns: Mention[]
  colours: ColourMention[]
}

export const clauseOf = (text: string, quotes: readonly string[]): Clause => ({
  text,
  quotes,
  nouns: nounsIn(text),
  colours: coloursIn(text),
})

const verb =
  /\b(?:make|change|turn|paint|recolou?r|dye|colou?r|add|put|place|draw|insert|give|remove|erase|delete|replace|swap|move|shift|write|zoom|rotate|flip|mirror|blur|keep|set|wear|wearing|is|are|becomes?|should|convert|transform|render|redraw|show|let|apply|enlarge|shrink|crop|put on|take|get rid)\b|[把将让给加删去换变改移放画写戴染涂]/u

const politeness =
  /^(?:please|kindly|can you|could you|would you|i want you to|i would like you to|let's|now|also|just|simply|then|finally|next|请|麻烦|请你)\s*,?\s*/u

const cleaned = (text: string): string => {
  let rest = text.trim()
  for (let before = ''; before !== rest;) {
    before = rest
    rest = rest.replace(politeness, '')
  }
  return rest.replace(/[\s,.;!?，。；！？、]+$/u, '').trim()
}

/** "and" within one look or between two colours joins words, not changes. */
const joinedWords =
  /\b(black|red|blue|green|yellow|white|pink|purple|orange|brown|salt|rock)[- ]and[- ](white|blue|green|yellow|red|black|pink|purple|orange|brown|pepper|roll)\b/giu

const separators =
  /[;.!?。；！？\n]+(?=\s|$|[^\d\s])|[,，、]\s*(?:and\s+(?:then\s+)?|then\s+|but\s+)?|\s+and\s+(?:then\s+|also\s+)?|\s+then\s+|\s+but\s+(?:also\s+)?|\s+while\s+|并且|然后|同时|接着|，再/giu

const firstVerb = (text: string): string | undefined =>
  /^(?:please\s+)?(make|change|turn|paint|add|put|place|draw|give|remove|erase|delete|replace|move|write)\b/u.exec(
    text,
  )?.[1]

const chineseVerb = (text: string): string | undefined =>
  /^(?:请)?(加上?|添加|去掉|移除|删除|把|将)/u.exec(text)?.[1]

/** Cuts an instruction into changes. A part without a verb takes the one before it: "add a hat and sunglasses". */
export function clausesOf(plain: string, quotes: readonly string[]): Clause[] {
  const guarded = plain
    .toLowerCase()
    .replaceAll(joinedWords, (words) => words.replaceAll(/\s/g, '-'))
  const parts = guarded
    .split(separators)
    .map(cleaned)
    .filter((part) => part !== '')
  let last: string | undefined
  return parts.map((part) => {
    const own = firstVerb(part) ?? chineseVerb(part)
    const text =
      own === undefined && last !== undefined && !verb.test(part) ? `${last} ${part}` : part
    if (own !== undefined) last = own
    return clauseOf(text, quotes)
  })
}
