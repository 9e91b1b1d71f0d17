import { canonicalJson } from '#digest/canonical-json.ts'
import { sha256 } from '#digest/sha256.ts'
import type { Case } from '#schema/case.ts'
import type { Json } from '#schema/id.ts'
import type { Model } from '#schema/model.ts'
import type { Setting } from '#schema/setting.ts'

const turnKey = (turn: Case['turns'][number], chain: Setting['chain']): Json => ({
  prompt: turn.instruction,
  inputs: turn.inputs.map((input) =>
    input.from === 'case'
      ? { role: input.role, pixels: input.image.pixels }
      : { role: input.role, from: chain },
  ),
})

/** Its name, not where it lies: the same ask has the same id on every machine. */
const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path

const isAbsolute = (path: string): boolean => /^(?:[\\/]|[A-Za-z]:)/.test(path)

/** The AI SDK's module stands among the params; packages keep their scope. */
function paramsKey({ kind, params = {} }: Model['engine']): Record<string, Json> {
  const { module } = params
  if (kind !== 'ai-sdk' || typeof module !== 'string' || !isAbsolute(module)) return params
  return { ...params, module: fileName(module) }
}

/** Everything that decides what is asked of the provider, and nothing else; prices, keys and truth stay out. */
function engineKey(model: Model): Json {
  const { kind, module, baseUrl, model: providerModel } = model.engine
  return {
    kind,
    module: module === undefined ? null : fileName(module),
    baseUrl: baseUrl ?? null,
    model: providerModel ?? null,
    params: paramsKey(model.engine),
  }
}

const settingKey = (setting: Setting): Json => {
  const { id: _id, ...asked } = setting
  return asked as Json
}

/** Content address of a cell: the same ask of the same served model has the same id in every run. */
export function createCellIdentifier(model: Model, setting: Setting) {
  const engine = engineKey(model)
  const asked = settingKey(setting)
  return (subject: Case, repeat: number): string =>
    sha256(
      canonicalJson({
        turns: subject.turns.map((turn) => turnKey(turn, setting.chain)),
        engine,
        setting: asked,
        repeat,
      }),
    )
}
