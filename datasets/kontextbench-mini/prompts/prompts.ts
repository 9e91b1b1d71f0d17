import type { DraftCase } from 'kontextbench'
import { scriptOf, type Language } from '../scenes/lettering.ts'
import { beautiful, real } from './picture-prompts.ts'
import { scenePrompts, truthOf } from './scene-prompts.ts'
import { typographyPrompts } from './typography-prompts.ts'

type Truth = DraftCase['turns'][number]['truth']

interface Prompt {
  language: Language
  prompt: string
  truth?: Truth
  knowledge?: true | undefined
}

const casesOf = (task: string, prompts: readonly Prompt[]): DraftCase[] =>
  prompts.map(({ language, prompt, truth, knowledge }, index) => ({
    id: `${task}.${String(index + 1).padStart(2, '0')}`,
    tasks: [task],
    cluster: `${task}.${index + 1}`,
    language,
    tags: ['prompt', ...(knowledge ? ['world-knowledge'] : [])],
    turns: [{ instruction: prompt, inputs: [], ...(truth ? { truth } : {}) }],
  }))

const alone = (rows: readonly (readonly [Language, string])[]): Prompt[] =>
  rows.map(([language, prompt]) => ({ language, prompt }))

/** Prompts over the four text-to-image axes. */
export const prompts = (): DraftCase[] => [
  ...casesOf('aesthetics', alone(beautiful)),
  ...casesOf(
    'prompt-following',
    scenePrompts.map((one) => ({
      language: one.language ?? (/\p{Script=Han}/u.test(one.prompt) ? 'zh' : 'en'),
      prompt: one.prompt,
      knowledge: one.knowledge,
      truth: { scene: truthOf(one) },
    })),
  ),
  ...casesOf(
    'typography',
    typographyPrompts.map(({ language, prompt, wanted, knowledge }) => ({
      language,
      prompt,
      knowledge,
      truth: { text: { wanted, script: scriptOf[language] } },
    })),
  ),
  ...casesOf('realism', alone(real)),
]
