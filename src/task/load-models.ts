import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Model } from '#schema/model.ts'
import { parseAt } from '#schema/parse.ts'
import { UserError } from '#schema/user-error.ts'
import { withEngineFiles } from './engine-files.ts'
import { findModule, importNamed } from './module-file.ts'

const Models = z.array(Model)

async function readModelsFile(file: string): Promise<Model[]> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    throw new UserError('the models file cannot be read', 'Give the path of an existing file.', {
      file,
    })
  }
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw new UserError(`not JSON: ${(error as Error).message}`, 'Mend the file.', { file })
  }
  return parseAt(
    Models,
    json,
    { file },
    'See "Compare your own models" in the README for the shape.',
  )
}

/** All models that may be named: the built-in ones, the project's bench/models, then a models file. Later ones win. */
export async function loadModels(options: {
  folders: readonly string[]
  modelsFile?: string
}): Promise<Map<string, Model>> {
  const models = new Map<string, Model>()
  for (const folder of options.folders.toReversed()) {
    const file = findModule([folder], 'models')
    if (!file) continue
    const listed = parseAt(Models, await importNamed(file, 'models'), { file, field: 'models' })
    for (const model of listed) models.set(model.id, withEngineFiles(model, file))
  }
  if (options.modelsFile !== undefined) {
    const file = options.modelsFile
    for (const model of await readModelsFile(file)) {
      models.set(model.id, withEngineFiles(model, file))
    }
  }
  return models
}

/** The models of a bench, or of `--models`, in the order asked. */
export function pickModels(asked: readonly (string | Model)[], known: Map<string, Model>): Model[] {
  return asked.map((entry) => {
    if (typeof entry !== 'string') return entry
    const model = known.get(entry)
    if (!model) {
      throw new UserError(
        `there is no model "${entry}"`,
        `Name one of: ${[...known.keys()].join(', ')}; or add it to bench/models.ts or a --models-file.`,
      )
    }
    return model
  })
}
