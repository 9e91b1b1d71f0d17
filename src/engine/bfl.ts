import type { Warning } from '#schema/attempt.ts'
import type {
  Engine,
  EngineContext,
  EngineOutcome,
  EngineRequest,
  HttpResponse,
} from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { inferenceMsOf, readPoll, readSubmit, type Result, type Submitted } from './bfl/answer.ts'
import { bodyOf, Params } from './bfl/request.ts'
import { badResponse } from './wire/answer.ts'
import { CallEnded, exchanged } from './wire/call-ended.ts'
import { downloadPicture, sendJson } from './wire/exchange.ts'
import { phasesOfJob } from './wire/phases.ts'
import { pictureOf, sizeWarnings } from './wire/picture.ts'
import { pollUntilEnd, type Polled } from './wire/poll.ts'
import { modelNameOf, serverOf, type WireServer } from './wire/server.ts'

interface Server extends WireServer<Params> {
  name: string
}

const keyHeader = ({ apiKey }: EngineContext): Record<string, string> =>
  apiKey === undefined ? {} : { 'x-key': apiKey }

/**
 * Jobs of the global host live on a cluster that only the answer names. The key goes there, so it must be
 * the same host, or one of BFL's where we called one of BFL's.
 */
function trustedPollingUrl(named: string, server: Server): string {
  const url = new URL(named, `${server.base}/`)
  const isBfl = (host: string): boolean => host === 'bfl.ai' || host.endsWith('.bfl.ai')
  const isCluster = url.protocol === 'https:' && isBfl(url.host) && isBfl(server.host)
  if (url.host === server.host || isCluster) return url.href
  throw new CallEnded(
    badResponse(
      `the polling address lies on the foreign host ${url.host}; the key is not sent there`,
    ),
  )
}

const pollJob = (
  pollingUrl: string,
  submitted: HttpResponse | undefined,
  server: Server,
  context: EngineContext,
): Promise<Polled<Result>> =>
  pollUntilEnd(context, submitted, {
    intervalMs: server.params.pollIntervalMs,
    ask: () => sendJson(context, { method: 'GET', url: pollingUrl, headers: keyHeader(context) }),
    read: readPoll,
  })

const saidByServer = (polled: Polled<Result>, submitted: Submitted | undefined) => ({
  polls: polled.polls,
  ...(polled.value.start_time == null ? {} : { startTime: polled.value.start_time }),
  ...(polled.value.end_time == null ? {} : { endTime: polled.value.end_time }),
  ...(submitted?.input_mp == null ? {} : { inputMegapixels: submitted.input_mp }),
  ...(submitted?.output_mp == null ? {} : { outputMegapixels: submitted.output_mp }),
})

const seedOf = ({ value: { seed } }: Polled<Result>) =>
  seed != null && Number.isSafeInteger(seed) && seed >= 0 ? { seed } : {}

async function outcomeOf(
  server: Server,
  request: EngineRequest,
  context: EngineContext,
): Promise<EngineOutcome> {
  const { body, warnings } = await bodyOf(request, server.name, server.params)
  const submitted = await sendJson(context, {
    method: 'POST',
    url: `${server.base.replace(/\/v1$/, '')}/v1/${server.name}`,
    headers: keyHeader(context),
    body,
  })
  const job = readSubmit(submitted)
  const pollingUrl = trustedPollingUrl(job.polling_url, server)
  context.onHandle?.(pollingUrl)
  const polled = await pollJob(pollingUrl, submitted, server, context)
  const download = await downloadPicture(polled.value.sample, server, context)
  const inferenceMs = inferenceMsOf(polled.value)
  return {
    outcome: 'image',
    image: pictureOf(download.bytes),
    warnings: [...warnings, ...polled.warnings, ...sizeWarnings(request, download.bytes)],
    span: { startedAt: submitted.times.sentAt, endedAt: download.endAt },
    earlyMs: polled.earlyMs,
    phases: phasesOfJob({ submitted, ready: polled.response, download, inferenceMs }),
    server: saidByServer(polled, job),
    ...seedOf(polled),
    ...(job.cost == null ? {} : { costUsd: job.cost / 100 }),
  }
}

/** A job that was paid for before a kill: its picture, without a latency that nobody saw. */
async function found(
  handle: string,
  server: Server,
  context: EngineContext,
): Promise<EngineOutcome> {
  const polled = await pollJob(trustedPollingUrl(handle, server), undefined, server, context)
  const { bytes } = await downloadPicture(polled.value.sample, server, context)
  const inferenceMs = inferenceMsOf(polled.value)
  const warnings: Warning[] = polled.warnings
  return {
    outcome: 'image',
    image: pictureOf(bytes),
    warnings,
    phases: inferenceMs === undefined ? {} : { inferenceMs },
    server: saidByServer(polled, undefined),
    ...seedOf(polled),
  }
}

/** Black Forest Labs' own API: FLUX.1 Kontext, 1.1 and FLUX.2. Submit, poll the address it names, download. */
export function createEngine(model: Model): Engine {
  const name = modelNameOf(model, 'flux-kontext-pro')
  const server: Server = { ...serverOf(model, Params, 'https://api.bfl.ai'), name }
  const edits = !/^flux-(pro-1\.1|dev)/.test(name)
  return {
    kind: 'bfl',
    work: 'wire',
    capabilities: { edit: edits, generate: !name.includes('fill'), seed: true },
    generate: (request, context) => exchanged(context, () => outcomeOf(server, request, context)),
    reattach: (handle, context) => exchanged(context, () => found(handle, server, context)),
  }
}
