import { defineTask } from 'kontextbench'

export const task = defineTask({
  id: 'global-editing',
  title: { en: 'Global editing', zh: '整体编辑' },
  kind: 'editing',
  version: '1',
  source: 'the announcement\'s in-context task "global instruction editing" (262 of 1026 rows)',
  questions: [
    {
      id: 'global-editing',
      en: 'Which picture carries out the instruction better while it stays the same scene?',
      zh: '哪张图更好地完成了指令，同时仍是同一个场景？',
    },
  ],
  rubric: [
    'Light, season, weather or look changed everywhere as asked',
    'Layout and things are still the same',
  ],
  metrics: ['reference/inside', 'edit/evidence', 'edit/strength', 'edit-magnitude', 'palette'],
  headline: { kind: 'accepted' },
  accept: [
    {
      metric: 'reference/inside',
      op: '>=',
      threshold: 0.3,
      reason:
        'nearer to the right answer than doing nothing by a third; a whole picture has many right answers',
    },
  ],
})
