import { resolve } from 'node:path'
import { engineKinds, findWorkspace, loadModels, openProject, systemClock } from '../pipeline.ts'
import type { Model } from '#schema/model.ts'
import type { ModelsFlags } from './commands/models.ts'
import type { Io } from './io.ts'

const keyOf = (model: Model, env: Io['env']): string => {
  const name = model.engine.apiKeyEnv
  if (name === undefined) return 'no key needed'
  return env[name] ? `key in ${name}` : `key missing: set ${name}`
}

const priceOf = ({ price }: Model): string =>
  price ? `${price.usd} USD per ${price.per} (${price.asOf})` : 'price unknown'

/** The command `models`. A key is never read, only whether its variable is set. */
export async function showModels(io: Io, flags: ModelsFlags): Promise<void> {
  if (flags.action === 'kinds') {
    io.out(flags.json ? JSON.stringify(engineKinds) : engineKinds.join('\n'))
    return
  }
  const workspaceDir = findWorkspace({ cwd: io.cwd, env: io.env })
  const { benchFolders } = openProject({ cwd: io.cwd, workspaceDir, clock: systemClock })
  const file = flags['models-file']
  const models = await loadModels({
    folders: benchFolders,
    ...(file === undefined ? {} : { modelsFile: resolve(io.cwd, file) }),
  })
  for (const model of flags.json ? [] : models.values()) {
    io.out(
      `${model.id.padEnd(24)} ${model.engine.kind.padEnd(14)} ${keyOf(model, io.env)}; ${priceOf(model)}`,
    )
  }
  if (flags.json) {
    const listed = [...models.values()].map((model) => ({
      ...model,
      keyPresent:
        model.engine.apiKeyEnv === undefined ? null : Boolean(io.env[model.engine.apiKeyEnv]),
    }))
    io.out(JSON.stringify(listed))
  }
}
