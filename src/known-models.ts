import { resolve } from 'node:path'
import { createEngine } from './engine/create-engine.ts'
import { knownModels } from './engine/registry.ts'
import type { Project } from './project.ts'
import type { Capabilities, Model } from './schema/model.ts'
import { UserError } from './schema/user-error.ts'
import { loadModels } from './task/load-models.ts'

/** Every model that may be named in this project: its own, those of a models file, and the registry's. */
export const modelsOf = (
  { benchFolders, cwd }: Pick<Project, 'benchFolders' | 'cwd'>,
  modelsFile: string | undefined,
): Promise<Map<string, Model>> =>
  loadModels({
    folders: benchFolders,
    known: knownModels,
    ...(modelsFile === undefined ? {} : { modelsFile: resolve(cwd, modelsFile) }),
  })

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
