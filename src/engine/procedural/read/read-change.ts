import type { Material, Operation } from '../operation.ts'
import type { Clause } from './clause.ts'
import { coloursIn } from './colour-words.ts'
import { readTarget } from './read-target.ts'
import { readThing } from './read-thing.ts'

const asksForChange =
  /\b(?:make|change|turn|paint|repaint|recolou?r|dye|colou?r|tint|give|set|is|are|becomes?|should|wear|wears|wearing|transform|convert)\b|变|改|换|染|涂|把|将|让|穿|成/u

/** Words for the whole picture: their colour is a matter of light. */
const wholes =
  /^(?:the |this |that |it|whole |entire |all )*(?:it|this|everything|image|picture|photo|photograph|scene|lighting|light|atmosphere|mood|colou?rs?|style)?$/

const garments = new Set(['dress', 'top', 'trousers', 'shoes', 'hat', 'scarf', 'tie'])

const garmentPhrase = /\b(?:wears?|wearing|in|dressed in)\s+(?:an?\s+|the\s+|some\s+)?(.*)$/

const cleaned = (phrase: string): string =>
  phrase
    .replace(
      /^(?:make|change|turn|paint|repaint|recolou?r|dye|colou?r|tint|give|set|transform|convert|let|have)\b/,
      '',
    )
    .replace(/^\s*(?:把|将|让|给)/u, '')
    .replace(/(?:的颜色)?(?:变|改|换|染|涂)(?:成|为)?$/u, '')
    .replace(/\b(?:the )?colou?r of\b/, ' ')
    .replace(
      /\s+(?:is|are|becomes?|should be|to be|to|into|in|now|a|an|the|from|colou?r|with|look|more|all|be|become|turn)*\s*$/,
      '',
    )
    .replace(
      /\s+(?:is|are|becomes?|should|to|into|now|a|an|from|be)(?:\s+(?:now|be|to|a|an|in|into|bright|dark|light|deep))*\s*$/,
      '',
    )
    .trim()

/** "wearing a green dress": what is on the body already becomes green. */
function garment({ text, colours }: Clause): Operation | undefined {
  const [, phrase] = garmentPhrase.exec(text) ?? []
  if (phrase === undefined) return undefined
  const target = readTarget(phrase)
  const last = colours.at(-1)
  if (!last || !target.noun || !garments.has(target.noun) || target.noun === 'hat') return undefined
  const worn = { words: phrase, noun: target.noun, owner: 'person' }
  return { op: 'recolour', target: worn, to: last.colour }
}

/** The last colour is the wanted one; what stands before it says of what. */
export function readRecolour(clause: Clause): Operation | undefined {
  const { text, colours } = clause
  const last = colours.at(-1)
  if (!last || !asksForChange.test(text)) return undefined
  const worn = garment(clause)
  if (worn) return worn
  // A thing named after its colour is something new: "give the cat a red collar".
  const after = clause.nouns.filter(({ at }) => at >= last.end)
  const parts = after.filter(({ noun }) => ['hair', 'eyes', 'skin', 'mouth'].includes(noun))
  if (after.length > 0 && parts.length === 0) return undefined
  const phrase = parts.length > 0 ? text.slice(last.end) : cleaned(text.slice(0, last.at))
  if (parts.length === 0 && wholes.test(phrase)) return undefined
  const target = readTarget(phrase)
  const [, before] = /\bfrom\s+(\w+)\s+(?:in)?to\b/.exec(text) ?? []
  const old = before === undefined ? undefined : coloursIn(before)[0]
  if (old) target.colour = old.colour
  if (target.colour === last.colour) delete target.colour
  return { op: 'recolour', target, to: last.colour }
}

const materials: readonly (readonly [Material, RegExp])[] = [
  ['marble', /\bmarble\b|大理石/],
  ['wood', /\b(?:wood|wooden)\b|木/],
  ['gold', /\b(?:gold|golden)\b|黄金|金色/],
  ['silver', /\b(?:silver|chrome|metal|metallic|steel)\b|银|金属/],
  ['brick', /\bbricks?\b|砖/],
  ['stone', /\b(?:stone|concrete|granite)\b|石/],
  ['glass', /\bglass\b|玻璃/],
  ['stripes', /\bstrip(?:es|ed|y)\b|条纹/],
  ['dots', /\b(?:polka|dots|dotted|spotted)\b|圆点|波点/],
  ['checks', /\b(?:checks|checked|checkered|chequered|plaid|tartan)\b|格子/],
]

const madeOf =
  /\b(?:made (?:out )?of|in|into|to|with|look like|turn(?:ed)? to|be|is|are|out of)\s+(?:a |an |solid |pure |white |black |pattern of |polka )*([\w ]+)$/

/** "Make the table marble", "a shirt with stripes". */
export function readMaterial({ text }: Clause): Operation | undefined {
  if (!asksForChange.test(text)) return undefined
  const [, said] = madeOf.exec(text) ?? []
  const end = said ?? /(\w+)$/.exec(text)?.[1] ?? text
  const material = materials.find(([, pattern]) => pattern.test(end))?.[0]
  if (!material) return undefined
  const phrase = cleaned(
    text.slice(0, text.length - end.length).replace(/\b(?:made (?:out )?of|look like)\s*$/, ''),
  )
  return wholes.test(phrase) ? undefined : { op: 'retexture', target: readTarget(phrase), material }
}

const swaps: readonly RegExp[] = [
  /^(?:replace|swap|exchange|substitute)\s+(.+?)\s+(?:with|by|for)\s+(.+)$/,
  /^(?:turn|change|transform|convert|make)\s+(.+?)\s+(?:into|to)\s+((?:an?|one|two|three|some)\s.+)$/,
  /^(?:make)\s+(.+?)\s+(an?\s.+)$/,
  /^[把将]?(.+?)(?:换成|替换成|替换为|变成|改成)(.+)$/u,
]

/** Another thing in the place of one. */
export function readReplace({ text }: Clause): Operation | undefined {
  for (const pattern of swaps) {
    const [, from, to] = pattern.exec(text) ?? []
    if (from === undefined || to === undefined || /⟦/.test(from)) continue
    const thing = readThing(to)
    const target = readTarget(from)
    if (thing && (target.noun || target.colour) && thing.noun !== target.noun)
      return { op: 'replace', target, thing }
  }
  return undefined
}
