import type { Warning } from '#schema/attempt.ts'
import type { EngineRequest } from '#schema/engine.ts'
import type { Json } from '#schema/id.ts'
import { unsupportedSettings } from '#engine/wire/picture.ts'
import type { Bindings, Graph, NodeInput, Workflow } from './params.ts'

const settings = ['seed', 'width', 'aspectRatio', 'steps', 'guidance', 'quality'] as const

export interface BoundGraph {
  graph: Graph
  /** What the workflow draws with, asked or its own; absent where no seed is bound. */
  seed?: number
  warnings: Warning[]
}

function unbound(request: EngineRequest, bindings: Bindings): Warning[] {
  const hasSize = bindings.width !== undefined && bindings.height !== undefined
  return unsupportedSettings(
    request,
    ([...settings, 'mask'] as const).filter((name) =>
      name === 'width' ? !hasSize : bindings[name] === undefined,
    ),
    'the workflow binds no input to it',
  )
}

function seedOf(graph: Graph, { seed: [at] = [] }: Bindings): { seed?: number } {
  const seed = at && graph[at.node]?.inputs[at.input]
  return typeof seed === 'number' && Number.isSafeInteger(seed) && seed >= 0 ? { seed } : {}
}

/** The workflow with a request's values in their places; `uploaded` are the names the server gave to its pictures. */
export function bindGraph(
  { graph: template, bindings, set }: Workflow,
  request: EngineRequest,
  uploaded: { images: readonly string[]; mask?: string },
): BoundGraph {
  const graph = structuredClone(template)
  const put = ({ node, input }: NodeInput, value: Json): void => {
    const { inputs } = graph[node] ?? {}
    if (inputs) inputs[input] = value
  }
  for (const { value, ...place } of set) put(place, value)
  for (const place of bindings.prompt) put(place, request.prompt)
  for (const [index, name] of uploaded.images.entries()) {
    const place = bindings.images[index]
    if (place) put(place, name)
  }
  if (bindings.mask && uploaded.mask !== undefined) put(bindings.mask, uploaded.mask)
  for (const name of [...settings, 'height'] as const) {
    const value = request[name]
    if (value !== undefined) for (const place of bindings[name] ?? []) put(place, value)
  }
  return { graph, ...seedOf(graph, bindings), warnings: unbound(request, bindings) }
}
