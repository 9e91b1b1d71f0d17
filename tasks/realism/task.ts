import { defineTask } from 'kontextbench'

export const task = defineTask({
  id: 'realism',
  title: { en: 'Realism', zh: '真实感' },
  kind: 'generation',
  version: '1',
  source: 'text-to-image axis of the report; "which image looks more real"',
  questions: [{ id: 'realism', en: 'Which picture looks more real?', zh: '哪张图看起来更真实？' }],
  rubric: ['Light, skin, materials and perspective as in a photograph'],
  metrics: [],
  headline: { kind: 'votes' },
  accept: [],
})
