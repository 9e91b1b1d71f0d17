import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { Model } from '#schema/model.ts'
import { parseAt } from '#schema/parse.ts'
import { UserError } from '#schema/user-error.ts'
import { withEngineFiles } from './engine-files.ts'
import { findModule, importNamed } from './module-file.ts'

const Models = z.array(Model)

/** The JSON of a list that is given by its path. @throws UserError */
export async function readJsonList(file: string, what: string): Promise<unknown> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    throw new UserError(`the ${what} file cannot be read`, 'Give the path of an existing file.', {
      file,
    })
  }
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UserError(`not JSON: ${(error as Error).message}`, 'Mend the file.', { file })
  }
}

const readModelsFile = async (file: string): Promise<Model[]> =>
  parseAt(
    Models,
    await readJsonList(file, 'models'),
    { file },
    'See "Compare your own models" in the README for the shape.',
  )

/** The project's own models by id: of bench/models and of a models file; later ones win. */
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

const mostNames = 8

/** Names that look like what was meant; else the first few. */
function namesLike(asked: string, names: readonly string[]): string {
  const [head = ''] = asked.toLowerCase().split(/[@:]/)
  const alike = names.filter((name) => head !== '' && name.toLowerCase().includes(head))
  const shown = (alike.length > 0 ? alike : names).slice(0, mostNames)
  return `${shown.join(', ')}${shown.length < names.length ? ', ...' : ''}`
}

/** The models of a bench, or of `--models`, in the order asked. */
export function pickModels(asked: readonly (string | Model)[], known: Map<string, Model>): Model[] {
  return asked.map((entry) => {
    if (typeof entry !== 'string') return entry
    const model = known.get(entry)
    if (!model) {
      throw new UserError(
        `there is no model "${entry}"`,
        `Name one of: ${namesLike(entry, [...known.keys()])} (kontextbench models list shows all); or add it to bench/models.ts or a --models-file.`,
      )
    }
    return model
  })
}

/** A key goes into a header, which holds no line break: one is left over where it was read from a file. */
function assertWritable(models: readonly Model[], env: Environment): void {
  for (const { id, engine } of models) {
    const name = engine.apiKeyEnv
    if (name === undefined || /^[\x21-\x7e]*$/.test(env[name] ?? '')) continue
    throw new UserError(
      `the key in ${name}, for ${id}, holds a blank, a line break or a letter that no key has`,
      'Set it anew, without what came along when it was copied.',
    )
  }
}

type Environment = Readonly<Record<string, string | undefined>>

/** @throws UserError that names every key that is not set, or cannot be sent, before anything is paid */
export function assertKeys(models: readonly Model[], env: Environment): void {
  const missing = new Map<string, string[]>()
  for (const { id, engine } of models) {
    const name = engine.apiKeyEnv
    if (name === undefined || env[name]) continue
    missing.set(name, [...(missing.get(name) ?? []), id])
  }
  if (missing.size === 0) return assertWritable(models, env)
  const named = [...missing].map(([name, ids]) => `${name} for ${ids.join(', ')}`)
  throw new UserError(
    `a key is not set: ${named.join('; ')}`,
    'Set it as an environment variable, or leave the model out.',
  )
}
