import type { Warning } from '#schema/attempt.ts'
import type { EngineContext, EngineOutcome, EngineRequest, HttpResponse } from '#schema/engine.ts'
import { badResponse } from './answer.ts'
import { CallEnded } from './call-ended.ts'
import { downloadPicture } from './exchange.ts'
import { bytesOfBase64, pictureOf, sizeWarnings } from './picture.ts'

/** A picture as answers name it: with its bytes, or by address. */
export interface NamedPicture {
  bytes?: Uint8Array
  /** Also as a data URI. */
  base64?: string | null | undefined
  url?: string | null | undefined
}

export interface TakenPicture {
  bytes: Uint8Array
  /** On the thread's monotonic clock, when the last byte was read. */
  endAt: number
  downloadMs?: number
}

/** The bytes of a picture that an answer holds or names. @throws CallEnded where it does neither */
export async function takePicture(
  named: NamedPicture | undefined,
  { times }: HttpResponse,
  server: { base: string; host: string },
  context: EngineContext,
): Promise<TakenPicture> {
  if (named?.bytes) return { bytes: named.bytes, endAt: times.endAt }
  if (named?.base64) return { bytes: bytesOfBase64(named.base64), endAt: times.endAt }
  if (!named?.url) throw new CallEnded(badResponse('the answer holds no picture'))
  const { bytes, endAt, durationMs } = await downloadPicture(named.url, server, context)
  return { bytes, endAt, downloadMs: durationMs }
}

/**
 * The outcome of an API that answers the question with the picture: one exchange, at most a download. The inference
 * that the server tells lies within that exchange; where it is longer, its clock is not ours and nothing is taken off.
 */
export function heldOutcome(parts: {
  request: EngineRequest
  response: HttpResponse
  taken: TakenPicture
  /** As the server says. */
  inferenceMs?: number | undefined
  costUsd?: number | undefined
  tokens?: EngineOutcome['tokens']
  seed?: number | null | undefined
  server?: NonNullable<EngineOutcome['server']>
  warnings: Warning[]
}): EngineOutcome {
  const { request, response, taken, inferenceMs, costUsd, tokens, seed, server, warnings } = parts
  const exchangeMs = response.times.endAt - response.times.sentAt
  return {
    outcome: 'image',
    image: pictureOf(taken.bytes),
    warnings: [...warnings, ...sizeWarnings(request, taken.bytes)],
    span: { startedAt: response.times.sentAt, endedAt: taken.endAt },
    phases: {
      submitMs:
        exchangeMs - (inferenceMs !== undefined && inferenceMs < exchangeMs ? inferenceMs : 0),
      ...(inferenceMs === undefined ? {} : { inferenceMs }),
      ...(taken.downloadMs === undefined ? {} : { downloadMs: taken.downloadMs }),
    },
    ...(server === undefined ? {} : { server }),
    ...(costUsd === undefined ? {} : { costUsd }),
    ...(tokens ? { tokens } : {}),
    ...(seed != null && Number.isSafeInteger(seed) && seed >= 0 ? { seed } : {}),
  }
}
