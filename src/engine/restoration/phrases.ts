import type { Repair } from './operation.ts'

/** Words, and the repair that they ask for. */
type Phrase = readonly [RegExp, Repair]

const dark = String.raw`(?:dark|dim|gloomy|night(?:[- ]?time)?|underexposed|low[- ]light)`
const subject =
  String.raw`(?:(?:the|this|that|my|our|an?)\s+)?` +
  String.raw`(?:(?:${dark}|very|whole|entire|input|given|old|noisy|` +
  String.raw`grainy|blurr(?:y|ed)|rainy|hazy|foggy|soft|small|tiny|low[- ]res(?:olution)?)\s+)*` +
  String.raw`(?:(?:image|photo(?:graph)?|picture|pic|shot|scene|scan|it|everything)\b(?!\s+frames?\b)|` +
  String.raw`this(?=\s*$|\s+(?:by|to|up|\d)))`

const quality = String.raw`(?:(?:heavy|strong|slight|light|visible|falling|thick|dense|excessive|digital|annoying|remaining|residual)\s+)*`
const removing =
  String.raw`\b(?:remove|reduce|clean(?:\s+up)?|get\s+rid\s+of|eliminate|take\s+(?:out|away)|clear(?:\s+(?:up|away))?|` +
  String.raw`fix|lessen|suppress|erase|correct|undo)\s+(?:(?:all|any|some|most)\s+)?(?:of\s+)?(?:(?:the|this|that)\s+)?${quality}`
/** What may follow a thing to be removed, so that a rain coat is no rain. */
const ending =
  String.raw`(?=\s*(?:$|[!?)"”]|\s(?:from|in|on|of|that|which|to|at|with|while|but|please|completely|entirely|` +
  String.raw`slightly|caused|due|so|for|by|effects?|art[ei]facts?)\b))`

const things: readonly (readonly [string, Repair])[] = [
  [
    String.raw`(?:(?:image|sensor|camera|film|iso|colou?r|chroma|luminance)\s+)?(?:noise|grain(?:iness)?|speckles?)`,
    'denoise',
  ],
  [String.raw`(?:(?:motion|camera|lens|gaussian)\s+)?(?:blur(?:riness|ring)?|shake)`, 'deblur'],
  [String.raw`rain(?:\s*drops?|\s+streaks?|\s+lines)?`, 'derain'],
  [String.raw`(?:haz(?:e|iness)|fog|mist|smog)`, 'dehaze'],
]

const removals: readonly Phrase[] = things.map(
  ([thing, op]) => [new RegExp(removing + thing + ending, 'i'), op] as const,
)

const english: readonly Phrase[] = [
  [/\bde-?nois(?:e|ing)\b/i, 'denoise'],
  [/\bless\s+(?:nois[ey]|grainy?)\b/i, 'denoise'],
  [/\b(?:de-?|un-?)blur(?:ring)?\b/i, 'deblur'],
  [
    new RegExp(
      String.raw`\bsharpen(?:\s+up)?(?:\s*$|\s+${subject}|\s+(?:the\s+)?(?:fine\s+)?(?:details?|edges?)\b)`,
      'i',
    ),
    'deblur',
  ],
  [
    new RegExp(
      String.raw`\b(?:make|turn|get)\s+${subject}\s+(?:look\s+)?(?:much\s+|a\s+bit\s+)?(?:sharper|sharp|crisper|less\s+blurr(?:y|ed))`,
      'i',
    ),
    'deblur',
  ],
  [/\bde-?rain(?:ing)?\b/i, 'derain'],
  [/\bde-?(?:haz(?:e|ing)|fog(?:ging)?|mist)\b/i, 'dehaze'],
  [
    new RegExp(
      String.raw`\b(?:brighten(?:\s+up)?|lighten(?:\s+up)?|light\s+up|illuminate)(?:\s*$|\s+${subject}|\s+(?:the\s+)?(?:shadows|dark\s+(?:areas|parts))\b)`,
      'i',
    ),
    'brighten',
  ],
  [
    new RegExp(
      String.raw`\b(?:make|turn)\s+${subject}\s+(?:look\s+)?(?:much\s+|a\s+(?:bit|little)\s+)?(?:brighter|lighter|less\s+dark)\b`,
      'i',
    ),
    'brighten',
  ],
  [
    new RegExp(
      String.raw`\b(?:enhance|improve|fix|boost|correct)\s+(?:(?:the|this|that|my)\s+)?(?:${dark}|lighting|exposure|underexposure|darkness)\b`,
      'i',
    ),
    'brighten',
  ],
  [/\blow[- ]light\s+enhancement\b/i, 'brighten'],
  [
    new RegExp(
      String.raw`\b(?:increase|raise|boost)\s+the\s+(?:overall\s+)?(?:brightness|exposure)(?:\s*$|\s+(?:of|in)\s+${subject})`,
      'i',
    ),
    'brighten',
  ],
  [new RegExp(String.raw`\b(?:retouch|touch\s+up|beautify)(?:\s*$|\s+${subject})`, 'i'), 'retouch'],
  [/\bprofessional(?:ly)?\s+retouch/i, 'retouch'],
  [new RegExp(String.raw`\b(?:enhance|improve)\s+(?!.*\b${dark}\b)${subject}\s*$`, 'i'), 'retouch'],
  [
    /\b(?:retouch|enhance|improve|correct|fix)\s+(?:the\s+)?(?:colou?rs?|contrast|tones?|white\s+balance)(?:\s*$|\s+(?:of|in)\s)/i,
    'retouch',
  ],
]

const chinese: readonly Phrase[] = [
  [/[去降除减]噪|(?:去除|去掉|消除|减少|降低)[^，。；]{0,4}(?:噪点|噪声|噪音|颗粒)/u, 'denoise'],
  [/(?:去除?|去掉|消除|减少)[^，。；]{0,4}模糊|锐化|(?:更|变|变得)清晰|清晰化/u, 'deblur'],
  [/去雨(?![伞衣鞋靴棚])|(?:去除|去掉|消除|移除)[^，。；]{0,4}雨(?![伞衣鞋靴棚])/u, 'derain'],
  [/[去除]雾(?!灯)|(?:去除|去掉|消除|移除)[^，。；]{0,4}[雾霾](?!灯)/u, 'dehaze'],
  [
    /[低弱暗]光增强|(?:照片|图片|图像|画面|相片|夜景|整体|这张|它)(?:变得?|更|调|提|增)亮|^(?:提亮|调亮|增亮|提高亮度|增加亮度)(?:$|[^，。；]{0,6}(?:照片|图片|图像|画面|相片|夜景))/u,
    'brighten',
  ],
  [
    /修图|精修|润色|(?:修饰|美化)[^，。；]{0,4}(?:照片|图片|图像|画面|相片)|(?:增强|改善|优化)[^，。；]{0,4}(?:色彩|颜色|对比度)/u,
    'retouch',
  ],
]

/** Things alone, which count after a removal: "remove rain and haze". */
export const bareThings: readonly Phrase[] = [
  ...things.map(
    ([thing, op]) => [new RegExp(`^(?:the\\s+)?${quality}${thing}${ending}`, 'i'), op] as const,
  ),
  [/^(?:噪点|噪声|颗粒)/u, 'denoise'],
  [/^(?:运动)?模糊/u, 'deblur'],
  [/^雨(?:滴|丝|水|痕|线)?$/u, 'derain'],
  [/^[雾霾]/u, 'dehaze'],
]

export const upscales: readonly RegExp[] = [
  /\bup-?scal(?:e|ing)\b/i,
  /\bsuper[- ]?resol(?:ution|ve)\b/i,
  /\b(?:increase|double|triple|quadruple|raise|improve|enhance|boost)\s+(?:the\s+)?(?:image\s+|picture\s+)?resolution\b/i,
  new RegExp(
    String.raw`\b(?:enlarge|magnify|blow\s+up|double|triple|quadruple)(?:\s*$|\s+(?:by\b|to\b|\d)|\s+(?:the\s+size\s+of\s+)?${subject})`,
    'i',
  ),
  new RegExp(
    String.raw`\bmake\s+${subject}\s+(?:\S+\s+){0,3}(?:larger|bigger|as\s+(?:large|big))\b`,
    'i',
  ),
  /超分|(?:提高|提升|增加)[^，。；]{0,6}分辨率|放大(?:$|[\d两二三四八到至]|[^，。；]{0,3}(?:照片|图片|图像|画面|相片))|(?:照片|图片|图像|画面|相片|它)放大/u,
]

export const phrases: readonly Phrase[] = [...removals, ...english, ...chinese]
