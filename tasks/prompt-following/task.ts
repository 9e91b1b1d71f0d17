import { defineTask } from 'kontextbench'

export const task = defineTask({
  id: 'prompt-following',
  title: { en: 'Prompt following', zh: '遵循提示' },
  kind: 'generation',
  version: '1',
  source: 'text-to-image axis of the report',
  questions: [
    {
      id: 'prompt-following',
      en: 'Which picture shows what the prompt says?',
      zh: '哪张图更符合提示的内容？',
    },
  ],
  rubric: ['Counts, colours, things and places as stated'],
  metrics: ['scene/found'],
  headline: { kind: 'metric', metric: 'scene/found', statistic: 'mean' },
  accept: [
    {
      metric: 'scene/found',
      op: '>=',
      threshold: 0.8,
      reason: 'four of five stated facts are there',
    },
  ],
})
