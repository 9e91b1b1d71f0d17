import { readdir } from 'node:fs/promises'
import { UserError } from '#schema/user-error.ts'
import type { ImportFormat } from './draft.ts'
import { dpgBench } from './dpg-bench.ts'
import { dreamBench } from './dream-bench.ts'
import { imgEdit } from './img-edit.ts'
import { kontextBench } from './kontext-bench.ts'
import { krisBench } from './kris-bench.ts'
import { oneIg } from './one-ig.ts'
import { pieBench } from './pie-bench.ts'
import { promptFiles } from './prompt-files.ts'
import { riseBench } from './rise-bench.ts'
import { table } from './table.ts'

/** In the order asked: the particular before the general. */
const formats: readonly ImportFormat[] = [
  kontextBench,
  pieBench,
  imgEdit,
  riseBench,
  krisBench,
  dreamBench,
  dpgBench,
  oneIg,
  table,
  promptFiles,
]

const formatIds: readonly string[] = formats.map((format) => format.id)

const simplest = 'the simplest is a metadata.jsonl with file_name and instruction.'

async function mendOf(folder: string): Promise<string> {
  const names = await readdir(folder, { recursive: true })
  return names.some((name) => name.endsWith('.arrow'))
    ? 'Arrow files are not read: save them as Parquet, or import hf:OWNER/NAME@refs/convert/parquet.'
    : `Known are ${formatIds.join(', ')}; ${simplest}`
}

/** The layout of a folder: the named one, or the first that recognises its files. @throws UserError */
export async function formatOf(
  folder: string,
  asked: string | undefined,
): Promise<{ format: ImportFormat; root: string }> {
  const tried = asked === undefined ? formats : formats.filter(({ id }) => id === asked)
  if (tried.length === 0) {
    throw new UserError(`there is no layout "${asked}"`, `Use one of ${formatIds.join(', ')}.`)
  }
  for (const format of tried) {
    const root = await format.rootOf(folder)
    if (root !== undefined) return { format, root }
  }
  throw new UserError(
    asked === undefined
      ? 'no layout of these is recognised by the files here'
      : `these files are not in the layout "${asked}"`,
    await mendOf(folder),
    { file: folder },
  )
}
