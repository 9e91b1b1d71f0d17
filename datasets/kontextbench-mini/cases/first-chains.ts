import { express, goTo, comeNearer, recolour, surround, wear } from '../scenes/change.ts'
import type { Step } from './chain.ts'
import { firstRows, heroOf, nextPlace, recolourAsk, type FirstRow } from './first-edits.ts'

/** Six turns: a thing, an expression, a new place, a nearer view, the night, and sunglasses that hide the eyes. */
function stepsOf(row: FirstRow): Step[] {
  const { base, index, newColour } = row
  const zh = base.language === 'zh'
  const { noun } = heroOf(base).looks
  const she = noun === 'woman' || noun === 'girl'
  const { place, words } = nextPlace(row, 1 + ((index + 2) % 5))
  const surprised = index % 2 !== 0
  const mood = surprised ? ['look surprised', '显得惊讶'] : ['laugh', '笑']
  return [
    { ask: recolourAsk(row), change: recolour('thing', newColour) },
    {
      ask: zh ? `让${she ? '她' : '他'}${mood[1]}` : `Make ${she ? 'her' : 'him'} ${mood[0]}`,
      change: express('hero', surprised ? 'surprised' : 'laughing'),
    },
    {
      ask: zh ? `同一个人现在${words[1]}` : `The same person is now ${words[0]}`,
      change: goTo(place),
    },
    {
      ask: zh
        ? '靠近一些，给同一个人一个近景'
        : 'Show a close-up of the same person, seen from nearer',
      change: comeNearer(1.9),
    },
    { ask: zh ? '变成夜晚' : 'Make it night', change: surround({ light: 'night' }) },
    {
      ask: zh ? '戴上墨镜' : 'Add sunglasses',
      change: wear('hero', { name: 'sunglasses', hex: '#14161c' }),
      occludes: true,
    },
  ]
}

export const firstChains = firstRows.map((row) => ({ base: row.base, steps: stepsOf(row) }))
