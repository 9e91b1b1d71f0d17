import type { Warning } from '#schema/attempt.ts'
import { isLink } from './check-workflow.ts'
import type { Workflow } from './params.ts'

/** Nodes that a request's values reach: those it is bound to, and all that follow. Loaders are not among them. */
function reachedNodes({ graph, bindings }: Workflow): Set<string> {
  const reached = new Set(
    Object.values(bindings).flatMap((places) => [places ?? []].flat().map(({ node }) => node)),
  )
  for (let size = -1; size !== reached.size;) {
    size = reached.size
    for (const [id, { inputs }] of Object.entries(graph)) {
      const follows = Object.values(inputs).some((value) => isLink(value) && reached.has(value[0]))
      if (follows) reached.add(id)
    }
  }
  return reached
}

/** All samplers of ComfyUI have it, whatever they are called. */
const samplerInput = 'latent_image'

export interface CachedWork {
  /** The work that is timed, or a part of it, was not done. */
  untimed: boolean
  warnings: Warning[]
}

/**
 * What the server took from its cache instead of working: a graph with the same values, seed included, comes back
 * at once. Nodes that no request reaches (loaders) are meant to be cached.
 */
export function cachedWork(
  workflow: Workflow,
  cached: readonly string[],
  outputNode: string,
): CachedWork {
  const { graph } = workflow
  const reached = reachedNodes(workflow)
  const hits = cached.filter((id) => reached.has(id))
  if (hits.length === 0 && !cached.includes(outputNode)) return { untimed: false, warnings: [] }
  const work = new Set(
    workflow.workNodes ??
      Object.keys(graph).filter((id) => graph[id]?.inputs[samplerInput] !== undefined),
  )
  const untimed = cached.some((id) => work.has(id) || id === outputNode)
  const names = hits.map((id) => `${id} (${graph[id]?.class_type ?? '?'})`).join(', ')
  const message = untimed
    ? `the server answered from its cache: ${names || outputNode} did not work, so this is no latency`
    : `the server took ${names} from its cache: that work is not in the latency`
  return { untimed, warnings: [{ kind: 'other', feature: 'cache', message }] }
}
