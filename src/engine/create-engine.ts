import { pathToFileURL } from 'node:url'
import { isAbsolute } from 'node:path'
import type { CreateEngine, Engine } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { UserError } from '#schema/user-error.ts'

type EngineModule = () => Promise<{ createEngine: CreateEngine }>

const controls: EngineModule = () => import('./controls.ts')

/** Loaded when first asked for: a run pays only for the engines it uses. */
const modules: Record<string, EngineModule> = {
  procedural: () => import('./procedural.ts'),
  'copy-input': controls,
  'over-edit': controls,
  reference: controls,
  shuffle: controls,
  bfl: () => import('./bfl.ts'),
  together: () => import('./together.ts'),
  runware: () => import('./runware.ts'),
  huggingface: () => import('./huggingface.ts'),
  datacrunch: () => import('./datacrunch.ts'),
  gemini: () => import('./gemini.ts'),
  comfyui: () => import('./comfyui.ts'),
  sdcpp: () => import('./sdcpp.ts'),
  fal: () => import('./fal.ts'),
  replicate: () => import('./replicate.ts'),
  'openai-images': () => import('./openai-images.ts'),
  'ai-sdk': () => import('./ai-sdk.ts'),
  command: () => import('./command.ts'),
  restoration: () => import('./restoration.ts'),
  null: () => import('./null-engine.ts'),
}

export const engineKinds: readonly string[] = Object.keys(modules)

/** Models that answer in words; no bench can name one. */
const judges: Record<string, EngineModule> = {
  'openai-chat': () => import('./openai-chat.ts'),
  'ai-sdk-chat': () => import('./ai-sdk-chat.ts'),
}

async function fromFile(module: string): Promise<CreateEngine> {
  const specifier = isAbsolute(module) ? pathToFileURL(module).href : module
  const loaded = (await import(specifier).catch((error: unknown) => {
    throw new UserError(
      `the engine module "${module}" cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
      'Check its path and what it imports.',
    )
  })) as { createEngine?: CreateEngine }
  if (typeof loaded.createEngine !== 'function') {
    throw new UserError(
      `"${module}" exports no createEngine`,
      'Export it: export const createEngine = defineEngine(...)',
    )
  }
  return loaded.createEngine
}

/** The engine that serves a model. @throws UserError for an unknown kind or a wrong entry. */
export async function createEngine(model: Model): Promise<Engine> {
  const { kind, module } = model.engine
  if (module !== undefined) return (await fromFile(module))(model)
  const load = modules[kind] ?? judges[kind]
  if (!load) {
    throw new UserError(
      `there is no engine of kind "${kind}"`,
      `Use one of ${engineKinds.join(', ')}, or name a module of your own.`,
      { field: `models.${model.id}.engine.kind` },
    )
  }
  return (await load()).createEngine(model)
}
