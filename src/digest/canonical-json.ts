import type { Json } from '#schema/id.ts'

/**
 * JSON with one spelling per value: keys sorted by UTF-16 code units, no white space, numbers as
 * ECMAScript prints them. Source: RFC 8785 (JSON Canonicalization Scheme).
 * @throws TypeError on numbers that JSON cannot hold and on anything that is not JSON.
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') {
    return JSON.stringify(value)
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`${value} is no JSON number`)
    return JSON.stringify(value)
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object') throw new TypeError(`${typeof value} is no JSON`)
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`)
  return `{${members.join(',')}}`
}
