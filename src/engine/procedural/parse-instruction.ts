import { wordsToColours } from './colour-words.ts'
import type { ColourName, Operation, Paint, Tone } from './operation.ts'

const tones: readonly (readonly [RegExp, Tone])[] = [
  [/black[- ]and[- ]white|monochrome|grayscale|greyscale|黑白/i, 'monochrome'],
  [/sepia|vintage photo|怀旧|泛黄/i, 'sepia'],
  [/\bnight|midnight|moonlit|夜晚|夜里|夜景|晚上/i, 'night'],
  [/sunset|dusk|golden hour|日落|黄昏|傍晚/i, 'sunset'],
  [/winter|snow|冬|雪/i, 'winter'],
  [/autumn|\bfall\b(?! )|秋/i, 'autumn'],
  [/rain|storm|雨/i, 'rain'],
  [/fog|mist|haze|雾/i, 'fog'],
  [/darker|turn off the lights?|\bdark\b|变暗|更暗/i, 'darker'],
  [/bright|sunny|midday|明亮|晴/i, 'brighter'],
  [/\bwarm|暖/i, 'warm'],
  [/\bcold|\bcool\b|冷/i, 'cold'],
]

const paints: readonly (readonly [RegExp, Paint])[] = [
  [/watercolou?r|水彩/i, 'watercolour'],
  [/\boil\b|impressionist|油画|印象派/i, 'oil'],
  [/sketch|pencil|line drawing|素描|铅笔/i, 'sketch'],
  [/pixel art|8-bit|像素/i, 'pixels'],
  [/poster|pop art|flat illustration|海报|波普/i, 'poster'],
]

const open = `["'“”‘’「『《]`
const close = `["'“”‘’」』》]`
const quoted = `${open}([^"'“”‘’「」『』《》]+)${close}`
const textChanges = [
  new RegExp(`${quoted}\\s*(?:with|to|into|by|->|→)\\s*(?:read\\s*|say\\s*)?${quoted}`, 'iu'),
  new RegExp(`${quoted}\\s*(?:改成|换成|改为|替换为|变成|替换成)\\s*${quoted}`, 'u'),
  new RegExp(`${quoted}\\s*(?:should\\s+)?(?:reads?|says?)\\s*${quoted}`, 'iu'),
]

function textChange(part: string): Operation | undefined {
  for (const pattern of textChanges) {
    const [, from, to] = pattern.exec(part) ?? []
    if (from !== undefined && to !== undefined) return { op: 'text', from, to }
  }
  return undefined
}

/** The last colour is the wanted one; one named before it says where. */
function recolour(part: string): Operation | undefined {
  if (!/make|change|turn|paint|recolou?r|dye|colou?r|变|改|换|染|涂|把|让/i.test(part))
    return undefined
  const colours = wordsToColours(part)
  const to = colours.at(-1)
  if (to === undefined) return undefined
  const from = colours.length > 1 ? colours[0] : undefined
  return from === undefined || from === to ? { op: 'recolour', to } : { op: 'recolour', from, to }
}

function removal(part: string): Operation | undefined {
  if (!/remove|erase|delete|take away|get rid|去掉|移除|删除|擦除/i.test(part)) return undefined
  const [colour] = wordsToColours(part) as (ColourName | undefined)[]
  return colour === undefined ? { op: 'remove' } : { op: 'remove', colour }
}

const found = <T>(table: readonly (readonly [RegExp, T])[], part: string): T | undefined =>
  table.find(([pattern]) => pattern.test(part))?.[1]

function operationOf(part: string): Operation | undefined {
  const text = textChange(part)
  if (text) return text
  if (
    /(us(e|ing)|in) (this|the|these) (same )?(style|colou?rs|palette)|in the style of|这种风格|这个风格|用这张图/i.test(
      part,
    )
  ) {
    return { op: 'borrow-palette' }
  }
  const removed = removal(part)
  if (removed) return removed
  const paint = found(paints, part)
  if (paint) return { op: 'paint', paint }
  const recoloured = recolour(part)
  if (recoloured) return recoloured
  const tone = found(tones, part)
  return tone && { op: 'tone', tone }
}

/** Several changes stand side by side; quoted text is never cut. */
const splitParts = (instruction: string): string[] =>
  instruction.split(
    /(?:,\s*|，|；|;\s*|\band\b|\bthen\b|并且|然后|同时)(?=(?:[^"“”]*["“”][^"“”]*["“”])*[^"“”]*$)/i,
  )

/** Reads an instruction (English, basic Chinese) into changes. Never throws; what is not understood is left out. */
export function parseInstruction(instruction: string): Operation[] {
  const whole = textChange(instruction)
  if (whole) return [whole]
  // One look with two colour names and an "and" in it.
  const plain = instruction.replaceAll(/black[- ]and[- ]white/gi, 'monochrome')
  return splitParts(plain).flatMap((part) => operationOf(part) ?? [])
}
