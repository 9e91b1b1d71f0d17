import { defineTask } from 'kontextbench'

export const task = defineTask({
  id: 'local-editing',
  title: { en: 'Local editing', zh: '局部编辑' },
  kind: 'editing',
  version: '1',
  source:
    'the announcement\'s in-context task "local instruction editing" (416 of 1026 rows of the released KontextBench)',
  questions: [
    {
      id: 'local-editing',
      en: 'Which picture carries out the instruction better and leaves the rest alone?',
      zh: '哪张图更好地完成了指令，并且没有改动其他部分？',
    },
  ],
  rubric: [
    'The named thing changed as asked',
    'Everything else is as it was',
    'No seams, halos or blur at the edges',
  ],
  metrics: [
    'reference/inside',
    'preservation/psnr',
    'preservation/ssim',
    'preservation/de2000',
    'edit/evidence',
    'edit/strength',
    'edit/spill',
    'edit-magnitude',
  ],
  headline: { kind: 'accepted' },
  accept: [
    {
      metric: 'reference/inside',
      op: '>=',
      threshold: 0.5,
      reason: 'nearer to the right answer than half way from doing nothing',
    },
    {
      metric: 'preservation/psnr',
      op: '>=',
      threshold: 26,
      reason:
        'below this the rest of the picture is visibly changed; JPEG at quality 30 is above it',
    },
  ],
})
