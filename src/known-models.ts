import { resolve } from 'node:path'
import { createEngine } from './engine/create-engine.ts'
import type { Project } from './project.ts'
import type { Capabilities, Model } from './schema/model.ts'
import { UserError } from './schema/user-error.ts'
import { loadModels } from './task/load-models.ts'

/**
 * Every model that may be named in this project, by id: its own, those of a models file (later ones win), then those
 * of the registry. Where all that is `asked` is the project's own, the registry is not read.
 */
export async function modelsOf(
  { benchFolders, cwd }: Pick<Project, 'benchFolders' | 'cwd'>,
  modelsFile: string | undefined,
  asked?: readonly (string | Model)[],
): Promise<Map<string, Model>> {
  const models = await loadModels({
    folders: benchFolders,
    ...(modelsFile === undefined ? {} : { modelsFile: resolve(cwd, modelsFile) }),
  })
  if (asked?.every((one) => typeof one !== 'string' || models.has(one))) return models
  const { knownModels } = await import('./engine/registry.ts')
  for (const model of knownModels) if (!models.has(model.id)) models.set(model.id, model)
  return models
}

/** What a model can do: as its entry says, else its engine; null where that cannot be made. */
export async function capabilitiesOf(model: Model): Promise<Capabilities | null> {
  if (model.capabilities) return model.capabilities
  try {
    return (await createEngine(model)).capabilities
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}
