import { randomUUID } from 'node:crypto'
import type { Warning } from '#schema/attempt.ts'
import type {
  Engine,
  EngineContext,
  EngineOutcome,
  EngineRequest,
  HttpResponse,
} from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { readSubmit } from './comfyui/answer.ts'
import { bindGraph } from './comfyui/bind-graph.ts'
import { cachedWork } from './comfyui/cached-work.ts'
import { checkWorkflow } from './comfyui/check-workflow.ts'
import { chooseWorkflow } from './comfyui/choose-workflow.ts'
import type { Finished } from './comfyui/history.ts'
import { Params, type Workflow } from './comfyui/params.ts'
import { pickPicture } from './comfyui/pick-picture.ts'
import { cancelPrompt, pollPrompt, type Api } from './comfyui/prompt.ts'
import { uploadInputs } from './comfyui/upload.ts'
import { bearerOf } from './wire/bearer.ts'
import { exchanged, foundAgain } from './wire/call-ended.ts'
import { downloadPicture, sendJson } from './wire/exchange.ts'
import { GivenUpJobs } from './wire/given-up-jobs.ts'
import { phasesOfJob } from './wire/phases.ts'
import { extraWarnings, pictureOf, sizeWarnings } from './wire/picture.ts'
import type { Polled } from './wire/poll.ts'
import { serverOf, type WireServer } from './wire/server.ts'

interface Server extends WireServer<Params> {
  givenUp: GivenUpJobs
  /** Prompt ids that the server chose itself: one that comes twice was not worked twice. */
  seen: Set<string>
}

const apiOf = ({ base, params }: Server, context: EngineContext): Api => ({
  base,
  intervalMs: params.pollIntervalMs,
  headers: bearerOf(context),
})

interface Job {
  id: string
  submitted: HttpResponse
  polled: Polled<Finished>
  /** The server answered with the job of an earlier call. */
  isOld: boolean
  warnings: Warning[]
}

async function runPrompt(graph: object, server: Server, context: EngineContext): Promise<Job> {
  const api = apiOf(server, context)
  // Given by us, so that a job can be taken back whose submit was never answered. Old servers choose their own.
  const ours = randomUUID()
  let id: string = ours
  const cancel = (late: EngineContext): Promise<void> => cancelPrompt(id, api, late)
  return server.givenUp.watch(context, cancel, async () => {
    const submitted = await sendJson(context, {
      method: 'POST',
      url: `${api.base}/prompt`,
      headers: api.headers,
      body: { prompt: graph, prompt_id: ours },
    })
    const read = readSubmit(submitted)
    id = read.id
    context.onHandle?.(id)
    const isOld = server.seen.has(id)
    if (id !== ours) server.seen.add(id)
    const polled = await pollPrompt(id, submitted, api, context)
    return { id, submitted, polled, isOld, warnings: [...read.warnings, ...polled.warnings] }
  })
}

interface Verdict {
  untimed?: 'cached'
  warnings: Warning[]
}

/** Whether what was timed is work. */
function judge({ polled: { value }, isOld }: Job, workflow: Workflow, node: string): Verdict {
  if (isOld || !value.executed) {
    const message = isOld
      ? 'the server answered with the job of an earlier call, so this is no latency'
      : 'the server does not say that it executed anything, so this is no latency'
    return { untimed: 'cached', warnings: [{ kind: 'other', feature: 'cache', message }] }
  }
  const { untimed, warnings } = cachedWork(workflow, value.cached ?? [], node)
  return { ...(untimed ? { untimed: 'cached' } : {}), warnings }
}

const spanOf = (from: number | undefined, to: number | undefined): number | undefined =>
  from === undefined || to === undefined || to < from ? undefined : to - from

const saidByServer = (id: string, { value, polls }: Polled<Finished>) => ({
  promptId: id,
  polls,
  ...(value.cached === undefined ? {} : { cachedNodes: value.cached }),
  ...(value.startedAt === undefined ? {} : { startedAt: value.startedAt }),
  ...(value.endedAt === undefined ? {} : { endedAt: value.endedAt }),
})

const unsent = (left: number, all: number): Warning[] =>
  left > 0
    ? [
        {
          kind: 'unsupported',
          feature: 'images',
          message: `${left} of ${all} inputs were not sent: the workflow has no place for them`,
        },
      ]
    : []

async function outcomeOf(
  server: Server,
  request: EngineRequest,
  context: EngineContext,
): Promise<EngineOutcome> {
  const workflow = chooseWorkflow(server.params.workflows, request)
  if (!workflow) {
    const reason = `no workflow of this model takes ${request.images.length} input pictures`
    return { outcome: 'unsupported', reason, warnings: [] }
  }
  const api = apiOf(server, context)
  const uploads = await uploadInputs(request, workflow.bindings, api, context)
  const bound = bindGraph(workflow, request, uploads)
  const job = await runPrompt(bound.graph, server, context)
  const { submitted, polled } = job
  const { node, query, extras } = pickPicture(polled.value, workflow.output)
  const download = await downloadPicture(`${api.base}/view?${query}`, server, context, api.headers)
  const verdict = judge(job, workflow, node)
  const { createdAt, startedAt, endedAt } = polled.value
  const uploadedFrom = uploads.sentAt === undefined ? {} : { uploadedFrom: uploads.sentAt }
  const queueMs = spanOf(createdAt, startedAt)
  return {
    outcome: 'image',
    image: pictureOf(download.bytes),
    warnings: [
      ...unsent(request.images.length - uploads.images.length, request.images.length),
      ...bound.warnings,
      ...job.warnings,
      ...verdict.warnings,
      ...sizeWarnings(request, download.bytes),
      ...extraWarnings(extras),
    ],
    ...(verdict.untimed ? { untimed: verdict.untimed } : {}),
    span: { startedAt: uploads.sentAt ?? submitted.times.sentAt, endedAt: download.endAt },
    earlyMs: polled.earlyMs,
    phases: {
      ...phasesOfJob({
        submitted,
        ...uploadedFrom,
        ready: polled.response,
        download,
        inferenceMs: spanOf(startedAt, endedAt),
      }),
      ...(queueMs === undefined ? {} : { queueMs }),
    },
    server: saidByServer(job.id, polled),
    ...(bound.seed === undefined ? {} : { seed: bound.seed }),
  }
}

/** A prompt that outlived the call that made it: its picture, without a latency that nobody saw. */
async function found(id: string, server: Server, context: EngineContext): Promise<EngineOutcome> {
  const api = apiOf(server, context)
  const polled = await pollPrompt(id, undefined, api, context)
  const outputs = server.params.workflows.flatMap(({ output }) => output ?? [])
  const named = outputs.find((node) => polled.value.pictures.some((one) => one.node === node))
  const { query, extras } = pickPicture(polled.value, named)
  const { bytes } = await downloadPicture(`${api.base}/view?${query}`, server, context, api.headers)
  const inferenceMs = spanOf(polled.value.startedAt, polled.value.endedAt)
  return {
    outcome: 'image',
    image: pictureOf(bytes),
    warnings: [...polled.warnings, ...extraWarnings(extras)],
    phases: inferenceMs === undefined ? {} : { inferenceMs },
    server: saidByServer(id, polled),
  }
}

/** ComfyUI: uploads, a workflow in API format with the request's values in it, its history, its picture. */
export function createEngine(model: Model): Engine {
  const givenUp = new GivenUpJobs()
  const server: Server = {
    ...serverOf(model, Params, 'http://127.0.0.1:8188'),
    givenUp,
    seen: new Set(),
  }
  const { workflows } = server.params
  for (const [index, workflow] of workflows.entries())
    checkWorkflow(workflow, `models.${model.id}.engine.params.workflows.${index}`)
  const places = workflows.map(({ bindings }) => bindings.images.length)
  return {
    kind: 'comfyui',
    work: 'wire',
    capabilities: {
      edit: places.some((count) => count > 0),
      generate: places.includes(0),
      mask: workflows.some(({ bindings }) => bindings.mask !== undefined),
      seed: workflows.some(({ bindings }) => bindings.seed !== undefined),
      maxInputs: Math.max(...places),
    },
    generate: (request, context) => exchanged(context, () => outcomeOf(server, request, context)),
    reattach: (id, context) => foundAgain(context, () => found(id, server, context)),
    close: () => givenUp.close(),
  }
}
