import type { MetricInput } from '#schema/metric.ts'

type Where = (x: number, y: number) => boolean

/** A part of the frame in fractions, with some room: "on the left" ends somewhere about the middle. */
const box =
  (left: number, top: number, right: number, bottom: number): Where =>
  (x, y) =>
    x >= left && x <= right && y >= top && y <= bottom

const places: readonly (readonly [RegExp, Where])[] = [
  [/(?:top|upper)[- ]left|左上/i, box(0, 0, 0.55, 0.55)],
  [/(?:top|upper)[- ]right|右上/i, box(0.45, 0, 1, 0.55)],
  [/(?:bottom|lower)[- ]left|左下/i, box(0, 0.45, 0.55, 1)],
  [/(?:bottom|lower)[- ]right|右下/i, box(0.45, 0.45, 1, 1)],
  [
    /(?:on|to|at|in) the (?:far )?left\b|left (?:side|half|corner|edge)|左(?:侧|边|半)/i,
    box(0, 0, 0.6, 1),
  ],
  [
    /(?:on|to|at|in) the (?:far )?right\b|right (?:side|half|corner|edge)|右(?:侧|边|半)/i,
    box(0.4, 0, 1, 1),
  ],
  [
    /(?:at|in|along) the (?:very )?top\b|(?:top|upper) (?:half|edge|part)|上(?:方|半|部)/i,
    box(0, 0, 1, 0.6),
  ],
  [
    /(?:at|in|along) the (?:very )?bottom\b|(?:bottom|lower) (?:half|edge|part)|下(?:方|半|部)/i,
    box(0, 0.4, 1, 1),
  ],
  [/in the (?:middle|cent(?:er|re))\b|中(?:间|央)/i, box(0.2, 0.2, 0.8, 0.8)],
]

/** Moving something "to the left" names where it goes, not where it is. */
const moves = /\b(?:move|shift|turn|tilt|rotate|look)|移|转/i

/** Asks after which no part of the picture is bound to stay. */
const wholePicture =
  /\bbackground\b|\bstyle\b|\b(?:whole|entire) (?:image|picture|photo|scene)\b|\b(?:night|sunset|dusk|dawn|winter|autumn|spring|summer|snowy|rainy|foggy|sunny|stormy)\b|\bseason\b|\bweather\b|\blighting\b|black[- ]and[- ]white|monochrome|sepia|watercolou?r|oil painting|sketch|\b(?:turn|make|convert|transform) (?:this|it|the (?:image|picture|photo)) (?:in)?to\b|\bthis (?:man|woman|person|boy|girl|character) is now\b|\bsame (?:man|woman|person|boy|girl|character)\b|\bclose-?up\b|背景|风格|整(?:张|个|幅)|夜晚|日落|冬|秋|雪|雨|黑白|水彩|油画|素描|同一(?:个|位)/i

const wholeTasks = new Set(['global-editing', 'style-reference', 'character-reference'])

/**
 * The part of the frame that an instruction names, as a test of a patch's middle; `everything` where it asks for a
 * change of the whole picture; undefined where it says nothing of place. Words, not understanding: English and Chinese.
 */
export function regionNamed({
  instruction,
  tasks,
}: Pick<MetricInput, 'instruction' | 'tasks'>): Where | 'everything' | undefined {
  if (tasks.some((task) => wholeTasks.has(task)) || wholePicture.test(instruction))
    return 'everything'
  if (moves.test(instruction)) return undefined
  return places.find(([pattern]) => pattern.test(instruction))?.[1]
}
