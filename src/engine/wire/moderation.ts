import type { HttpResponse } from '#schema/engine.ts'
import { wordsOf } from './answer.ts'

const moderationWords =
  /\bnsfw\b|\bmoderat(?:ed|ion)\b|content[ _-]?(?:policy|policies|filter|violation)|safety (?:system|filter|checker|policy|policies)|usage (?:guidelines|policy|policies)|(?:sensitive|unsafe|inappropriate|prohibited|harmful) (?:content|image|material|prompt|words)|flagged (?:as|by|for)/i

/** "moderation must be low or auto" speaks of a field, not of a picture. */
const fieldWords =
  /\b(?:parameter|param|field|unexpected|unknown|must be|invalid value|not permitted)\b/i

/** For providers that tell a moderation in words alone. A guess by nature; kept to sentences that say so. */
export const speaksOfModeration = (words: string): boolean =>
  moderationWords.test(words) && !fieldWords.test(words)

/** 403 is also a wrong key's, so its words decide like the others'. 451: unavailable for legal reasons. */
const refusalStatuses = new Set([400, 403, 422, 451])

/** The words of a refusal; undefined for every other answer. */
export function wordsOfRefusal(response: HttpResponse): string | undefined {
  if (!refusalStatuses.has(response.status)) return undefined
  const words = wordsOf(response)
  return speaksOfModeration(words) ? words : undefined
}
