import {
  capabilitiesOf,
  engineKinds,
  findWorkspace,
  isFree,
  modelChecks,
  modelsOf,
  openProject,
  pickModels,
  registry,
  systemClock,
} from '../pipeline.ts'
import { tokenKinds, type Capabilities, type Model, type Price } from '#schema/model.ts'
import type { ModelsFlags } from './commands/models.ts'
import type { Io } from './io.ts'

const keyOf = (model: Model, env: Io['env']): string => {
  const name = model.engine.apiKeyEnv
  if (name === undefined) return 'no key needed'
  return env[name] ? `key in ${name}` : `key missing: set ${name}`
}

const hasKey = ({ engine }: Model, env: Io['env']): boolean | null =>
  engine.apiKeyEnv === undefined ? null : Boolean(env[engine.apiKeyEnv])

const tokenWords = {
  textIn: 'text in',
  imageIn: 'image in',
  textOut: 'text out',
  imageOut: 'image out',
}

const wordTokens = (tokens: NonNullable<Price['tokens']>): string =>
  tokenKinds
    .flatMap((kind) => (tokens[kind] === undefined ? [] : `${tokenWords[kind]} ${tokens[kind]}`))
    .join(', ')

function wordPrice({ usd, per, callUsd, firstUsd, inputUsd, tokens, asOf }: Price): string {
  const parts = [
    ...(callUsd === undefined ? [] : [`${callUsd} a call`]),
    ...(firstUsd === undefined ? [] : [`${firstUsd} the first ${per}`]),
    `${usd} per ${firstUsd === undefined ? per : `further ${per}`}`,
    ...(inputUsd === undefined ? [] : [`${inputUsd} per megapixel of input`]),
    ...(tokens ? [`tokens a million: ${wordTokens(tokens)}`] : []),
  ]
  return `USD ${parts.join(', ')} (${asOf})`
}

function priceOf(model: Model): string {
  if (isFree(model)) return 'costs nothing'
  return model.price ? wordPrice(model.price) : 'price unknown'
}

const skillsOf = (capabilities: Capabilities | null): string =>
  capabilities
    ? [capabilities.edit && 'edit', capabilities.generate && 'generate'].filter(Boolean).join(' ')
    : '?'

/** Worth a check that nobody named: their key is set, or they are the project's own and need none. */
async function readyOf(models: readonly Model[], env: Io['env']): Promise<Model[]> {
  const { knownModels } = await registry()
  return models.filter((model) => hasKey(model, env) ?? !knownModels.includes(model))
}

function isAsked(model: Model, { provider, task }: ModelsFlags): boolean {
  const isProviders =
    provider === undefined || model.engine.kind === provider || model.id.endsWith(`@${provider}`)
  return isProviders && (task === undefined || model.capabilities?.[task] !== false)
}

/** As programs read it; `capabilities` is null where an entry says none and its engine cannot be made. */
const listed = async (model: Model, env: Io['env']) => ({
  ...model,
  capabilities: await capabilitiesOf(model),
  keyPresent: hasKey(model, env),
})

async function listModels(io: Io, models: readonly Model[], json: boolean): Promise<void> {
  if (json) {
    io.out(JSON.stringify(await Promise.all(models.map((model) => listed(model, io.env)))))
    return
  }
  const idWidth = Math.max(0, ...models.map(({ id }) => id.length))
  for (const model of models) {
    const { id, engine } = model
    const skills = skillsOf(await capabilitiesOf(model))
    io.out(
      `${id.padEnd(idWidth)}  ${engine.kind.padEnd(13)} ${skills.padEnd(13)} ${keyOf(model, io.env)}; ${priceOf(model)}`,
    )
  }
}

const signs = { ok: 'ok', failed: 'FAILED', 'no-key': 'no key', unchecked: '-' }

async function checkModels(io: Io, models: readonly Model[], flags: ModelsFlags): Promise<number> {
  const { checkModel } = await modelChecks()
  const options = {
    env: io.env,
    call: flags.call,
    timeoutMs: flags.timeout * 1000,
    onServer: io.err,
  }
  const checks = []
  for (const model of models) {
    const check = await checkModel(model, options)
    checks.push(check)
    if (!flags.json)
      io.out(`${signs[check.state].padEnd(7)} ${check.model.padEnd(28)} ${check.message}`)
  }
  if (flags.json) io.out(JSON.stringify(checks))
  return checks.some(({ state }) => state === 'failed' || state === 'no-key') ? 1 : 0
}

/** The command `models`. A key is never shown, only whether its variable is set. Returns the exit code. */
export async function showModels(io: Io, flags: ModelsFlags): Promise<number> {
  if (flags.action === 'kinds') {
    io.out(flags.json ? JSON.stringify(engineKinds) : engineKinds.join('\n'))
    return 0
  }
  const workspaceDir = findWorkspace({ cwd: io.cwd, env: io.env })
  const project = openProject({ cwd: io.cwd, workspaceDir, clock: systemClock, env: io.env })
  const known = await modelsOf(project, flags['models-file'])
  const asked = [...known.values()].filter((model) => isAsked(model, flags))
  if (flags.action === 'list') {
    await listModels(io, asked, flags.json)
    return 0
  }
  const named = flags.ids?.length ? pickModels(flags.ids, known) : await readyOf(asked, io.env)
  return checkModels(io, named, flags)
}
