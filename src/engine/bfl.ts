import type { Engine, EngineContext, EngineRequest } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { inferenceMsOf, readCredits, readPoll, readSubmit, type Result } from './bfl/answer.ts'
import { familyOf } from './bfl/family.ts'
import { bodyOf, Params } from './bfl/request.ts'
import { keyAddress } from './wire/address.ts'
import { exchanged, foundAgain } from './wire/call-ended.ts'
import { checked } from './wire/check.ts'
import { sendJson } from './wire/exchange.ts'
import { findJob, runJob, type Finished, type JobWire } from './wire/job.ts'
import { modelNameOf, serverOf, type WireServer } from './wire/server.ts'

interface Server extends WireServer<Params> {
  name: string
}

interface Job {
  pollingUrl: string
  /** Credits; one is a US cent. Told once, by the submit. */
  cost?: number | null | undefined
  inputMegapixels?: number | null | undefined
  outputMegapixels?: number | null | undefined
}

const keyHeader = ({ apiKey }: EngineContext): Record<string, string> =>
  apiKey === undefined ? {} : { 'x-key': apiKey }

const routeOf = ({ base }: Server, path: string): string =>
  `${base.replace(/\/v1$/, '')}/v1/${path}`

async function submit(server: Server, request: EngineRequest, context: EngineContext) {
  const { body, warnings } = await bodyOf(request, familyOf(server.name), server.params)
  const response = await sendJson(context, {
    method: 'POST',
    url: routeOf(server, server.name),
    headers: keyHeader(context),
    body,
  })
  const { polling_url, cost, input_mp, output_mp } = readSubmit(response)
  const job: Job = {
    pollingUrl: keyAddress(polling_url, server, 'bfl.ai'),
    cost,
    inputMegapixels: input_mp,
    outputMegapixels: output_mp,
  }
  return { response, job, warnings }
}

const saidOf = (fields: Record<string, number | null | undefined>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, number] => entry[1] != null),
  )

const finish = (result: Result, job: Job): Finished => ({
  pictures: [result.sample],
  seed: result.seed,
  inferenceMs: inferenceMsOf(result),
  costUsd: job.cost == null ? undefined : job.cost / 100,
  server: saidOf({
    startTime: result.start_time,
    endTime: result.end_time,
    inputMegapixels: job.inputMegapixels,
    outputMegapixels: job.outputMegapixels,
  }),
})

const wireOf = (server: Server): JobWire<Job, Result> => ({
  server,
  pollIntervalMs: server.params.pollIntervalMs,
  submit: (request, context) => submit(server, request, context),
  handleOf: ({ pollingUrl }) => pollingUrl,
  jobOf: (handle) => ({ pollingUrl: keyAddress(handle, server, 'bfl.ai') }),
  ask: ({ pollingUrl }, context) =>
    sendJson(context, { method: 'GET', url: pollingUrl, headers: keyHeader(context) }),
  read: readPoll,
  finish,
})

/** Black Forest Labs' own API: FLUX.1 Kontext, 1.1 and FLUX.2. Submit, poll the address it names, download. */
export function createEngine(model: Model): Engine {
  const name = modelNameOf(model, 'flux-kontext-pro')
  const server: Server = { ...serverOf(model, Params, 'https://api.bfl.ai'), name }
  const { edits, generates, masked, inputs } = familyOf(name)
  const wire = wireOf(server)
  return {
    kind: 'bfl',
    work: 'wire',
    capabilities: {
      edit: edits,
      generate: generates,
      mask: masked,
      seed: true,
      maxInputs: edits ? inputs : 0,
    },
    generate: (request, context) => exchanged(context, () => runJob(wire, request, context)),
    reattach: (handle, context) => foundAgain(context, () => findJob(wire, handle, context)),
    check: (context) =>
      checked(context, routeOf(server, 'credits'), keyHeader(context), readCredits),
  }
}
