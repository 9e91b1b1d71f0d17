import { randomUUID } from 'node:crypto'
import type {
  Engine,
  EngineContext,
  EngineOutcome,
  EngineRequest,
  HttpResponse,
} from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { goesOn, type Item, readTask } from './runware/answer.ts'
import { Params, taskOf } from './runware/request.ts'
import { badResponse, refused } from './wire/answer.ts'
import { bearerOf } from './wire/bearer.ts'
import { CallEnded, exchanged, foundAgain } from './wire/call-ended.ts'
import { sendJson } from './wire/exchange.ts'
import { heldOutcome, takePicture } from './wire/held-picture.ts'
import { phasesOfJob } from './wire/phases.ts'
import { pollUntilEnd, type Polled } from './wire/poll.ts'
import { modelNameOf, serverOf, type WireServer } from './wire/server.ts'

interface Server extends WireServer<Params> {
  name: string
}

/** Every question is a list of tasks, posted to one address. */
const send = (
  server: Server,
  context: EngineContext,
  task: Record<string, unknown>,
): Promise<HttpResponse> =>
  sendJson(context, { method: 'POST', url: server.base, headers: bearerOf(context), body: [task] })

const pollTask = (
  taskUUID: string,
  submitted: HttpResponse | undefined,
  server: Server,
  context: EngineContext,
): Promise<Polled<Item>> =>
  pollUntilEnd(context, submitted, {
    intervalMs: server.params.pollIntervalMs,
    ask: () => send(server, context, { taskType: 'getResponse', taskUUID }),
    read: (response) => {
      const item = readTask(response, taskUUID)
      return item === undefined || goesOn(item) ? undefined : item
    },
  })

const inferenceMsOf = (item: Item, { generationTimeUnit }: Params): number | undefined => {
  if (item.generationTime == null || generationTimeUnit === undefined) return undefined
  return generationTimeUnit === 's' ? item.generationTime * 1000 : item.generationTime
}

/** The outcome of a task that has ended. A picture that Runware flags is a refusal: it was looked for. */
async function outcomeOfItem(
  item: Item,
  response: HttpResponse,
  { server, request, context }: { server: Server; request: EngineRequest; context: EngineContext },
): Promise<EngineOutcome> {
  const costUsd = item.cost ?? undefined
  if (item.NSFWContent) {
    const refusal = refused('NSFWContent: the picture was flagged')
    return costUsd === undefined ? refusal : { ...refusal, costUsd }
  }
  const base64 = item.imageBase64Data ?? item.imageDataURI
  const taken = await takePicture({ base64, url: item.imageURL }, response, server, context)
  return heldOutcome({
    request,
    response,
    taken,
    costUsd,
    inferenceMs: inferenceMsOf(item, server.params),
    seed: item.seed,
    server: item.generationTime == null ? {} : { generationTime: item.generationTime },
    warnings: [],
  })
}

async function outcomeOf(
  server: Server,
  request: EngineRequest,
  context: EngineContext,
): Promise<EngineOutcome> {
  const taskUUID = randomUUID()
  const { task, warnings } = await taskOf(request, server.name, taskUUID, server.params)
  const submitted = await send(server, context, task)
  const first = readTask(submitted, taskUUID)
  if (first === undefined) throw new CallEnded(badResponse('the answer does not name the task'))
  const place = { server, request, context }
  if (!goesOn(first)) {
    const outcome = await outcomeOfItem(first, submitted, place)
    return { ...outcome, warnings: [...warnings, ...outcome.warnings] }
  }
  context.onHandle?.(taskUUID)
  const polled = await pollTask(taskUUID, submitted, server, context)
  const outcome = await outcomeOfItem(polled.value, polled.response, place)
  const { phases, span } = outcome
  const job = phasesOfJob({ submitted, ready: polled.response, inferenceMs: phases?.inferenceMs })
  return {
    ...outcome,
    warnings: [...warnings, ...polled.warnings, ...outcome.warnings],
    earlyMs: polled.earlyMs,
    phases: {
      ...job,
      ...(phases?.downloadMs === undefined ? {} : { downloadMs: phases.downloadMs }),
    },
    ...(span === undefined ? {} : { span: { ...span, startedAt: submitted.times.sentAt } }),
  }
}

/** A queued task that was paid for before a kill: its picture, without a latency that nobody saw. */
async function found(
  taskUUID: string,
  server: Server,
  context: EngineContext,
): Promise<EngineOutcome> {
  const polled = await pollTask(taskUUID, undefined, server, context)
  const request = { prompt: '', images: [] }
  const outcome = await outcomeOfItem(polled.value, polled.response, { server, request, context })
  const { span: _span, phases, ...kept } = outcome
  const inferenceMs = phases?.inferenceMs
  return {
    ...kept,
    warnings: polled.warnings,
    phases: inferenceMs === undefined ? {} : { inferenceMs },
  }
}

/**
 * Runware's REST API: tasks in, the picture in the answer, or asked for where the task was queued. A task is found
 * again only where it was queued (`deliveryMethod: async`).
 */
export function createEngine(model: Model): Engine {
  const name = modelNameOf(model, 'bfl:3@1')
  const server: Server = { ...serverOf(model, Params, 'https://api.runware.ai/v1'), name }
  return {
    kind: 'runware',
    work: 'wire',
    capabilities: { edit: true, generate: true, seed: true },
    generate: (request, context) => exchanged(context, () => outcomeOf(server, request, context)),
    reattach: (handle, context) => foundAgain(context, () => found(handle, server, context)),
  }
}
