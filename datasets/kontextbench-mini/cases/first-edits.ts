import type { Actor } from '../cast/actor.ts'
import { colours, type Colour } from '../paint/part.ts'
import type { PlaceName } from '../places/place.ts'
import type { Base } from '../scenes/base.ts'
import {
  develop,
  goTo,
  inTurn,
  recolour,
  remove,
  surround,
  wear,
  write,
  type Change,
} from '../scenes/change.ts'
import { firstScenes } from '../scenes/first-scenes.ts'
import type { Edit } from './edit.ts'

const colourZh: Record<Colour, string> = {
  red: '红色',
  orange: '橙色',
  yellow: '黄色',
  green: '绿色',
  blue: '蓝色',
  purple: '紫色',
  pink: '粉色',
  brown: '棕色',
  white: '白色',
  black: '黑色',
}

const nounZh: Record<string, string> = { woman: '女士', man: '男士', girl: '女孩', boy: '男孩' }

/** The six places of the first scenes, in the order in which a character goes on. */
const firstPlaces = [
  'street',
  'park',
  'room',
  'harbour',
  'mountains',
  'cafe',
] as const satisfies readonly PlaceName[]

const placeWords: Record<(typeof firstPlaces)[number], readonly [en: string, zh: string]> = {
  street: ['in an old street', '在老街上'],
  park: ['in a park', '在公园里'],
  room: ['in a living room', '在客厅里'],
  harbour: ['at the harbour', '在港口'],
  mountains: ['in the mountains', '在山里'],
  cafe: ['in front of a café', '在咖啡馆前'],
}

/** What the main thing of each first scene is called, its colour, the colour it takes, and the new text. */
export interface FirstRow {
  base: Base
  index: number
  names: readonly [en: string, zh: string]
  colour: Colour
  newColour: Colour
  newText: string
}

const facts: readonly (readonly [string, string, Colour, Colour, string])[] = [
  ['mailbox', '邮筒', 'red', 'blue', 'FLOWERS'],
  ['kite', '风筝', 'orange', 'purple', 'CONCERT'],
  ['armchair', '扶手椅', 'green', 'red', 'DREAM'],
  ['boat', '小船', 'red', 'yellow', '书店'],
  ['suitcase', '行李箱', 'yellow', 'pink', 'PEAK 3 KM'],
  ['cup', '杯子', 'blue', 'red', 'CLOSED'],
  ['car', '汽车', 'blue', 'red', 'CINEMA'],
  ['balloon', '气球', 'red', 'green', '花园'],
  ['vase', '花瓶', 'blue', 'orange', 'GOODBYE'],
  ['lantern', '灯笼', 'red', 'blue', 'MAPS'],
  ['umbrella', '雨伞', 'purple', 'yellow', '邮局'],
  ['ball', '球', 'green', 'orange', 'SALE'],
]

export const firstRows: readonly FirstRow[] = firstScenes.map((base, index) => {
  const [en, zh, colour, newColour, newText] = facts[index] as (typeof facts)[number]
  return { base, index, names: [en, zh], colour, newColour, newText }
})

export const heroOf = (base: Base): Actor => base.scene.cast[0] as Actor

const nounOf = (base: Base): string => heroOf(base).looks.noun

/** Picks the sentence of the base's language. */
const say = ({ language }: Base, en: string, zh: string): string => (language === 'zh' ? zh : en)

export const recolourAsk = ({ base, names, colour, newColour }: FirstRow): string =>
  say(
    base,
    `Make the ${colour} ${names[0]} ${newColour}`,
    `把${colourZh[colour]}的${names[1]}变成${colourZh[newColour]}`,
  )

function localEdit(row: FirstRow): Omit<Edit, 'base'> {
  const { base, index, names, colour } = row
  if (index % 6 === 2)
    return {
      id: 'remove',
      tags: ['remove'],
      ask: say(base, `Remove the ${colour} ${names[0]}`, `去掉${colourZh[colour]}的${names[1]}`),
      change: remove('thing'),
    }
  if (heroOf(base).wears.some((worn) => worn.name === 'scarf') && index % 6 === 4)
    return {
      id: 'scarf',
      tags: ['recolour', 'clothes'],
      ask: say(base, `Make the ${nounOf(base)}'s scarf purple`, '把围巾变成紫色'),
      change: wear('hero', { name: 'scarf', hex: colours.purple }),
    }
  return {
    id: 'recolour',
    tags: ['recolour'],
    ask: recolourAsk(row),
    change: recolour('thing', row.newColour),
  }
}

const globals: readonly (readonly [
  id: string,
  tag: string,
  en: string,
  zh: string,
  change: Change,
])[] = [
  ['night', 'light', 'Make it night', '变成夜晚', surround({ light: 'night' })],
  [
    'winter',
    'season',
    'Turn this into a snowy winter day',
    '变成下雪的冬天',
    surround({ season: 'winter' }),
  ],
  [
    'monochrome',
    'look',
    'Make it a black and white picture',
    '变成黑白照片',
    develop('monochrome'),
  ],
  [
    'autumn',
    'season',
    'Change the season to autumn',
    '把季节改成秋天',
    surround({ season: 'autumn' }),
  ],
  ['rain', 'weather', 'Make it a rainy day', '变成雨天', surround({ weather: 'rain' })],
  [
    'sepia',
    'look',
    'Make the picture sepia, like an old photograph',
    '变成泛黄的老照片',
    develop('sepia'),
  ],
]

function globalEdit({ base, index }: FirstRow): Omit<Edit, 'base'> {
  const [id, tag, en, zh, change] = globals[index % globals.length] as (typeof globals)[number]
  return { id, tags: [tag], tasks: ['global-editing'], ask: say(base, en, zh), change }
}

function textEdit({ base, newText }: FirstRow): Omit<Edit, 'base'> {
  const old = base.scene.sign?.text ?? ''
  return {
    id: 'text',
    tags: ['text'],
    tasks: ['text-editing'],
    ask: say(
      base,
      `Replace '${old}' with '${newText}' on the sign`,
      `把招牌上的“${old}”改成“${newText}”`,
    ),
    change: write(newText),
    text: newText,
  }
}

/** Where the character of a first scene goes next. */
export function nextPlace(
  { base }: FirstRow,
  by: number,
): { place: PlaceName; words: readonly [string, string] } {
  const at = firstPlaces.indexOf(
    base.scene.setting.surroundings.place as (typeof firstPlaces)[number],
  )
  const place = firstPlaces[(at + by) % firstPlaces.length] as (typeof firstPlaces)[number]
  return { place, words: placeWords[place] }
}

function characterEdit(row: FirstRow): Omit<Edit, 'base'> {
  const { base, index } = row
  const noun = nounOf(base)
  const { place, words } = nextPlace(row, 1 + (index % 5))
  return {
    id: 'character',
    tags: ['character', 'background'],
    tasks: ['character-reference', 'character-consistency'],
    ask: say(base, `The same ${noun} is now ${words[0]}`, `同一位${nounZh[noun]}现在${words[1]}`),
    change: goTo(place),
    subject: 'hero',
  }
}

/** A picture painted in another scene's colours at another time of day: the style is its palette and light. */
function styleEdit({ base, index }: FirstRow): Omit<Edit, 'base'> {
  const other = (firstScenes[(index + 5) % firstScenes.length] as Base).scene
  const light = index % 2 === 0 ? 'sunset' : 'night'
  return {
    id: 'style',
    tags: ['style'],
    tasks: ['style-reference'],
    ask: say(
      base,
      'Redraw the first picture in the style of the second, using its colours',
      '用第二张图的色彩和这种风格重画第一张图',
    ),
    change: surround({ palette: other.setting.surroundings.palette, light }),
    references: [{ show: 'scene', scene: inTurn(surround({ light }))(other) }],
  }
}

/** Five cases of each first scene, one for each task that the released data has. */
export const firstEdits: readonly Edit[] = firstRows.flatMap((row) =>
  [localEdit(row), globalEdit(row), textEdit(row), characterEdit(row), styleEdit(row)].map(
    (edit): Edit => ({ ...edit, base: row.base.id }),
  ),
)
