import { createEngine } from './engine/create-engine.ts'
import { createHttpClient } from './engine/http-client.ts'
import { keptText } from './engine/said-outcome.ts'
import { encodePng } from './image/encode.ts'
import { openCaller } from './open-caller.ts'
import { isFree } from './plan/price.ts'
import { systemClock } from './run/system-clock.ts'
import type { Engine, EngineRequest } from './schema/engine.ts'
import type { Model } from './schema/model.ts'
import { UserError } from './schema/user-error.ts'
import { assertKeys } from './task/load-models.ts'

export interface ModelCheck {
  model: string
  /** `unchecked`: its provider offers nothing that costs nothing. */
  state: 'ok' | 'failed' | 'no-key' | 'unchecked'
  message: string
}

export interface CheckOptions {
  env: Readonly<Record<string, string | undefined>>
  /** Allows one call of each model, which may cost what its price says. */
  call: boolean
  timeoutMs: number
  /** What becomes of a server that a model starts. */
  onServer: (message: string) => void
}

const side = 512

/** Cheap to ask and to answer: one small drawing, or one edit of a plain picture. */
async function smallRequest({ capabilities }: Engine, model: Model): Promise<EngineRequest> {
  const { generate } = model.capabilities ?? capabilities
  if (generate) return { prompt: 'A red circle on a white background', images: [] }
  const data = new Uint8Array(side * side * 4).fill(200)
  const bytes = await encodePng({ width: side, height: side, data })
  const source = { bytes, mediaType: 'image/png', role: 'source' as const }
  return { prompt: 'Make the background light blue', images: [source] }
}

async function callOnce(
  engine: Engine,
  model: Model,
  { timeoutMs, env, onServer }: CheckOptions,
): Promise<Omit<ModelCheck, 'model'>> {
  const caller = await openCaller({
    models: [model],
    clock: systemClock,
    env,
    tell: onServer,
    onDeath: onServer,
    onChange: () => undefined,
  })
  try {
    const request = await smallRequest(engine, model)
    const signal = new AbortController().signal
    const { outcome, totalMs } = await caller.call(
      { model: model.id, request, timeoutMs },
      { signal },
    )
    const took = `after ${Math.round(totalMs)} ms`
    switch (outcome.outcome) {
      case 'answer':
        return { state: 'failed', message: 'it answered in words' }
      case 'image':
        return { state: 'ok', message: `a picture ${took}` }
      case 'refused':
        return { state: 'ok', message: `it answers, and refused: ${outcome.refusal}` }
      case 'failed':
        return { state: 'failed', message: outcome.error.message }
      case 'unsupported':
        return { state: 'failed', message: outcome.reason }
      case 'timeout':
      case 'cancelled':
        return { state: 'failed', message: `no answer ${took}` }
      default:
        return outcome satisfies never
    }
  } finally {
    await caller.close()
  }
}

type Checkable = Engine & Required<Pick<Engine, 'check'>>

const canCheck = (engine: Engine): engine is Checkable => engine.check !== undefined

async function askFree(
  engine: Checkable,
  apiKey: string | undefined,
  { timeoutMs }: CheckOptions,
): Promise<Omit<ModelCheck, 'model'>> {
  const http = createHttpClient()
  try {
    const { ok, message } = await engine.check({
      signal: AbortSignal.timeout(timeoutMs),
      http,
      ...(apiKey === undefined ? {} : { apiKey }),
    })
    return { state: ok ? 'ok' : 'failed', message: keptText(message, apiKey) }
  } finally {
    http.close()
  }
}

async function examined(model: Model, options: CheckOptions): Promise<Omit<ModelCheck, 'model'>> {
  const { apiKeyEnv } = model.engine
  const apiKey = apiKeyEnv === undefined ? undefined : options.env[apiKeyEnv]
  if (apiKeyEnv !== undefined && !apiKey)
    return { state: 'no-key', message: `${apiKeyEnv} is not set` }
  assertKeys([model], options.env)
  const engine = await createEngine(model)
  if (options.call) return callOnce(engine, model, options)
  if (isFree(model)) return { state: 'ok', message: 'it runs in this process' }
  return canCheck(engine)
    ? askFree(engine, apiKey, options)
    : { state: 'unchecked', message: 'not checked without --call' }
}

/** Whether a model can be called: without paying where its provider allows that, else by one call if allowed. */
export async function checkModel(model: Model, options: CheckOptions): Promise<ModelCheck> {
  try {
    return { model: model.id, ...(await examined(model, options)) }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { model: model.id, state: 'failed', message: error.message }
  }
}
