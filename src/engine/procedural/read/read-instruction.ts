import type { Operation } from '../operation.ts'
import { clauseOf, clausesOf, type Clause } from './clause.ts'
import { unquote } from './quotes.ts'
import { readMaterial, readRecolour, readReplace } from './read-change.ts'
import { readExpression, readLook, readTone } from './read-mood.ts'
import { readAddition, readCount, readMove, readRemoval, readResize } from './read-place.ts'
import {
  readCombination,
  readDrawing,
  readNewScene,
  readPalette,
  readRelocation,
} from './read-scene.ts'
import { readText } from './read-text.ts'
import { readFocus, readSplash, readTurn, readZoom } from './read-view.ts'

type Reader = (clause: Clause) => Operation | undefined

const weather = new Set(['fog', 'rain', 'snowfall', 'storm', 'winter', 'night', 'sunset'])

/** "Add thick fog", "make it snow": weather is no thing, and a new sky is no recolouring. */
const readWeather: Reader = (clause) => {
  const tone = readTone(clause)
  const things = clause.nouns.filter(
    ({ noun }) => !['snow', 'sky', 'sun', 'lights', 'ground', 'clouds'].includes(noun),
  )
  const hasThing = /^(?:add|put|give|remove|place)\b/.test(clause.text) && things.length > 0
  return tone?.op === 'tone' && weather.has(tone.tone) && !hasThing ? tone : undefined
}

/** Narrow readings first: each of these knows by its words that nobody else is meant. */
const readers: readonly Reader[] = [
  readText,
  readSplash,
  readFocus,
  readCombination,
  readRelocation,
  readPalette,
  readRemoval,
  readCount,
  readMove,
  readZoom,
  readTurn,
  readLook,
  readWeather,
  readResize,
  readMaterial,
  readRecolour,
  readReplace,
  readExpression,
  readAddition,
  readTone,
  readNewScene,
]

const firstReading = (clause: Clause): Operation | undefined => {
  for (const read of readers) {
    const operation = read(clause)
    if (operation) return operation
  }
  return undefined
}

/** "Make it night with a full moon": what comes with a tone is added. */
function company(clause: Clause, operation: Operation | undefined): Operation[] {
  if (operation?.op !== 'tone') return []
  const [, phrase] =
    /\bwith\s+((?:an?|some|many|two|three|lots of|the)\s.+)$/.exec(clause.text) ?? []
  if (phrase === undefined) return []
  const added = readAddition(clauseOf(`add ${phrase}`, clause.quotes))
  return added?.op === 'add' && !['sky', 'lights', 'clouds', 'snow'].includes(added.thing.noun)
    ? [added]
    : []
}

const readClause = (clause: Clause): Operation[] => {
  const operation = firstReading(clause)
  return operation ? [operation, ...company(clause, operation)] : []
}

/** Said twice in other words: "in the style of the second, using its colours". */
const covers = (one: Operation, two: Operation): boolean =>
  JSON.stringify(one) === JSON.stringify(two) ||
  (one.op === two.op && (one.op === 'borrow-palette' || one.op === 'zoom' || one.op === 'look'))

/**
 * Reads an instruction (English, basic Chinese) into changes, in order. Never throws; what is not understood is
 * left out.
 */
export function readInstruction(instruction: string): Operation[] {
  const { plain: asked, quotes } = unquote(instruction)
  // Over ten thousand spaces the patterns would take seconds.
  const plain = asked.replaceAll(/[^\S\n]+/gu, ' ')
  const drawing = quotes.length === 0 ? readDrawing(plain) : undefined
  if (drawing) return [drawing]
  const whole = clauseOf(plain.toLowerCase(), quotes)
  // An exception spans its clauses: "black and white, but keep the flower in colour".
  const splash = readSplash(whole)
  if (splash) return [splash]
  const operations = clausesOf(plain, quotes).flatMap(readClause)
  // Two quoted texts in a language that is not read: the first becomes the second.
  if (operations.length === 0 && quotes.length === 2)
    return [{ op: 'text', from: quotes[0] as string, to: quotes[1] as string }]
  return operations.filter(
    (operation, index) => !operations.slice(0, index).some((earlier) => covers(earlier, operation)),
  )
}
