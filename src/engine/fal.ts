import { z } from 'zod'
import type { Engine, EngineContext, EngineRequest } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { familyOf, type Family } from './fal/family.ts'
import { bodyOf, Params } from './fal/request.ts'
import { keyAddress } from './wire/address.ts'
import { gone } from './wire/answer.ts'
import { CallEnded, exchanged, foundAgain } from './wire/call-ended.ts'
import { sendJson } from './wire/exchange.ts'
import { finishedOf, readFal, readStatus, Submitted, type Ended } from './wire/fal-answer.ts'
import { GivenUpJobs } from './wire/given-up-jobs.ts'
import { findJob, runJob, type Finished, type JobWire } from './wire/job.ts'
import { modelNameOf, serverOf, type WireServer } from './wire/server.ts'

interface Server extends WireServer<Params> {
  name: string
  givenUp: GivenUpJobs
}

/** The addresses that the submit named: fal drops parts of the endpoint's path in them. */
const Handle = z.object({ status: z.string(), response: z.string(), cancel: z.string().optional() })
type Handle = z.infer<typeof Handle>

interface Job extends Handle {
  queuePosition?: number | null | undefined
}

const keyHeader = ({ apiKey }: EngineContext): Record<string, string> =>
  apiKey === undefined ? {} : { authorization: `Key ${apiKey}` }

const owner = 'fal.run'

const unsupported = (reason: string): CallEnded =>
  new CallEnded({ outcome: 'unsupported', warnings: [], reason })

/** The endpoint for this request: editing, drawing from text and several inputs are apart at fal. */
function routeFor({ images }: EngineRequest, { name, params }: Server): [string, Family] {
  const generates = images.length === 0
  const [several, text] = [params.multiModel ?? name, params.generateModel ?? name]
  const endpoint = generates ? text : images.length > 1 ? several : name
  const family = familyOf(endpoint)
  if (generates && family.inputs)
    throw unsupported(`${endpoint} needs a picture; name its endpoint for text in generateModel`)
  if (!generates && !family.inputs) throw unsupported(`${endpoint} takes no picture`)
  return [endpoint, family]
}

async function submit(server: Server, request: EngineRequest, context: EngineContext) {
  const [endpoint, family] = routeFor(request, server)
  const { body, warnings } = await bodyOf(request, family, server.params)
  const response = await sendJson(context, {
    method: 'POST',
    url: `${server.base}/${endpoint}`,
    // Else fal tries again, or asks another endpoint, behind our back (fal.ai/docs, reliability).
    headers: {
      ...keyHeader(context),
      'x-fal-no-retry': '1',
      'x-app-fal-disable-fallback': 'true',
    },
    body,
  })
  const said = readFal(response, Submitted)
  const job: Job = {
    status: keyAddress(said.status_url, server, owner),
    response: keyAddress(said.response_url, server, owner),
    ...(said.cancel_url == null ? {} : { cancel: keyAddress(said.cancel_url, server, owner) }),
    queuePosition: said.queue_position,
  }
  return { response, job, warnings }
}

const handleOf = ({ status, response, cancel }: Job): string =>
  JSON.stringify({ status, response, ...(cancel === undefined ? {} : { cancel }) })

function jobOf(handle: string, server: Server): Job {
  let json: unknown
  try {
    json = JSON.parse(handle)
  } catch {
    // No handle of ours.
  }
  const parsed = Handle.safeParse(json)
  if (!parsed.success) throw new CallEnded(gone('the kept handle is none of fal'))
  const { status, response, cancel } = parsed.data
  return {
    status: keyAddress(status, server, owner),
    response: keyAddress(response, server, owner),
    ...(cancel === undefined ? {} : { cancel: keyAddress(cancel, server, owner) }),
  }
}

async function finish(ended: Ended, job: Job, context: EngineContext): Promise<Finished> {
  const fetched = await sendJson(context, {
    method: 'GET',
    url: job.response,
    headers: keyHeader(context),
  })
  const server = job.queuePosition == null ? {} : { queuePosition: job.queuePosition }
  return { ...finishedOf(ended, fetched), server }
}

const wireOf = (server: Server): JobWire<Job, Ended> => ({
  server,
  pollIntervalMs: server.params.pollIntervalMs,
  submit: (request, context) => submit(server, request, context),
  handleOf,
  jobOf: (handle) => jobOf(handle, server),
  ask: ({ status }, context) =>
    sendJson(context, { method: 'GET', url: status, headers: keyHeader(context) }),
  read: readStatus,
  finish,
  cancelling: {
    givenUp: server.givenUp,
    request: ({ cancel }, context) =>
      cancel === undefined
        ? undefined
        : { method: 'PUT', url: cancel, headers: keyHeader(context) },
  },
})

/** fal's queue. A request is submitted, its addresses are asked, its result and its picture fetched. */
export function createEngine(model: Model): Engine {
  const name = modelNameOf(model, 'fal-ai/flux-pro/kontext')
  const server: Server = {
    ...serverOf(model, Params, 'https://queue.fal.run'),
    name,
    givenUp: new GivenUpJobs(),
  }
  const { inputs, fields } = familyOf(name)
  const { generateModel, multiModel } = server.params
  const severalInputs = multiModel === undefined ? inputs : familyOf(multiModel).inputs
  const wire = wireOf(server)
  return {
    kind: 'fal',
    work: 'wire',
    capabilities: {
      edit: inputs !== undefined,
      generate: inputs === undefined || generateModel !== undefined,
      mask: fields.includes('mask_url'),
      seed: fields.includes('seed'),
      maxInputs: severalInputs?.most ?? 0,
    },
    generate: (request, context) => exchanged(context, () => runJob(wire, request, context)),
    reattach: (handle, context) => foundAgain(context, () => findJob(wire, handle, context)),
    close: () => server.givenUp.close(),
  }
}
