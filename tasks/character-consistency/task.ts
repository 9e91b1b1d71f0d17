import { defineTask } from 'kontextbench'

export const task = defineTask({
  id: 'character-consistency',
  title: { en: 'Character consistency', zh: '角色一致性' },
  kind: 'editing',
  version: '1',
  source: 'the sixth panel of the report (identity kept over an edit and over successive edits)',
  questions: [
    {
      id: 'character-consistency',
      en: 'Is it still the same character, after all edits so far?',
      zh: '经过所有编辑之后，还是同一个角色吗？',
    },
  ],
  rubric: [
    'Identity is kept from the first picture on',
    'It does not fade with the number of edits',
  ],
  metrics: [
    'reference/inside',
    'face-from-first',
    'face-from-previous',
    'face-found',
    'subject-similarity',
    'preservation/psnr',
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
