import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Baseline } from '#schema/baseline.ts'
import { parseAt } from '#schema/parse.ts'
import type { Baselines } from '#schema/store.ts'
import { UserError } from '#schema/user-error.ts'

const fileName = (name: string, branch: string | undefined): string =>
  `${[name, ...(branch === undefined ? [] : [branch])].map(encodeURIComponent).join('@@')}.json`

/** Reads a baseline, from the workspace or from a repository. @throws UserError with the place */
export async function readBaseline(file: string): Promise<Baseline> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new UserError('the baseline cannot be read', 'Name another file.', { file }, { cause })
  })
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (cause) {
    throw new UserError('not JSON', 'Export the baseline again.', { file }, { cause })
  }
  return parseAt(Baseline, json, { file }, 'Write it with: kontextbench baseline export NAME FILE')
}

/** Writes beside and renames: a baseline is whole or not there. Ends with a line break, as files in a repository do. */
export async function writeBaseline(file: string, baseline: Baseline): Promise<void> {
  const beside = `${file}.${process.pid}.tmp`
  await writeFile(beside, `${JSON.stringify(baseline)}\n`)
  await rename(beside, file)
}

/** Baselines as files of a folder, one each. */
export function createFileBaselines(dir: string): Baselines {
  return {
    async put(baseline) {
      await mkdir(dir, { recursive: true })
      await writeBaseline(join(dir, fileName(baseline.name, baseline.branch)), baseline)
    },
    async list() {
      const names = await readdir(dir).catch((): string[] => [])
      const kept = await Promise.all(
        names.filter((name) => name.endsWith('.json')).map((name) => readBaseline(join(dir, name))),
      )
      return kept.sort((a, b) => b.setAt.localeCompare(a.setAt))
    },
    async remove(name, branch) {
      const file = join(dir, fileName(name, branch))
      return rm(file).then(
        () => true,
        () => false,
      )
    },
  }
}
