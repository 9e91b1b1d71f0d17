import type { DraftCase } from 'kontextbench'
import { bases, type Base } from './base-scenes.ts'
import { subjectParts } from './character.ts'
import { elsewhere, type Draw } from './editing-cases.ts'
import { colours } from './part.ts'
import { colourZh, placeWords } from './phrase.ts'
import { drawMask, drawScene, fullMask, type Scene } from './scene.ts'
import { thingNamesZh } from './thing.ts'

interface Step {
  en: string
  zh: string
  after: Scene
  changed: string[] | 'all'
  occludes?: boolean
}

const pronoun = (scene: Scene): string =>
  scene.character.noun === 'woman' || scene.character.noun === 'girl' ? 'her' : 'him'

/** Six turns: a thing, an expression, a new place, a nearer viewpoint, the night, and sunglasses that hide the eyes. */
function stepsOf({ scene, thingColour, newColour }: Base, index: number): Step[] {
  const { thing } = scene
  const name = thing?.name ?? 'cup'
  const recoloured: Scene = { ...scene, thing: thing && { ...thing, hex: colours[newColour] } }
  const laughing: Scene = {
    ...recoloured,
    character: { ...scene.character, expression: index % 2 === 0 ? 'laughing' : 'surprised' },
  }
  const { scene: away, place } = elsewhere(laughing, 1 + ((index + 2) % 5))
  const near: Scene = { ...away, placed: { x: 512, y: 1240, scale: away.placed.scale * 1.55 } }
  const night: Scene = { ...near, surroundings: { ...near.surroundings, light: 'night' } }
  const hidden: Scene = { ...night, character: { ...night.character, sunglasses: true } }
  const mood = index % 2 === 0 ? ['laugh', '笑'] : ['look surprised', '显得惊讶']
  const who = pronoun(scene)
  return [
    {
      en: `Make the ${thingColour} ${name} ${newColour}`,
      zh: `把${colourZh[thingColour]}的${thingNamesZh[name]}变成${colourZh[newColour]}`,
      after: recoloured,
      changed: ['thing'],
    },
    {
      en: `Make ${who} ${mood[0]}`,
      zh: `让${who === 'her' ? '她' : '他'}${mood[1]}`,
      after: laughing,
      changed: ['mouth', 'eyes'],
    },
    {
      en: `The same person is now ${placeWords[place].en}`,
      zh: `同一个人现在${placeWords[place].zh}`,
      after: away,
      changed: 'all',
    },
    {
      en: 'Show a close-up of the same person, seen from nearer',
      zh: '靠近一些，给同一个人一个近景',
      after: near,
      changed: 'all',
    },
    { en: 'Make it night', zh: '变成夜晚', after: night, changed: 'all' },
    { en: 'Add sunglasses', zh: '戴上墨镜', after: hidden, changed: ['eyes'], occludes: true },
  ]
}

function chainOf(base: Base, index: number, draw: Draw): DraftCase {
  const id = `${base.id}.chain`
  let before = base.scene
  const turns = stepsOf(base, index).map((step, turn): DraftCase['turns'][number] => {
    const name = `${id}.${turn + 1}`
    const scenes = [before, step.after]
    before = step.after
    return {
      instruction: base.chinese ? step.zh : step.en,
      inputs: [
        turn === 0
          ? {
              from: 'case',
              role: 'source',
              image: draw(`${base.id}.source`, 'picture', drawScene(base.scene)),
            }
          : { from: 'previous', role: 'source' },
      ],
      ...(step.occludes ? { occludes: true } : {}),
      truth: {
        reference: draw(`${name}.reference`, 'picture', drawScene(step.after)),
        mask:
          step.changed === 'all'
            ? draw('full.mask', 'mask', fullMask)
            : draw(`${name}.mask`, 'mask', drawMask(scenes, step.changed)),
        subject: draw(`${name}.subject`, 'mask', drawMask([step.after], subjectParts)),
      },
    }
  })
  return {
    id,
    tasks: ['character-consistency'],
    cluster: base.id,
    language: base.chinese ? 'zh' : 'en',
    tags: ['chain'],
    turns,
  }
}

/** One chain of six turns for each base scene. */
export const chains = (draw: Draw): DraftCase[] =>
  bases.map((base, index) => chainOf(base, index, draw))
