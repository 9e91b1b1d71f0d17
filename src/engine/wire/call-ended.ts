import type { EngineContext, EngineOutcome } from '#schema/engine.ts'
import { KontextError } from '#schema/kontext-error.ts'
import { badResponse } from './answer.ts'

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
