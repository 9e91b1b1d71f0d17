import { defineTask } from 'kontextbench'

export const task = defineTask({
  id: 'aesthetics',
  title: { en: 'Aesthetics', zh: '美感' },
  kind: 'generation',
  version: '1',
  source: 'text-to-image axis of the report; "which image do you find more aesthetically pleasing"',
  questions: [
    {
      id: 'aesthetics',
      en: 'Which picture do you find more aesthetically pleasing?',
      zh: '你觉得哪张图更有美感？',
    },
  ],
  rubric: [
    'Composition, colour and light',
    'Not: saturation and blur for their own sake ("bakeyness")',
  ],
  metrics: [],
  headline: { kind: 'votes' },
  accept: [],
})
