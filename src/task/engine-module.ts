import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Model } from '#schema/model.ts'
import { UserError } from '#schema/user-error.ts'

/** The absolute path of a file named relative to the one that lists the model; packages stay as they are. */
export function besideList(module: string, listedIn: string, field: string): string {
  if (!/^\.{1,2}\//.test(module)) return module
  const path = resolve(dirname(listedIn), module)
  if (existsSync(path)) return path
  throw new UserError(
    `there is no engine module "${module}" beside this file`,
    'Give a path relative to this file, an absolute one, or the name of a package.',
    { file: listedIn, field },
  )
}

/** A user's own engine is named relative to the file that lists the model; from here on its path is absolute. */
export function withEngineModule(model: Model, listedIn: string): Model {
  const { engine } = model
  const field = `models.${model.id}.engine`
  const { module, kind, params } = engine
  if (module !== undefined) {
    const path = besideList(module, listedIn, `${field}.module`)
    return { ...model, engine: { ...engine, module: path } }
  }
  // The AI SDK's models come from a module too, but among the params of our engine.
  if (kind !== 'ai-sdk' || typeof params?.['module'] !== 'string') return model
  const path = besideList(params['module'], listedIn, `${field}.params.module`)
  return { ...model, engine: { ...engine, params: { ...params, module: path } } }
}
