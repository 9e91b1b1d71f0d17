import { defineTask } from 'kontextbench'

export const task = defineTask({
  id: 'style-reference',
  title: { en: 'Style reference', zh: '风格参考' },
  kind: 'editing',
  version: '1',
  source: 'the announcement\'s in-context task "style reference" (63 of 1026 rows)',
  questions: [
    {
      id: 'style-reference',
      en: 'Which picture is closer to the style of the reference while it shows what was asked?',
      zh: '哪张图更接近参考图的风格，同时画出了要求的内容？',
    },
  ],
  rubric: [
    'Colours, light and manner of the reference',
    'Content as asked, not copied from the reference',
  ],
  metrics: [
    'palette',
    'style-distance',
    'content-kept',
    'content-copied',
    'edit/evidence',
    'edit/strength',
    'edit-magnitude',
  ],
  headline: { kind: 'metric', metric: 'palette', statistic: 'mean' },
  accept: [],
})
