import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal, type CaseDraft, type ImportFormat } from './draft.ts'

/** Prompts 0 to 3 ask for photographs, 4 to 6 for a style, 7 and 8 for what no camera sees. */
const kindOf = (prompt: number): string =>
  prompt < 4 ? 'photorealistic' : prompt < 7 ? 'style-transfer' : 'imaginative'

const captionsIn = async (root: string): Promise<string[]> =>
  (await readdir(join(root, 'captions'), { recursive: true }))
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.txt'))
    .sort()

/** The published name of a subject's outputs: category, number, subject. */
function collectionOf(caption: string, subject: string): { id: string; category: string } {
  const parts = caption.replace(/\.txt$/, '').split('/')
  const [folder = '', number = ''] = parts.slice(-2)
  const category = folder === 'animal' || folder === 'human' ? `live_subject_${folder}` : folder
  return { id: `${category}_${number}_${subject.toLowerCase().replaceAll(' ', '_')}`, category }
}

function draftOf(caption: string, lines: readonly string[], prompt: number): CaseDraft {
  const [subject = '', ...prompts] = lines
  const instruction = prompts[prompt]
  if (subject === '') throw new Refusal('the first line names no subject')
  if (!instruction) throw new Refusal('the prompt is empty')
  const { id, category } = collectionOf(caption, subject)
  return {
    // One picture a prompt: outputs are looked for as COLLECTION/PROMPT_0, as the authors name them.
    key: `${id}-${prompt}_0`,
    category,
    cluster: id,
    tags: [kindOf(prompt)],
    turns: [
      {
        instruction,
        source: { name: `images/${caption.replace(/\.txt$/, '.jpg')}`, field: 'image' },
      },
    ],
  }
}

/** DreamBench++: captions/**.txt (a subject, then its prompts) beside images/**.jpg of the same names. */
export const dreamBench: ImportFormat = {
  id: 'dream-bench',
  title: 'DreamBench++',
  licence: 'see source',
  source: 'yuangpeng/dreambench_plus layout',
  tasks: {
    live_subject_animal: ['character-reference', 'character-consistency'],
    live_subject_human: ['character-reference', 'character-consistency'],
    object: ['character-reference'],
    style: ['style-reference'],
  },
  async rootOf(folder) {
    for (const root of [folder, join(folder, 'data'), join(folder, 'dreambench_plus')])
      if (existsSync(join(root, 'captions')) && existsSync(join(root, 'images'))) return root
    return undefined
  },
  async *rows(root) {
    for (const caption of await captionsIn(root)) {
      const file = join(root, 'captions', caption)
      const lines = (await readFile(file, 'utf8')).split(/\r?\n/).map((line) => line.trim())
      while (lines.at(-1) === '') lines.pop()
      for (const prompt of lines.slice(1).keys())
        yield { file, line: prompt + 2, draft: () => draftOf(caption, lines, prompt) }
    }
  },
}
