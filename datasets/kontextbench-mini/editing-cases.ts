import type { DraftCase, DrawnImage } from 'kontextbench'
import { bases, type Base } from './base-scenes.ts'
import { subjectParts } from './character.ts'
import { colours } from './part.ts'
import { colourZh, nounZh, placeWords } from './phrase.ts'
import { drawMask, drawScene, fullMask, signHeight, type Scene } from './scene.ts'
import { placeNames, type PlaceName } from './setting.ts'
import { thingNamesZh } from './thing.ts'

export type Draw = (name: string, kind: DrawnImage['kind'], svg: string) => string

interface Edit {
  id: string
  tasks: string[]
  en: string
  zh: string
  after: Scene
  /** Ids of the parts that change; `all` for global edits. */
  changed: string[] | 'all'
  text?: string
}

const withScene = (scene: Scene, changes: Partial<Scene>): Scene => ({ ...scene, ...changes })

const surroundedBy = (scene: Scene, changes: Partial<Scene['surroundings']>): Scene =>
  withScene(scene, { surroundings: { ...scene.surroundings, ...changes } })

/** What a thing's parts can be recoloured, removed or retextured to. */
function localEdit({ scene, thingColour, newColour }: Base, index: number): Edit {
  const { thing, character } = scene
  const name = thing?.name ?? 'cup'
  if (index % 6 === 2) {
    return {
      id: 'remove',
      tasks: ['local-editing'],
      en: `Remove the ${thingColour} ${name}`,
      zh: `去掉${colourZh[thingColour]}的${thingNamesZh[name]}`,
      after: withScene(scene, { thing: null }),
      changed: ['thing'],
    }
  }
  if (index % 6 === 4 && character.scarf !== undefined) {
    const after = withScene(scene, { character: { ...character, scarf: colours.purple } })
    return {
      id: 'scarf',
      tasks: ['local-editing'],
      en: `Make the ${character.noun}'s scarf purple`,
      zh: `把${nounZh[character.noun]}的围巾变成紫色`,
      after,
      changed: ['scarf'],
    }
  }
  const after = withScene(scene, { thing: thing && { ...thing, hex: colours[newColour] } })
  return {
    id: 'recolour',
    tasks: ['local-editing'],
    en: `Make the ${thingColour} ${name} ${newColour}`,
    zh: `把${colourZh[thingColour]}的${thingNamesZh[name]}变成${colourZh[newColour]}`,
    after,
    changed: ['thing'],
  }
}

const globalEdits: readonly ((scene: Scene) => Omit<Edit, 'tasks' | 'changed'>)[] = [
  (scene) => ({
    id: 'night',
    en: 'Make it night',
    zh: '变成夜晚',
    after: surroundedBy(scene, { light: 'night' }),
  }),
  (scene) => ({
    id: 'winter',
    en: 'Turn this into a snowy winter day',
    zh: '变成下雪的冬天',
    after: surroundedBy(scene, { season: 'winter' }),
  }),
  (scene) => ({
    id: 'monochrome',
    en: 'Make it a black and white picture',
    zh: '变成黑白照片',
    after: withScene(scene, { look: 'monochrome' }),
  }),
  (scene) => ({
    id: 'autumn',
    en: 'Change the season to autumn',
    zh: '把季节改成秋天',
    after: surroundedBy(scene, { season: 'autumn' }),
  }),
  (scene) => ({
    id: 'rain',
    en: 'Make it a rainy day',
    zh: '变成雨天',
    after: surroundedBy(scene, { rain: true }),
  }),
  (scene) => ({
    id: 'sepia',
    en: 'Make the picture sepia, like an old photograph',
    zh: '变成泛黄的老照片',
    after: withScene(scene, { look: 'sepia' }),
  }),
]

function textEdit({ scene, newText }: Base): Edit {
  const old = scene.sign?.text ?? ''
  return {
    id: 'text',
    tasks: ['text-editing'],
    en: `Replace '${old}' with '${newText}' on the sign`,
    zh: `把招牌上的“${old}”改成“${newText}”`,
    after: withScene(scene, { sign: scene.sign && { ...scene.sign, text: newText } }),
    changed: ['lettering'],
    text: newText,
  }
}

const nextPlace = (place: PlaceName, by: number): PlaceName =>
  placeNames[(placeNames.indexOf(place) + by) % placeNames.length] ?? 'park'

/** The same person elsewhere: the sign and the thing stay behind. */
export function elsewhere(scene: Scene, by: number): { scene: Scene; place: PlaceName } {
  const place = nextPlace(scene.surroundings.place, by)
  const moved = surroundedBy(scene, { place, light: 'day' })
  return {
    place,
    scene: withScene(moved, {
      sign: null,
      thing: null,
      placed: { x: 512, y: 960, scale: scene.placed.scale * 1.15 },
    }),
  }
}

function characterEdit({ scene }: Base, index: number): Edit {
  const { scene: after, place } = elsewhere(scene, 1 + (index % 5))
  const { noun } = scene.character
  return {
    id: 'character',
    tasks: ['character-reference', 'character-consistency'],
    en: `The same ${noun} is now ${placeWords[place].en}`,
    zh: `同一位${nounZh[noun]}现在${placeWords[place].zh}`,
    after,
    changed: 'all',
  }
}

const signBox = ({ sign }: Scene) =>
  sign
    ? { box: { x: sign.x - sign.width / 2, y: sign.y, width: sign.width, height: signHeight } }
    : {}

function caseOf(base: Base, edit: Edit, draw: Draw): DraftCase {
  const id = `${base.id}.${edit.id}`
  const source = draw(`${base.id}.source`, 'picture', drawScene(base.scene))
  const mask =
    edit.changed === 'all'
      ? draw('full.mask', 'mask', fullMask)
      : draw(`${id}.mask`, 'mask', drawMask([base.scene, edit.after], edit.changed))
  const subject =
    edit.id === 'character'
      ? draw(`${id}.subject`, 'mask', drawMask([edit.after], subjectParts))
      : undefined
  return {
    id,
    tasks: edit.tasks,
    cluster: base.id,
    language: base.chinese ? 'zh' : 'en',
    tags: [edit.id],
    turns: [
      {
        instruction: base.chinese ? edit.zh : edit.en,
        inputs: [{ from: 'case', role: 'source', image: source }],
        truth: {
          reference: draw(`${id}.reference`, 'picture', drawScene(edit.after)),
          mask,
          ...(subject === undefined ? {} : { subject }),
          ...(edit.text === undefined
            ? {}
            : {
                text: {
                  wanted: edit.text,
                  script: base.chinese ? ('han' as const) : ('latin' as const),
                  ...signBox(base.scene),
                },
              }),
        },
      },
    ],
  }
}

/** A picture painted in another base's colours at another time of day: the style is its palette and light. */
function styleCase(base: Base, index: number, draw: Draw): DraftCase {
  const other = bases[(index + 5) % bases.length] as Base
  const stylish = surroundedBy(other.scene, { light: index % 2 === 0 ? 'sunset' : 'night' })
  const id = `${base.id}.style`
  return {
    id,
    tasks: ['style-reference'],
    cluster: base.id,
    language: base.chinese ? 'zh' : 'en',
    tags: ['style'],
    turns: [
      {
        instruction: base.chinese
          ? '用第二张图的色彩和这种风格重画第一张图'
          : 'Redraw the first picture in the style of the second, using its colours',
        inputs: [
          {
            from: 'case',
            role: 'source',
            image: draw(`${base.id}.source`, 'picture', drawScene(base.scene)),
          },
          {
            from: 'case',
            role: 'reference',
            image: draw(`${id}.style`, 'picture', drawScene(stylish)),
          },
        ],
        truth: {
          reference: draw(
            `${id}.reference`,
            'picture',
            drawScene(
              surroundedBy(base.scene, {
                palette: other.scene.surroundings.palette,
                light: stylish.surroundings.light,
              }),
            ),
          ),
        },
      },
    ],
  }
}

/** Five single-turn cases of each base scene, one for each task that the released data has. */
export function editingCases(draw: Draw): DraftCase[] {
  return bases.flatMap((base, index) => {
    const global = globalEdits[index % globalEdits.length] as (typeof globalEdits)[number]
    const edits: Edit[] = [
      localEdit(base, index),
      { ...global(base.scene), tasks: ['global-editing'], changed: 'all' },
      textEdit(base),
      characterEdit(base, index),
    ]
    return [...edits.map((edit) => caseOf(base, edit, draw)), styleCase(base, index, draw)]
  })
}
