import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { ImportFormat, SourceRow } from './draft.ts'
import { promptTasks } from './prompt-tasks.ts'

/** T2I-CompBench has a prompt a line in `<kind>_val.txt`; DPG-Bench a prompt a file. */
const isList = (name: string): boolean => name.endsWith('_val.txt')

/** Beside T2I-CompBench's lists lie the prompts to train on, and parts of both: these are not asked. */
async function textFiles(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.txt')).sort()
  return names.some(isList) ? names.filter(isList) : names
}

async function* promptsOfList(root: string, name: string): AsyncIterable<SourceRow> {
  const file = join(root, name)
  const category = basename(name, '_val.txt')
  let line = 0
  for await (const text of createInterface({ input: createReadStream(file) })) {
    line += 1
    if (!text.trim()) continue
    const key = `${category}-${String(line).padStart(4, '0')}`
    yield { file, line, draft: () => ({ key, category, turns: [{ instruction: text.trim() }] }) }
  }
}

/** Prompts as text files: DPG-Bench (one each) and T2I-CompBench (one a line). */
export const promptFiles: ImportFormat = {
  id: 'prompt-files',
  title: 'Prompts',
  licence: 'see source',
  source: 'text files (DPG-Bench, T2I-CompBench layouts)',
  tasks: promptTasks,
  async rootOf(folder) {
    for (const root of [join(folder, 'prompts'), join(folder, 'examples/dataset'), folder]) {
      const names = await textFiles(root).catch(() => [])
      if (names.length > 0) return root
    }
    return undefined
  },
  async *rows(root) {
    for (const name of await textFiles(root)) {
      if (isList(name)) {
        yield* promptsOfList(root, name)
        continue
      }
      const file = join(root, name)
      const instruction = (await readFile(file, 'utf8')).trim()
      const key = basename(name, '.txt')
      yield { file, draft: () => ({ key, category: 'dense prompt', turns: [{ instruction }] }) }
    }
  },
}
