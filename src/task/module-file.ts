import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { KontextError } from '#schema/kontext-error.ts'
import { UserError } from '#schema/user-error.ts'

const endings = ['.ts', '.mts', '.js', '.mjs', '.json']

/** The file `stem` + one of the module endings in the first folder that has it. */
export function findModule(folders: readonly string[], stem: string): string | undefined {
  for (const folder of folders) {
    for (const ending of endings) {
      const file = join(folder, stem + ending)
      if (existsSync(file)) return file
    }
  }
  return undefined
}

/** A JSON file is the export itself. */
async function load(file: string, name: string): Promise<Record<string, unknown>> {
  if (file.endsWith('.json')) return { [name]: JSON.parse(await readFile(file, 'utf8')) as unknown }
  return (await import(pathToFileURL(file).href)) as Record<string, unknown>
}

/** Imports a user's module and returns the named export; a broken file is the user's to mend. */
export async function importNamed(file: string, name: string): Promise<unknown> {
  let module: Record<string, unknown>
  try {
    module = await load(file, name)
  } catch (error) {
    if (error instanceof KontextError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new UserError(
      `the file cannot be loaded: ${reason}`,
      'Mend the file.',
      { file },
      { cause: error },
    )
  }
  const value = module[name] ?? module['default']
  if (value === undefined) {
    throw new UserError(`there is no export "${name}"`, `Export it: export const ${name} = ...`, {
      file,
    })
  }
  return value
}
