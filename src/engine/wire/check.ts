import type { EngineCheck, EngineContext, HttpResponse } from '#schema/engine.ts'
import { KontextError } from '#schema/kontext-error.ts'
import { CallEnded } from './call-ended.ts'
import { sendJson } from './exchange.ts'

function whyNot(error: unknown): string {
  if (error instanceof CallEnded) {
    const { outcome } = error
    return outcome.outcome === 'failed' ? outcome.error.message : outcome.outcome
  }
  if (error instanceof KontextError) return error.message
  throw error
}

/** Asks an address that costs nothing: whether the server answers and the key is taken, and what it says. */
export async function checked(
  context: EngineContext,
  url: string,
  headers: Record<string, string>,
  read: (response: HttpResponse) => string,
): Promise<EngineCheck> {
  try {
    return { ok: true, message: read(await sendJson(context, { method: 'GET', url, headers })) }
  } catch (error) {
    return { ok: false, message: whyNot(error) }
  }
}
