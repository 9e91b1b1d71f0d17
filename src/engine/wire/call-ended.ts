import type { EngineContext, EngineOutcome } from '#schema/engine.ts'
import { KontextError } from '#schema/kontext-error.ts'
import { badResponse, gone } from './answer.ts'

/** An outcome that ends the call before there is a picture; thrown so that an engine reads as its exchange. */
export class CallEnded extends Error {
  readonly outcome: EngineOutcome

  constructor(outcome: EngineOutcome) {
    super(`the call ended: ${outcome.outcome}`)
    this.outcome = outcome
  }
}

function outcomeOfThrown(error: unknown, { signal }: EngineContext): EngineOutcome {
  if (signal.aborted) return { outcome: 'cancelled', warnings: [] }
  if (error instanceof CallEnded) return error.outcome
  if (!(error instanceof KontextError)) throw error
  return error.code === 'network'
    ? {
        outcome: 'failed',
        warnings: [],
        error: { kind: 'network', message: error.message, retryable: true },
      }
    : badResponse(error.message)
}

/** Runs one exchange: what it throws for the wire, the provider or an abort becomes the outcome. Bugs stay thrown. */
export async function exchanged(
  context: EngineContext,
  work: () => Promise<EngineOutcome>,
): Promise<EngineOutcome> {
  try {
    return await work()
  } catch (error) {
    return outcomeOfThrown(error, context)
  }
}

/** What was said of a job or picture that is not there any more. */
function asGone(outcome: EngineOutcome): EngineOutcome {
  if (outcome.outcome !== 'failed') return outcome
  const { kind, status = 200, message } = outcome.error
  const isLost = status === 404 || status === 410
  const isExpired = kind === 'bad-response' && status >= 400 && status <= 499
  return isLost || isExpired ? gone(message) : outcome
}

/** The same for a job that is asked for again: one that is not known any more is told as such, and may be made anew. */
export const foundAgain = async (
  context: EngineContext,
  work: () => Promise<EngineOutcome>,
): Promise<EngineOutcome> => asGone(await exchanged(context, work))
