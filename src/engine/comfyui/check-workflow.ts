import { UserError } from '#schema/user-error.ts'
import type { Json } from '#schema/id.ts'
import type { Bindings, Graph, NodeInput, Workflow } from './params.ts'

const namesOf = (graph: Graph): string =>
  Object.entries(graph)
    .map(([id, node]) => `${id} (${node.class_type})`)
    .join(', ')

export const isLink = (value: Json | undefined): value is [string, number] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string'

function nodeAt(graph: Graph, id: string, field: string): Graph[string] {
  const node = Object.hasOwn(graph, id) ? graph[id] : undefined
  if (node) return node
  throw new UserError(`there is no node "${id}" in the workflow`, `It has ${namesOf(graph)}.`, {
    field,
  })
}

const kinds = {
  prompt: 'text',
  images: 'text',
  mask: 'text',
  aspectRatio: 'text',
  quality: 'text',
  seed: 'number',
  width: 'number',
  height: 'number',
  steps: 'number',
  guidance: 'number',
} as const satisfies Record<keyof Bindings, 'text' | 'number'>

const wordFor = (value: Json): string => (typeof value === 'string' ? 'text' : typeof value)

/** @throws UserError that names node and input */
function checkPlace(
  graph: Graph,
  { node: id, input }: NodeInput,
  field: string,
  kind?: 'text' | 'number',
): void {
  const node = nodeAt(graph, id, field)
  const name = `node ${id} (${node.class_type})`
  const value = Object.hasOwn(node.inputs, input) ? node.inputs[input] : undefined
  if (value === undefined) {
    const inputs = Object.keys(node.inputs).join(', ')
    throw new UserError(`${name} has no input "${input}"`, `It has ${inputs || 'none'}.`, { field })
  }
  if (isLink(value)) {
    throw new UserError(
      `input "${input}" of ${name} comes from node ${value[0]}`,
      'Name the input at the start of that line.',
      { field },
    )
  }
  if (kind !== undefined && wordFor(value) !== kind) {
    throw new UserError(
      `input "${input}" of ${name} holds ${JSON.stringify(value)}, but what is bound is ${kind}`,
      'Name another input.',
      { field },
    )
  }
}

/** Everything a workflow's entry names is there and of the right kind. @throws UserError */
export function checkWorkflow(workflow: Workflow, field: string): void {
  const { graph, bindings, set, output, workNodes = [] } = workflow
  for (const [name, bound] of Object.entries(bindings)) {
    const places: readonly NodeInput[] = Array.isArray(bound) ? bound : bound ? [bound] : []
    const kind = kinds[name as keyof Bindings]
    for (const place of places) checkPlace(graph, place, `${field}.bindings.${name}`, kind)
  }
  for (const place of set) checkPlace(graph, place, `${field}.set`)
  if (output !== undefined) nodeAt(graph, output, `${field}.output`)
  for (const id of workNodes) nodeAt(graph, id, `${field}.workNodes`)
}
