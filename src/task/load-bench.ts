import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { Bench } from '#schema/bench.ts'
import { parseAt } from '#schema/parse.ts'
import { UserError } from '#schema/user-error.ts'
import { withEngineFiles } from './engine-files.ts'
import { findModule, importNamed } from './module-file.ts'

const namesIn = (folders: readonly string[]): string[] => [
  ...new Set(
    folders
      .filter((folder) => existsSync(folder))
      .flatMap((folder) => readdirSync(folder))
      .flatMap((file) => /^(.+)\.bench\.(?:m?[jt]s|json)$/.exec(file)?.[1] ?? []),
  ),
]

/** Finds a bench by path or by name in the bench folders, first folder first. */
export async function loadBench(
  nameOrFile: string,
  options: { cwd: string; folders: readonly string[] },
): Promise<{ bench: Bench; file: string }> {
  const asFile = resolve(options.cwd, nameOrFile)
  const isPath = /[\\/]|\.(m?[jt]s|json)$/.test(nameOrFile)
  const file = isPath
    ? existsSync(asFile)
      ? asFile
      : undefined
    : findModule(options.folders, `${nameOrFile}.bench`)
  if (!file) {
    const known = namesIn(options.folders)
    throw new UserError(
      `there is no bench "${nameOrFile}"`,
      `Name one of ${known.join(', ') || '(none found)'}, or give the path of a bench file.`,
    )
  }
  const bench = parseAt(Bench, await importNamed(file, 'bench'), { file, field: 'bench' })
  const models = bench.models.map((entry) =>
    typeof entry === 'string' ? entry : withEngineFiles(entry, file),
  )
  return { bench: { ...bench, models }, file }
}
