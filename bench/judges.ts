import { defineJudge } from 'kontextbench'

/**
 * Judges that can be named with --judge. Add your own below, or in bench/judges.ts of your project (docs/judges.md). A
 * price makes --budget possible: published USD per million tokens, with the day and the page.
 */
export const judges = [
  defineJudge({
    id: 'gpt-4.1',
    name: 'GPT-4.1 (judge of GEdit-Bench and ImgEdit-Bench)',
    judge: { kind: 'openai-chat', model: 'gpt-4.1', apiKeyEnv: 'OPENAI_API_KEY' },
    price: null,
  }),
]
