import { z } from 'zod'
import { Json } from '#schema/id.ts'

/** One input of one node: where a value of the request is put. */
const NodeInput = z.strictObject({ node: z.string().min(1), input: z.string().min(1) })
export type NodeInput = z.infer<typeof NodeInput>

const Node = z.looseObject({ class_type: z.string(), inputs: z.record(z.string(), Json) })

/** A workflow in ComfyUI's API format, by node id. */
export const Graph = z.record(z.string(), Node, {
  error:
    'no workflow in API format; the name of its file is read in a models file and in a bench only',
})
export type Graph = z.infer<typeof Graph>

const Places = z
  .union([NodeInput, z.array(NodeInput).min(1)])
  .transform((places) => (Array.isArray(places) ? places : [places]))

const Bindings = z.strictObject({
  prompt: Places,
  /** One place a picture, in order: the source, then references. None = text-to-image. */
  images: z.array(NodeInput).default([]),
  /** Gets a one-channel PNG, white = may change: bind a LoadImageMask node whose channel is red. */
  mask: NodeInput.optional(),
  seed: Places.optional(),
  width: Places.optional(),
  height: Places.optional(),
  aspectRatio: Places.optional(),
  steps: Places.optional(),
  guidance: Places.optional(),
  quality: Places.optional(),
})
export type Bindings = z.infer<typeof Bindings>

export const Workflow = z.strictObject({
  /** In a models file: the name of a JSON file beside it, which is read when the models are loaded. */
  graph: Graph,
  bindings: Bindings,
  /** Constants of this model: a negative prompt, a checkpoint, a sampler's name. */
  set: z.array(NodeInput.extend({ value: Json })).default([]),
  /** The node whose picture counts. Default: the first that saves one. */
  output: z.string().optional(),
  /** Nodes that do the work that is timed. Default: all with an input `latent_image`, as samplers have. */
  workNodes: z.array(z.string()).optional(),
})
export type Workflow = z.infer<typeof Workflow>

/** `engine.params` of this kind. The workflow is chosen by how many pictures a request has. */
export const Params = z.strictObject({
  workflows: z.array(Workflow).min(1),
  pollIntervalMs: z.int().min(20).default(150),
})
export type Params = z.infer<typeof Params>
