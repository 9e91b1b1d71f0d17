import { z } from 'zod'
import type { Warning } from '#schema/attempt.ts'
import type { Json } from '#schema/id.ts'

export const Said = z.object({
  type: z.string(),
  feature: z.string().optional(),
  /** The word of specification v2. */
  setting: z.string().optional(),
  details: z.string().optional(),
  message: z.string().optional(),
})

/** Lenient and minimal: what a result of any of the specifications holds. */
export const Result = z.object({
  images: z.array(z.union([z.string(), z.instanceof(Uint8Array)])),
  warnings: z.array(Said).nullish(),
  providerMetadata: z.unknown().optional(),
  usage: z.unknown().optional(),
  response: z.object({ modelId: z.string().nullish() }).nullish(),
})
export type Result = z.infer<typeof Result>

const kinds: Record<string, Warning['kind']> = {
  unsupported: 'unsupported',
  'unsupported-setting': 'unsupported',
  compatibility: 'compatibility',
}

export const warningsOfSaid = (warnings: Result['warnings']): Warning[] =>
  (warnings ?? []).map(({ type, feature, setting, details, message }) => {
    const name = feature ?? setting
    return {
      kind: kinds[type] ?? 'other',
      ...(name === undefined ? {} : { feature: name }),
      message: details ?? message ?? `${type} ${name ?? ''}`.trim(),
    }
  })

const longestText = 200
const mostItems = 20
const deepest = 6
const mostBytes = 8192

/** JSON of others as it may be kept: cut where it is long, so that no picture is kept in it. */
function pruned(value: unknown, depth = 0): Json {
  if (typeof value === 'string')
    return value.length > longestText ? `[${value.length} characters]` : value
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'boolean') return value
  if (typeof value !== 'object' || value === null) return null
  if (depth >= deepest || ArrayBuffer.isView(value)) return '[cut]'
  if (Array.isArray(value)) return value.slice(0, mostItems).map((one) => pruned(one, depth + 1))
  const entries = Object.entries(value).slice(0, mostItems)
  return Object.fromEntries(
    entries.flatMap(([name, one]) => (one === undefined ? [] : [[name, pruned(one, depth + 1)]])),
  )
}

const fitting = (value: unknown): Json | undefined => {
  if (value === undefined || value === null) return undefined
  const kept = pruned(value)
  return JSON.stringify(kept).length > mostBytes ? '[too large to keep]' : kept
}

/** The seed that was used, where the provider's metadata tells one; each puts it into a place of its own. */
function seedIn(value: Json | undefined, depth = 0): number | undefined {
  if (typeof value !== 'object' || value === null || depth > 4) return undefined
  const own = Array.isArray(value) ? undefined : value['seed']
  if (typeof own === 'number' && Number.isSafeInteger(own) && own >= 0) return own
  return Object.values(value)
    .map((one) => seedIn(one as Json, depth + 1))
    .find((seed) => seed !== undefined)
}

export function saidBy(result: Result): { server: Record<string, Json>; seed?: number } {
  const providerMetadata = fitting(result.providerMetadata)
  const usage = fitting(result.usage)
  const seed = seedIn(providerMetadata)
  const modelId = result.response?.modelId
  return {
    server: {
      ...(providerMetadata === undefined ? {} : { providerMetadata }),
      ...(usage === undefined ? {} : { usage }),
      ...(modelId == null ? {} : { modelId }),
    },
    ...(seed === undefined ? {} : { seed }),
  }
}
