import type { EngineError } from '#schema/attempt.ts'
import type { Model } from '#schema/model.ts'

/** A fault that every call of a model meets, to whoever can mend it, with the provider's words; others as they are. */
export function whyUnreachable(
  { id, engine: { apiKeyEnv } }: Pick<Model, 'id' | 'engine'>,
  { kind, message }: Pick<EngineError, 'kind' | 'message'>,
): string {
  if (kind === 'network') return `${id} cannot be reached: ${message}`
  if (kind === 'billing') return `the account of ${id} cannot pay: ${message}`
  if (kind !== 'auth') return message
  return apiKeyEnv === undefined
    ? `${id} asks for a key, and its entry names none (apiKeyEnv): ${message}`
    : `${id} does not accept the key in ${apiKeyEnv}: ${message}`
}
