import type { Engine, EngineContext, EngineRequest } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import {
  queueMsOf,
  readAccount,
  readPoll,
  readPrediction,
  type Prediction,
} from './replicate/answer.ts'
import { familyOf, generates, type Family } from './replicate/family.ts'
import { inputOf, Params } from './replicate/request.ts'
import { keyAddress } from './wire/address.ts'
import { CallEnded, exchanged, foundAgain } from './wire/call-ended.ts'
import { bearerOf } from './wire/bearer.ts'
import { checked } from './wire/check.ts'
import { sendJson } from './wire/exchange.ts'
import { GivenUpJobs } from './wire/given-up-jobs.ts'
import { findJob, runJob, type Finished, type JobWire } from './wire/job.ts'
import { modelNameOf, serverOf, type WireServer } from './wire/server.ts'

interface Server extends WireServer<Params> {
  name: string
  givenUp: GivenUpJobs
  family: Family
}

interface Job {
  get: string
  cancel?: string
}

const routeOf = ({ base }: { base: string }, path: string): string =>
  `${base.replace(/\/v1$/, '')}/v1/${path}`

/** `owner/name`, `owner/name:version` or a bare version: others than official models need theirs named. */
function targetOf(name: string): { path: string; version?: string } {
  const [model, version] = name.includes('/') ? name.split(':') : [undefined, name]
  return version === undefined
    ? { path: `models/${model}/predictions` }
    : { path: 'predictions', version }
}

async function submit(server: Server, request: EngineRequest, context: EngineContext) {
  if (request.images.length > 0 && !server.family.inputs) {
    const reason = `${server.name} takes no picture`
    throw new CallEnded({ outcome: 'unsupported', warnings: [], reason })
  }
  const place = { files: routeOf(server, 'files'), headers: bearerOf(context) }
  const asked = await inputOf(request, server.family, server.params, place, context)
  const { path, version } = targetOf(server.name)
  // No `Prefer: wait`: it would hide the phases.
  const response = await sendJson(context, {
    method: 'POST',
    url: routeOf(server, path),
    headers: bearerOf(context),
    body: { input: asked.input, ...(version === undefined ? {} : { version }) },
  })
  const { urls } = readPrediction(response)
  const job: Job = {
    get: keyAddress(urls.get, server),
    ...(urls.cancel == null ? {} : { cancel: keyAddress(urls.cancel, server) }),
  }
  const { startedAt, warnings } = asked
  return { response, job, warnings, ...(startedAt === undefined ? {} : { startedAt }) }
}

function finish(prediction: Prediction): Finished {
  const { output, metrics } = prediction
  const predictTime = metrics?.predict_time
  return {
    pictures: output == null ? [] : [output].flat(),
    inferenceMs: predictTime == null ? undefined : predictTime * 1000,
    queueMs: queueMsOf(prediction),
    server: {},
  }
}

const wireOf = (server: Server): JobWire<Job, Prediction> => ({
  server,
  pollIntervalMs: server.params.pollIntervalMs,
  submit: (request, context) => submit(server, request, context),
  handleOf: ({ get }) => get,
  jobOf: (handle) => {
    const get = keyAddress(handle, server)
    return { get, cancel: `${get}/cancel` }
  },
  ask: ({ get }, context) =>
    sendJson(context, { method: 'GET', url: get, headers: bearerOf(context) }),
  read: readPoll,
  finish,
  cancelling: {
    givenUp: server.givenUp,
    request: ({ cancel }, context) =>
      cancel === undefined
        ? undefined
        : { method: 'POST', url: cancel, headers: bearerOf(context) },
  },
})

/** A family for a model that is not known here, where the entry names the field of its picture. */
function familyFor(name: string, { inputField }: Params): Family {
  const known = familyOf(name)
  if (inputField === undefined) return known
  return { ...known, inputs: { list: false, most: 1, ...known.inputs, field: inputField } }
}

/** Replicate's predictions: created, asked for until they have ended, their output fetched. */
export function createEngine(model: Model): Engine {
  const name = modelNameOf(model, 'black-forest-labs/flux-kontext-pro')
  const base = serverOf(model, Params, 'https://api.replicate.com/v1')
  const family = familyFor(name, base.params)
  const server: Server = { ...base, name, family, givenUp: new GivenUpJobs() }
  const wire = wireOf(server)
  return {
    kind: 'replicate',
    work: 'wire',
    capabilities: {
      edit: family.inputs !== undefined,
      generate: generates(name),
      mask: family.masked === true,
      seed: family.fields.includes('seed'),
      maxInputs: family.inputs?.most ?? 0,
    },
    generate: (request, context) => exchanged(context, () => runJob(wire, request, context)),
    reattach: (handle, context) => foundAgain(context, () => findJob(wire, handle, context)),
    close: () => server.givenUp.close(),
    check: (context) =>
      checked(context, routeOf(server, 'account'), bearerOf(context), readAccount),
  }
}
