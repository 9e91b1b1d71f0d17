import type { Look, Operation, Tone } from '../operation.ts'
import type { Clause } from './clause.ts'
import { readTarget } from './read-target.ts'

const tones: readonly (readonly [Tone, RegExp])[] = [
  ['monochrome', /black[- ]and[- ]white|monochrome|gr[ae]yscale|\bb&w\b|desaturate|黑白/],
  ['sepia', /sepia|old photo|泛黄|怀旧|老照片/],
  ['vintage', /vintage|retro|faded film|复古/],
  ['negative', /\bnegative\b|invert(?:ed)? (?:the )?colou?rs|底片|反色/],
  ['neon', /\bneon|cyberpunk|霓虹|赛博朋克/],
  ['night', /\bnight|midnight|moonlit|夜晚|夜里|夜景|晚上|黑夜|夜间/],
  ['sunset', /sunset|dusk|golden hour|evening|日落|黄昏|傍晚|夕阳/],
  ['dawn', /sunrise|\bdawn|morning|日出|清晨|早晨/],
  ['storm', /\bstorm|thunder|lightning|暴风|雷/],
  ['winter', /\bwinter|snow[- ]covered|covered (?:in|with) snow|\bsnowy|冬|积雪|下雪的/],
  ['snowfall', /\bsnow(?:ing|fall|flakes?)?\b|下雪|雪花/],
  ['rain', /\brain(?:y|ing|fall|drops?)?\b|wet weather|下雨|雨天|雨(?!伞)/],
  ['fog', /\bfog|\bmist|\bhaz[ey]|smoky|雾/],
  ['autumn', /\bautumn|\bin (?:the )?fall\b|fall (?:colou?rs|season|foliage)|\bto fall$|秋/],
  ['spring', /\bspring(?:time)?\b|春天|春季/],
  ['summer', /\bsummer|夏天|夏季/],
  ['day', /\bsunny|midday|\bnoon|daytime|daylight|blue sky|bright day|clear day|晴|白天|中午/],
  [
    'dark',
    /turn(?:ed)? off the lights?|lights? (?:are |is )?(?:turned )?off|\b(?:room|scene|it|image|picture|photo) (?:is )?(?:very )?dark\b|关灯|变黑/,
  ],
  ['darker', /\bdark(?:er|en)\b|dimmer|less bright|变暗|更暗|暗一/],
  ['brighter', /\bbright(?:er|en)?\b|lighter|light up|明亮|更亮|亮一/],
  ['vivid', /\bvivid|vibrant|satur(?:ated|ation)|colou?rful|鲜艳|鲜明/],
  ['pale', /\bpale|muted|washed[- ]out|desaturated|淡/],
  ['contrast', /contrast|对比度/],
  ['dramatic', /dramatic|cinematic|moody|戏剧|电影感/],
  ['warm', /\bwarm|暖/],
  ['cold', /\bcold|\bcool(?:er)?\b|icy|冷/],
]

const looks: readonly (readonly [Look, RegExp])[] = [
  ['watercolour', /water ?colou?r|水彩/],
  ['impressionist', /impressionis[tm]|van gogh|monet|印象派|梵高/],
  ['oil', /\boil\b|painting by|\bpainted\b|\b(?:a|an) painting\b|油画/],
  ['ink', /\bink (?:drawing|wash)|charcoal|engraving|woodcut|水墨|炭笔/],
  ['sketch', /sketch|pencil|line (?:art|drawing)|素描|铅笔|线稿/],
  ['pixels', /pixel[- ]?(?:art|ated?)|8-bit|16-bit|voxel|lego|minecraft|像素/],
  ['comic', /comic|halftone|pop[- ]art|manga|漫画|波普/],
  ['cartoon', /cartoon|anime|ghibli|pixar|disney|animated|3d animation|卡通|动漫|动画|吉卜力/],
  ['poster', /poster|flat illustration|vector|minimalist illustration|screen print|海报/],
  ['mosaic', /mosaic|stained glass|tiles|马赛克|彩色玻璃/],
  ['low-poly', /low[- ]poly|polygon|origami|低多边形/],
  ['pastel', /pastel|chalk|crayon|coloured pencil|粉彩|蜡笔/],
  ['film', /film grain|analog(?:ue)? (?:film|photo)|polaroid|胶片/],
  ['blur', /\bblur(?:ry|red)?\b|out of focus|模糊/],
  ['sharpen', /\bsharp(?:er|en)?\b|crisp|清晰|锐化/],
]

const moods: readonly (readonly ['smiling' | 'laughing' | 'surprised' | 'sad', RegExp])[] = [
  ['laughing', /\blaugh|大笑|笑出|\b笑$|笑$/],
  ['smiling', /\bsmil(?:e|ing)|\bhappy|微笑/],
  ['surprised', /surpris|shocked|amazed|惊讶|吃惊/],
  ['sad', /\bsad\b|\bfrown|\bcry|难过|伤心/],
]

const found = <T>(table: readonly (readonly [T, RegExp])[], text: string): T | undefined =>
  table.find(([, pattern]) => pattern.test(text))?.[0]

/** Words for the whole picture; a mood of one of these is a mood of everything. */
const wholes =
  /\b(?:image|picture|photo|photograph|scene|room|lighting|light|lights|atmosphere|mood|it|this|everything|whole|sky|day|weather|colou?rs)\b/g

const falling = new Set<Tone>(['rain', 'snowfall', 'storm', 'fog'])

/** Weather that a text names, whatever time of day it names too. */
export const weatherIn = (text: string): Tone | undefined =>
  tones.find(([tone, pattern]) => falling.has(tone) && pattern.test(text))?.[0]

const shades = new Set<Tone>(['brighter', 'darker', 'vivid'])

/** Light, weather, season and photographic tones of the whole picture; brighter and darker also of one thing. */
export function readTone({ text, nouns }: Clause): Operation | undefined {
  const tone = found(tones, text)
  if (!tone) return undefined
  const named = nouns.filter(
    ({ word }) => !word.match(wholes) && !/^(?:snow|lights?|sun|street|background)$/.test(word),
  )
  if (shades.has(tone) && named.length > 0) {
    return { op: 'shade', target: readTarget(text), by: tone as 'brighter' | 'darker' | 'vivid' }
  }
  return { op: 'tone', tone }
}

const asksForLook =
  /\b(?:style|look|painting|drawing|sketch|art|illustration|turn|convert|transform|render|make|as an?|into|like|effect|filter|poster|comic|cartoon)\b|风格|变成|画成|转成|化|画$/

/** Painterly and printed looks. */
export function readLook({ text }: Clause): Operation | undefined {
  const look = found(looks, text)
  return look && asksForLook.test(text) ? { op: 'look', look } : undefined
}

export function readExpression({ text }: Clause): Operation | undefined {
  const mood = found(moods, text)
  return mood && { op: 'expression', mood }
}
