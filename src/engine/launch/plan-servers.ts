import { canonicalJson } from '#digest/canonical-json.ts'
import type { Json } from '#schema/id.ts'
import type { Launch } from '#schema/launch.ts'
import type { Model } from '#schema/model.ts'
import { UserError } from '#schema/user-error.ts'
import type { ServerPlan } from './launched-server.ts'

const keyOf = ({ warmUp: _warmUp, ...launch }: Launch): string => canonicalJson(launch as Json)

/**
 * One server a distinct launch, shared by the models that name the same.
 * @throws UserError where two of them would listen at one address, or a model in this process names one
 */
export function planServers(models: readonly Model[]): ServerPlan[] {
  const plans = new Map<string, ServerPlan>()
  const byUrl = new Map<string, string>()
  for (const { id, engine } of models) {
    const { launch, apiKeyEnv } = engine
    if (!launch) continue
    const key = keyOf(launch)
    const other = byUrl.get(launch.readyUrl)
    if (other !== undefined && !plans.get(key)?.models.includes(other)) {
      throw new UserError(
        `${other} and ${id} start different servers at ${launch.readyUrl}`,
        'Give both the same launch, or each server an address of its own.',
        { field: `models.${id}.engine.launch` },
      )
    }
    byUrl.set(launch.readyUrl, id)
    const plan = plans.get(key) ?? { launch, models: [], keyNames: [] }
    plan.models.push(id)
    if (apiKeyEnv !== undefined && !plan.keyNames.includes(apiKeyEnv)) plan.keyNames.push(apiKeyEnv)
    plans.set(key, plan)
  }
  return [...plans.values()]
}
