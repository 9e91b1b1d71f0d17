import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { Json } from '#schema/id.ts'
import type { Model } from '#schema/model.ts'
import { UserError } from '#schema/user-error.ts'
import { withEngineModule } from './engine-module.ts'

/** `engine.params` of `comfyui`, as far as files are named in it; what is wrong in it the engine tells. */
const Named = z.looseObject({ workflows: z.array(z.record(z.string(), Json)) })

function readGraph(name: string, listedIn: string, field: string): Json {
  const file = resolve(dirname(listedIn), name)
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UserError(
      `the workflow "${name}" cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'Give the path of a JSON file relative to this file.',
      { file: listedIn, field },
    )
  }
  if (z.looseObject({ nodes: z.array(z.unknown()) }).safeParse(json).success) {
    throw new UserError(
      `"${name}" is a workflow as ComfyUI's editor saves it`,
      'Export it with "Export (API)" and name that file.',
      { file: listedIn, field },
    )
  }
  return Json.parse(json)
}

/** A workflow is part of what is asked, not a file of this machine: it goes into the plan and the cells' ids. */
function withGraphs(model: Model, listedIn: string): Model {
  const { kind, params } = model.engine
  const named = Named.safeParse(params)
  if (kind !== 'comfyui' || !named.success) return model
  const field = `models.${model.id}.engine.params.workflows`
  const workflows = named.data.workflows.map((workflow, index) =>
    typeof workflow['graph'] === 'string'
      ? { ...workflow, graph: readGraph(workflow['graph'], listedIn, `${field}.${index}.graph`) }
      : workflow,
  )
  return { ...model, engine: { ...model.engine, params: { ...params, workflows } } }
}

/** The model with what its entry names relative to the file that lists it. @throws UserError */
export const withEngineFiles = (model: Model, listedIn: string): Model =>
  withGraphs(withEngineModule(model, listedIn), listedIn)
