import type { EngineContext } from '#schema/engine.ts'

/** The key as most providers take it; nothing where the model has none. */
export const bearerOf = ({ apiKey }: EngineContext): Record<string, string> =>
  apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }
