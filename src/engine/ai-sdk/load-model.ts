import { createRequire } from 'node:module'
import { isAbsolute, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { UserError } from '#schema/user-error.ts'
import type { Params } from './params.ts'

type Source = Pick<Params, 'module' | 'export' | 'options'>

/** What our engines need of a model of the AI SDK, of any kind, specification v2 to v4. */
interface SdkModel {
  specificationVersion?: string
  doGenerate: (options: Record<string, unknown>) => PromiseLike<unknown>
}

/** Makes the model of one call, whose requests go through `fetch`. */
export type ModelOfCall = (call: {
  apiKey: string
  fetch: typeof fetch
}) => Promise<SdkModel> | SdkModel

const isModel = (value: unknown): value is SdkModel =>
  typeof value === 'object' && value !== null && 'doGenerate' in value

const addressOf = (module: string): string =>
  isAbsolute(module) || /^\.{1,2}\//.test(module) ? pathToFileURL(resolve(module)).href : module

/** A package may lie beside us, or beside the user's bench. */
async function imported(module: string): Promise<Record<string, unknown>> {
  const address = addressOf(module)
  try {
    return await import(address)
  } catch (error) {
    const isAbsent = (error as { code?: unknown }).code === 'ERR_MODULE_NOT_FOUND'
    if (address !== module || !isAbsent) throw error
    const beside = createRequire(resolve('bench.js')).resolve(module)
    return await import(pathToFileURL(beside).href)
  }
}

/** @throws UserError where the module is absent, broken, or has no such export */
async function loadExport({ module, export: name = 'default' }: Source, field: string) {
  const loaded = await imported(module).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error)
    throw new UserError(
      `the module "${module}" cannot be loaded: ${why}`,
      addressOf(module) === module
        ? `Install it (npm install ${module}), or give the path of a file, which begins with ./`
        : 'Check its path and what it imports.',
      { field: `${field}.module` },
    )
  })
  if (loaded[name] !== undefined) return loaded[name]
  throw new UserError(
    `"${module}" has no export "${name}"`,
    `Name one of ${Object.keys(loaded).slice(0, 12).join(', ')}.`,
    { field: `${field}.export` },
  )
}

/** Which of a provider's methods make the models that are wanted, the surest first, and what those are called. */
interface Wanted {
  methods: readonly string[]
  what: string
}

const imageModels: Wanted = { methods: ['imageModel', 'image'], what: 'image model' }

/** @throws UserError where the factory makes no provider of such models */
function modelOf(
  made: unknown,
  id: string,
  { methods, what }: Wanted,
  { export: name }: Source,
  field: string,
): SdkModel {
  if (isModel(made)) return made
  const provider = (made ?? {}) as Record<string, unknown>
  const method = methods.find((one) => typeof provider[one] === 'function') ?? ''
  const make = provider[method] as ((id: string) => unknown) | undefined
  const model = make?.call(provider, id)
  if (isModel(model)) return model
  throw new UserError(
    `what ${name ?? 'the default export'} makes has no ${what}`,
    `Name a factory of ${what}s, as createOpenAI, or export a model object of your own.`,
    { field: `${field}.export` },
  )
}

/**
 * The models that a module can give. A model object is used as it is: its requests are its own, and are not seen.
 * @throws UserError for what is neither a factory nor a model object
 */
export async function loadModel(
  params: Source,
  { id, baseUrl, field }: { id: string | undefined; baseUrl: string | undefined; field: string },
  wanted = imageModels,
): Promise<ModelOfCall> {
  const value = await loadExport(params, field)
  if (isModel(value)) return () => value
  if (typeof value !== 'function' || id === undefined) {
    throw new UserError(
      typeof value === 'function'
        ? 'the engine has no model'
        : 'the export is neither a factory nor a model object',
      'Give engine.model, and name a factory (createOpenAI) or an object with doGenerate.',
      { field: `${field}.export` },
    )
  }
  const factory = value as (options: Record<string, unknown>) => unknown
  const address = baseUrl === undefined ? {} : { baseURL: baseUrl }
  return async ({ apiKey, fetch }) =>
    modelOf(
      await factory({ ...params.options, ...address, apiKey, fetch }),
      id,
      wanted,
      params,
      field,
    )
}
