import type { LaunchOptions } from './engine/launching-caller.ts'
import { createThreadCaller } from './engine/thread-caller.ts'
import type { Caller } from './schema/caller.ts'
import type { Model } from './schema/model.ts'
import type { Server } from './schema/server.ts'

/** Also tells what is known by now of the servers that it started. */
export type ServingCaller = Caller & { servers: () => Server[] }

/**
 * Calls in threads of their own; servers that the models launch are started for them. `others` are called too, and
 * launch nothing.
 */
export async function openCaller(
  options: LaunchOptions,
  others: readonly Model[] = [],
): Promise<ServingCaller> {
  const { models } = options
  const caller = await createThreadCaller({ models: [...models, ...others] })
  if (!models.some(({ engine }) => engine.launch)) return { ...caller, servers: () => [] }
  const { createLaunchingCaller } = await import('./engine/launching-caller.ts')
  return createLaunchingCaller(caller, options)
}
