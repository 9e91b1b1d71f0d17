import type { EngineOutcome } from '#schema/engine.ts'
import type { Json } from '#schema/id.ts'

/** More than this of a provider's text helps nobody, and would be kept with every attempt. */
const longestText = 1000

/** Text of others as it may be kept: without the key, then cut. */
export function keptText(text: string, apiKey: string | undefined): string {
  const scrubbed = apiKey ? text.replaceAll(apiKey, '[key]') : text
  return scrubbed.length > longestText ? `${scrubbed.slice(0, longestText)}…` : scrubbed
}

/** Every outcome, told by type: loading the schema here would cost the timing thread 50 ms at its start. */
const outcomes: Record<EngineOutcome['outcome'], true> = {
  image: true,
  refused: true,
  failed: true,
  timeout: true,
  cancelled: true,
  unsupported: true,
}

/** What makes an answer of an engine unusable; undefined when it is well formed. */
export function faultOf(answer: unknown): string | undefined {
  if (typeof answer !== 'object' || answer === null) return `the engine answered ${String(answer)}`
  const { outcome, warnings, image } = answer as Partial<Extract<EngineOutcome, { image: unknown }>>
  if (typeof outcome !== 'string' || !Object.hasOwn(outcomes, outcome))
    return `the engine answered with the outcome ${JSON.stringify(outcome)}`
  if (!Array.isArray(warnings)) return 'the engine answered without its list of warnings'
  if (outcome === 'image' && !(image?.bytes instanceof Uint8Array))
    return 'the engine answered with an image that holds no bytes'
  return undefined
}

/** What the server said of the call, without the key that it may have said again. */
function serverToKeep({ server }: EngineOutcome, apiKey: string | undefined) {
  if (server === undefined || !apiKey) return {}
  const said = JSON.stringify(server)
  if (!said.includes(apiKey)) return {}
  return { server: JSON.parse(said.replaceAll(apiKey, '[key]')) as Record<string, Json> }
}

/** The outcome with every text of others fit to be kept. */
export function fitToKeep(said: EngineOutcome, apiKey: string | undefined): EngineOutcome {
  const outcome = { ...said, ...serverToKeep(said, apiKey) }
  const text = (value: string): string => keptText(value, apiKey)
  const warnings = outcome.warnings.map((warning) => ({
    ...warning,
    message: text(warning.message),
  }))
  if (outcome.outcome === 'failed') {
    const { error } = outcome
    return { ...outcome, warnings, error: { ...error, message: text(error.message) } }
  }
  if (outcome.outcome === 'refused') return { ...outcome, warnings, refusal: text(outcome.refusal) }
  if (outcome.outcome === 'unsupported')
    return { ...outcome, warnings, reason: text(outcome.reason) }
  return { ...outcome, warnings }
}
