import type { Engine } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { askImages } from './together/ask.ts'
import { Params } from './together/request.ts'
import { exchanged } from './wire/call-ended.ts'
import { modelNameOf, serverOf } from './wire/server.ts'

/** Together AI's images/generations: FLUX.1 Kontext, FLUX.2 and others, edits included. No cost in its answers. */
export function createEngine(model: Model): Engine {
  const name = modelNameOf(model, 'black-forest-labs/FLUX.1-kontext-pro')
  const server = { ...serverOf(model, Params, 'https://api.together.ai/v1'), name }
  return {
    kind: 'together',
    work: 'wire',
    capabilities: { edit: true, generate: true, seed: true },
    generate: (request, context) => exchanged(context, () => askImages(server, request, context)),
  }
}
