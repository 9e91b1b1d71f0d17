import type { Operation } from '../operation.ts'
import type { Clause } from './clause.ts'
import { placeIn, speaksOfCue } from './read-target.ts'

const quote = String.raw`⟦(\d+)⟧`
const kind = String.raw`(?:the |a |this )?(?:text |word |words |sign |title |number |letters |文字|单词)?`

/** Old text first, then new. */
const changes: readonly RegExp[] = [
  new RegExp(
    `${quote}\\s*(?:on [^⟦]*|in [^⟦]*)?(?:with|to|into|by|for|as|->|→|=>)\\s*(?:say |read |be |become )?${kind}${quote}`,
    'u',
  ),
  new RegExp(
    `${quote}[^⟦]*?(?:改成|换成|改为|换为|替换为|替换成|变成|变为|写成)[^⟦]*?${quote}`,
    'u',
  ),
  new RegExp(
    `${quote}\\s*(?:should |to |must |now )*(?:reads?|says?|becomes?|is|spells?)\\s*(?:now )?${quote}`,
    'u',
  ),
]

/** New text first: "write A instead of B". */
const turned = new RegExp(`${quote}[^⟦]*(?:instead of|in place of|而不是|代替)[^⟦]*${quote}`, 'u')

const readsAs =
  /\b(?:reads?|says?|saying|reading|becomes?|to be|spells?|show(?:s|ing)?|displays?)\b|\bwith (?:the )?(?:text|word|words)|\b(?:change|replace|make|set|turn) the (?:text|sign|label|title|writing|lettering|word|caption)|写着|改成|改为|换成|变成/u

const writes =
  /\b(?:add|write|put|place|print|insert|draw|include|letter|engrave)\b|加上?|添加|写上?|放/u
const erases = /\b(?:remove|erase|delete|get rid|take (?:away|out|off)|clear)\b|去掉|移除|删除|擦/u

/** One quoted text: what the sign now reads, what is added, or what goes. */
function single(clause: Clause, text: string): Operation | undefined {
  const { text: words, colours } = clause
  if (erases.test(words)) return { op: 'erase-text', text }
  const last = colours.at(-1)
  const afterText = last !== undefined && last.at > words.indexOf('⟦')
  if (afterText && /\b(?:make|colou?r|turn|change|paint|recolou?r)\b|变|改|把/u.test(words))
    return { op: 'ink', text, to: last.colour }
  if (writes.test(words) && !/\b(?:now )?(?:reads?|says?) ⟦/u.test(words)) {
    const place = placeIn(words)
    const spot = { ...(place ? { place } : {}), ...(speaksOfCue(words) ? { cue: true } : {}) }
    return { op: 'write', text, spot, ...(last ? { colour: last.colour } : {}) }
  }
  return readsAs.test(words) ? { op: 'text', to: text } : undefined
}

/** Changes of lettering; every one of them quotes a text. */
export function readText(clause: Clause): Operation | undefined {
  const { text, quotes } = clause
  const at = (digits: string | undefined): string | undefined => quotes[Number(digits)]
  for (const pattern of changes) {
    const [, from, to] = pattern.exec(text) ?? []
    const [old, next] = [at(from), at(to)]
    if (old !== undefined && next !== undefined) return { op: 'text', from: old, to: next }
  }
  const [, next, old] = turned.exec(text) ?? []
  if (at(old) !== undefined && at(next) !== undefined)
    return { op: 'text', from: at(old)!, to: at(next)! }
  const only = at(/⟦(\d+)⟧/u.exec(text)?.[1])
  return only === undefined ? undefined : single(clause, only)
}
