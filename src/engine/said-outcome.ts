import { withoutSecrets } from './wire/secret-forms.ts'
import type { EngineOutcome } from '#schema/engine.ts'
import type { Json } from '#schema/id.ts'

/** More than this of a provider's text helps nobody, and would be kept with every attempt. */
const longestText = 1000

/** Text of others without the key. */
export const scrubbed = (text: string, apiKey: string | undefined): string =>
  apiKey ? withoutSecrets(text, [apiKey], '[key]') : text

/** Text of others as it may be kept: without the key, then cut. */
export function keptText(text: string, apiKey: string | undefined): string {
  const clean = scrubbed(text, apiKey)
  return clean.length > longestText ? `${clean.slice(0, longestText)}…` : clean
}

function keptJson(value: Json, apiKey: string | undefined): Json {
  if (typeof value === 'string') return keptText(value, apiKey)
  if (Array.isArray(value)) return value.map((item) => keptJson(item, apiKey))
  if (typeof value === 'object' && value !== null) return keptFields(value, apiKey)
  return value
}

const keptFields = (
  fields: Record<string, Json>,
  apiKey: string | undefined,
): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      scrubbed(name, apiKey),
      keptJson(value, apiKey),
    ]),
  )

/** Every outcome, told by type: loading the schema here would cost the timing thread 50 ms at its start. */
const outcomes: Record<EngineOutcome['outcome'], true> = {
  image: true,
  answer: true,
  refused: true,
  failed: true,
  timeout: true,
  cancelled: true,
  unsupported: true,
}

/** What makes an answer of an engine unusable; undefined when it is well formed. */
export function faultOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return `the engine answered ${String(answer)}`
  const { outcome, warnings, image, text } = answer as Partial<
    Extract<EngineOutcome, { image: unknown }> & { text: unknown }
  >
  if (typeof outcome !== 'string' || !Object.hasOwn(outcomes, outcome))
    return `the engine answered with the outcome ${JSON.stringify(outcome)}`
  if (!Array.isArray(warnings)) return 'the engine answered without its list of warnings'
  if (outcome === 'image' && !(image?.bytes instanceof Uint8Array))
    return 'the engine answered with an image that holds no bytes'
  if ((outcome as string) === 'answer' && typeof text !== 'string')
    return 'the engine answered with an answer that holds no text'
  return undefined
}

/** The outcome with every text of others fit to be kept. */
export function fitToKeep(outcome: EngineOutcome, apiKey: string | undefined): EngineOutcome {
  const text = (value: string): string => keptText(value, apiKey)
  const kept = {
    ...outcome,
    warnings: outcome.warnings.map((warning) => ({ ...warning, message: text(warning.message) })),
    ...(outcome.server ? { server: keptFields(outcome.server, apiKey) } : {}),
  }
  switch (kept.outcome) {
    case 'failed':
      return { ...kept, error: { ...kept.error, message: text(kept.error.message) } }
    case 'refused':
      return { ...kept, refusal: text(kept.refusal) }
    case 'unsupported':
      return { ...kept, reason: text(kept.reason) }
    case 'answer':
      // Whole: what was said at its end is what counts.
      return { ...kept, text: scrubbed(kept.text, apiKey) }
    case 'image':
    case 'timeout':
    case 'cancelled':
      return kept
    default:
      return kept satisfies never
  }
}
