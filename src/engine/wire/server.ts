import type { z } from 'zod'
import type { Model } from '#schema/model.ts'
import { parseAt } from '#schema/parse.ts'
import { UserError } from '#schema/user-error.ts'

/** Where a model is served. Only `host` ever sees its key. */
export interface WireServer<P> {
  /** Without a slash at the end. */
  base: string
  host: string
  model: string | undefined
  params: P
}

/**
 * Reads `engine.baseUrl`, `engine.model` and `engine.params` of a model entry.
 * @throws UserError with the field that is wrong
 */
export function serverOf<P>(
  { id, engine }: Model,
  params: z.ZodType<P>,
  defaultBase?: string,
): WireServer<P> {
  const field = `models.${id}.engine`
  const given = engine.baseUrl ?? defaultBase
  if (given === undefined) {
    throw new UserError(
      'the engine has no baseUrl',
      'Give the server address, for example http://127.0.0.1:8000/v1.',
      { field },
    )
  }
  const url = new URL(given)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new UserError(`a ${url.protocol} address cannot be called`, 'Use http or https.', {
      field: `${field}.baseUrl`,
    })
  }
  return {
    base: url.href.replace(/\/+$/, ''),
    host: url.host,
    model: engine.model,
    params: parseAt(params, engine.params ?? {}, { field: `${field}.params` }),
  }
}

/** The provider's own name of the model, for kinds that cannot be called without. @throws UserError */
export function modelNameOf({ id, engine }: Model, example: string): string {
  if (engine.model !== undefined) return engine.model
  throw new UserError(
    'the engine has no model',
    `Give the provider's own name of it, for example ${example}.`,
    { field: `models.${id}.engine.model` },
  )
}
