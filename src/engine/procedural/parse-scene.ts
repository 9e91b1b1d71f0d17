import type { shapeNames } from '#schema/case.ts'
import { wordsToColours } from './colour-words.ts'
import type { ColourName } from './operation.ts'

type ShapeName = (typeof shapeNames)[number]

export interface SceneGroup {
  shape: ShapeName
  colour: ColourName
  count: number
  at: number
}

export interface ParsedScene {
  groups: SceneGroup[]
  /** Of the first two groups: where the first lies from the second. */
  relation?: 'left-of' | 'right-of' | 'above' | 'below'
  background?: ColourName
  text?: string
  prompt: string
}

const shapes: readonly (readonly [ShapeName, RegExp])[] = [
  ['circle', /circles?|balls?|balloons?|discs?|圆|球|气球/gi],
  ['square', /squares?|box(?:es)?|cubes?|正方形|方块|盒子/gi],
  ['triangle', /triangles?|tents?|三角形|帐篷/gi],
  ['star', /stars?|星/gi],
  ['heart', /hearts?|心形|爱心/gi],
]

const numbers: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  single: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  一: 1,
  两: 2,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
}

const countIn = (words: string): number => {
  const found = words
    .match(/\d+|\b(?:an?|one|single|two|three|four|five|six|seven|eight)\b|[一两二三四五六七八]/gi)
    ?.at(-1)
  if (found === undefined) return 1
  const value = numbers[found.toLowerCase()] ?? Number.parseInt(found, 10)
  return Math.min(12, Math.max(1, value))
}

const relations: readonly (readonly [RegExp, NonNullable<ParsedScene['relation']>])[] = [
  [/left of|左边|左侧|左方/i, 'left-of'],
  [/right of|右边|右侧|右方/i, 'right-of'],
  [/\babove\b|over the|上方|上面/i, 'above'],
  [/\bbelow\b|under(?:neath)?|下方|下面/i, 'below'],
]

/** Counts, colours, shapes, one relation, background and quoted text of a prompt (English, basic Chinese). */
export function parseScene(prompt: string): ParsedScene {
  const mentions = shapes
    .flatMap(([shape, pattern]) =>
      [...prompt.matchAll(pattern)].map((match) => ({ shape, at: match.index })),
    )
    .sort((a, b) => a.at - b.at)
  const groups: SceneGroup[] = []
  let from = 0
  for (const { shape, at } of mentions) {
    const words = prompt.slice(from, at)
    const colour = wordsToColours(words).at(-1)
    from = at + 1
    if (colour && !groups.some((group) => group.shape === shape && group.colour === colour)) {
      groups.push({ shape, colour, count: countIn(words), at })
    }
  }
  const relation = relations.find(([pattern]) => pattern.test(prompt))?.[1]
  const [, backgroundWords] =
    /(?:on|against|with|in)\s+(?:an?\s+)?(?:plain\s+)?(\w+)\s+background/i.exec(prompt) ??
    /(.)色?背景/.exec(prompt) ??
    []
  const background = backgroundWords === undefined ? undefined : wordsToColours(backgroundWords)[0]
  const text = /["'“‘「『]([^"'“”‘’「」『』]{1,40})["'”’」』]/u.exec(prompt)?.[1]
  return {
    groups,
    prompt,
    ...(relation === undefined ? {} : { relation }),
    ...(background === undefined ? {} : { background }),
    ...(text === undefined ? {} : { text }),
  }
}
