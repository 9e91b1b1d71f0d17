import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Case } from '#schema/case.ts'
import type { DataSet } from '#schema/data-set.ts'
import { UserError } from '#schema/user-error.ts'
import { buildDataSet } from './build-data-set.ts'
import type { DataSetSource } from './data-set-source.ts'
import { loadDataSet } from './load-data-set.ts'
import { findModule, importNamed } from './module-file.ts'

interface Choosable {
  id: string
  tasks: string[]
  cluster: string
  turns: readonly unknown[]
}

export interface OpenOptions {
  /** Folders with one folder a data set that is made from its source module. */
  sourceFolders: readonly string[]
  /** Where built and imported data sets stand. */
  builtDir: string
  /** Which cases are needed; what is made is made for these only. */
  choose: <T extends Choosable>(cases: readonly T[]) => T[]
  onProgress?: (done: number, total: number) => void
}

/** The source module of a data set that this or the user's project makes itself. */
export async function findSource(
  id: string,
  sourceFolders: readonly string[],
): Promise<DataSetSource | undefined> {
  const file = findModule(
    sourceFolders.map((folder) => join(folder, id)),
    'data-set',
  )
  return file === undefined ? undefined : ((await importNamed(file, 'dataSet')) as DataSetSource)
}

/** A data set by id, made now if it has a source module, else as it was imported. */
export async function openDataSet(
  id: string,
  options: OpenOptions,
): Promise<{ manifest: DataSet; cases: Case[]; dir: string }> {
  const source = await findSource(id, options.sourceFolders)
  if (source) {
    return buildDataSet({
      source,
      into: options.builtDir,
      only: options.choose(source.cases()).map((draft) => draft.id),
      ...(options.onProgress ? { onProgress: options.onProgress } : {}),
    })
  }
  const dir = join(options.builtDir, id)
  if (existsSync(join(dir, 'manifest.json'))) return loadDataSet(dir)
  throw new UserError(
    `there is no data set "${id}"`,
    'List them with: kontextbench datasets list; or import one with: kontextbench datasets import FOLDER',
  )
}
