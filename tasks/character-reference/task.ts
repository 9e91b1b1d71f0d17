import { defineTask } from 'kontextbench'

export const task = defineTask({
  id: 'character-reference',
  title: { en: 'Character reference', zh: '角色参考' },
  kind: 'editing',
  version: '1',
  source: 'the announcement\'s in-context task "character reference" (193 of 1026 rows)',
  questions: [
    {
      id: 'character-reference',
      en: 'In which picture is it more clearly the same character, in the new scene?',
      zh: '哪张图里更像同一个角色，并且出现在新场景中？',
    },
  ],
  rubric: ['Face, hair, clothes and build are the same', 'The new scene is there'],
  metrics: [
    'reference/inside',
    'face-similarity',
    'face-found',
    'subject-similarity',
    'edit/evidence',
    'edit-magnitude',
  ],
  headline: { kind: 'accepted' },
  accept: [
    {
      metric: 'reference/inside',
      op: '>=',
      threshold: 0.3,
      reason: 'nearer to the right answer than doing nothing by a third',
    },
  ],
})
