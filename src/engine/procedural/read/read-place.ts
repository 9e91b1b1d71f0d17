import type { Operation, Spot } from '../operation.ts'
import type { Clause } from './clause.ts'
import { numberIn } from './numbers.ts'
import { placeIn, readTarget, speaksOfCue } from './read-target.ts'
import { readSpot, readThing, splitSpot } from './read-thing.ts'

const removes =
  /^(?:.*?\b)?(?:remove|erase|delete|take away|take off|take out|get rid of|clear away|wipe out|hide|eliminate)\b\s*(.*)$|^(?:.*?)(?:去掉|移除|删除|擦除|去除|拿走|消除)(.*)$|^(?:把|将)(.+?)(?:去掉|移除|删除|擦除|去除|拿走)$/u

export function readRemoval({ text }: Clause): Operation | undefined {
  const match =
    /^(?:把|将)(.+?)(?:去掉|移除|删除|擦除|去除|拿走|删掉)/u.exec(text) ?? removes.exec(text)
  if (!match) return undefined
  const phrase = (match[1] ?? match[2] ?? match[3] ?? '').trim()
  const target = readTarget(phrase)
  const some = /^(?:only )?(one|two|three|four|five|\d+) of\b/.exec(phrase)
  const count = some ? numberIn(some[1] ?? '') : undefined
  return { op: 'remove', target, ...(count === undefined ? {} : { count }) }
}

const adds =
  /\b(?:add|insert|include|draw|place|put on|put|give|attach|paste|hang|set)\b\s*(.*)$|(?:加上?|添加|放上?|画上?|戴上?|增加|摆上?)(.*)$/u
const states =
  /\b(?:there (?:is|are)(?: now)?|(?:now )?(?:has|have|wears?|wearing|holds?|holding)(?: now)?)\s+(.*)$/u

/** "give the cat a red collar" and "put a hat on the man" both say what and on whom. */
function receiver(phrase: string): { what: string; where: string } {
  const [, who, what] =
    /^((?:the|this|that|his|her|its|their|him|them|it)\b.*?)\s+((?:an?|one|two|three|some|\d+)\s.+)$/.exec(
      phrase,
    ) ?? []
  if (who !== undefined && what !== undefined) return { what, where: `on ${who}` }
  const [first, rest] = splitSpot(phrase)
  return { what: first.trim() === '' ? phrase : first, where: rest }
}

const chineseSpot = /(?:在|给)(.+?)(?:加上?|添加|放上?|画上?|戴上?|增加|摆上?|里|上)/u

/** Words for where the thing goes, wherever in the clause they stand. */
function placeWords(text: string, where: string): string {
  if (where !== '') return where
  const chinese = chineseSpot.exec(text)?.[1]
  if (chinese) return chinese
  const wearer = /^(.*?)\b(?:has|have|wears?|wearing|holds?|holding|with)\b/.exec(text)?.[1]
  return wearer ? `on ${wearer}` : ''
}

function spotOf(text: string, where: string): Spot {
  if (speaksOfCue(text)) return { cue: true }
  const place = placeWords(text, where)
  const spot: Spot = place === '' ? {} : readSpot(place)
  const side = spot.by || spot.place || spot.cue ? undefined : placeIn(text)
  return side ? { ...spot, place: side } : spot
}

/** Something new in the picture. */
export function readAddition({ text }: Clause): Operation | undefined {
  if (text.includes('⟦')) return undefined
  const match = adds.exec(text) ?? states.exec(text)
  const phrase = (match?.[1] ?? match?.[2])?.trim()
  if (phrase === undefined) return undefined
  const { what, where } = receiver(phrase)
  const thing = readThing(what) ?? readThing(phrase)
  if (!thing) return undefined
  return /\b(?:more|another)\b|再/u.test(what)
    ? { op: 'count', target: readTarget(what), count: thing.count, of: 'more' }
    : { op: 'add', thing, spot: spotOf(text, where) }
}

const moves =
  /\b(?:move|shift|slide|relocate|bring|drag)\b\s*(.*)$|^(?:把|将)(.+?)(?:移到|移动到|移至|放到|挪到|往|向)(.+?)(?:移动?)?$/u

/** Something that is there stands elsewhere. */
export function readMove({ text }: Clause): Operation | undefined {
  const match = moves.exec(text)
  if (!match) return undefined
  const phrase = match[1] ?? match[2] ?? ''
  const at =
    /\b(?:to|into|onto|next to|closer|towards?|up|down|left|right|above|below|beside|behind|in front)\b/.exec(
      phrase,
    )
  const what = match[1] === undefined ? phrase : phrase.slice(0, at?.index ?? phrase.length)
  const where = match[3] ?? (at ? phrase.slice(at.index) : '')
  if (where === '') return undefined
  const spot = readSpot(where)
  const side = placeIn(where) ?? upDown(where)
  if (side && !spot.by) spot.place = side
  return { op: 'move', target: readTarget(what), to: spot }
}

const upDown = (text: string): Spot['place'] =>
  /\bup(?:wards?)?\b|往上|向上/.test(text)
    ? { down: 'top' }
    : /\bdown(?:wards?)?\b|往下|向下/.test(text)
      ? { down: 'bottom' }
      : undefined

const larger = /\b(?:bigger|larger|enlarge|huge|giant|taller|grow|double)\b|变大|放大|更大/u
const smaller = /\b(?:smaller|shrink|tiny|shorter|halve|half the size)\b|变小|缩小|更小/u

/** Something becomes larger or smaller. */
export function readResize({ text, nouns, colours }: Clause): Operation | undefined {
  const [big, small] = [larger.test(text), smaller.test(text)]
  if ((!big && !small) || (nouns.length === 0 && colours.length === 0)) return undefined
  const strong = /\b(?:twice|double|much|huge|giant|two times|2x|half|tiny)\b|两倍|一半|很多/.test(
    text,
  )
  const phrase = text
    .replace(/^(?:make|enlarge|shrink|let)\b/, '')
    .replace(
      /\b(?:much |a bit |a little |twice as |two times )?(?:bigger|larger|smaller|taller|shorter|big|large)\b.*$/,
      '',
    )
  const { size: _size, ...target } = readTarget(
    phrase.replace(/^[把将让]/u, '').replace(/(?:变|放|缩|更)[大小].*$/u, ''),
  )
  return { op: 'resize', target, factor: big ? (strong ? 2 : 1.5) : strong ? 0.5 : 0.66 }
}

/** "There should be five balloons". */
export function readCount({ text }: Clause): Operation | undefined {
  const [, phrase] =
    /\b(?:there (?:should|must) be|make (?:it|them|that)|so that there are|change the number of .+ to|reduce to|increase to)\s+((?:exactly |only )?(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten)\b.*)$/.exec(
      text,
    ) ?? []
  const count = phrase === undefined ? undefined : numberIn(phrase)
  if (phrase === undefined || count === undefined) return undefined
  const target = readTarget(phrase)
  return target.noun === undefined && target.colour === undefined
    ? undefined
    : { op: 'count', target: { ...target, many: true }, count, of: 'total' }
}
