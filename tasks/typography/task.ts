import { defineTask } from 'kontextbench'

export const task = defineTask({
  id: 'typography',
  title: { en: 'Typography', zh: '文字排版' },
  kind: 'generation',
  version: '1',
  source: 'text-to-image axis of the report',
  questions: [
    {
      id: 'typography',
      en: 'Which picture shows the text correctly and well set?',
      zh: '哪张图的文字更正确、排版更好？',
    },
  ],
  rubric: ['Every character is right', 'Legible and well placed'],
  metrics: ['text/cer', 'text/exact', 'text/missing', 'text/extra'],
  headline: { kind: 'metric', metric: 'text/cer', statistic: 'mean' },
  accept: [
    { metric: 'text/cer', op: '<=', threshold: 0.1, reason: 'at most one wrong character in ten' },
  ],
})
