import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Model } from '#schema/model.ts'
import { UserError } from '#schema/user-error.ts'

/** A user's own engine is named relative to the file that lists the model; from here on its path is absolute. */
export function withEngineModule(model: Model, listedIn: string): Model {
  const { module } = model.engine
  if (module === undefined || !/^\.{1,2}\//.test(module)) return model
  const path = resolve(dirname(listedIn), module)
  if (!existsSync(path)) {
    throw new UserError(
      `there is no engine module "${module}" beside this file`,
      'Give a path relative to this file, an absolute one, or the name of a package.',
      { file: listedIn, field: `models.${model.id}.engine.module` },
    )
  }
  return { ...model, engine: { ...model.engine, module: path } }
}
