import { defineTask } from 'kontextbench'

export const task = defineTask({
  id: 'text-editing',
  title: { en: 'Text editing', zh: '文字编辑' },
  kind: 'editing',
  version: '1',
  source: 'the announcement\'s in-context task "text editing" (92 of 1026 rows)',
  questions: [
    {
      id: 'text-editing',
      en: 'Which picture shows the wanted text, in the style of the old one?',
      zh: '哪张图正确显示了要求的文字，并保持原来的风格？',
    },
  ],
  rubric: [
    'Every character is right',
    'Font, size, colour and place are like the old text',
    'Nothing else changed',
  ],
  metrics: [
    'text/cer',
    'text/exact',
    'text/missing',
    'text/extra',
    'text/kept',
    'preservation/psnr',
    'preservation/ssim',
    'reference/inside',
    'edit/evidence',
    'edit/spill',
    'edit-magnitude',
  ],
  headline: { kind: 'metric', metric: 'text/cer', statistic: 'mean' },
  accept: [
    { metric: 'text/cer', op: '<=', threshold: 0.1, reason: 'at most one wrong character in ten' },
    {
      metric: 'preservation/psnr',
      op: '>=',
      threshold: 26,
      reason: 'the rest of the picture is not visibly changed',
    },
  ],
})
