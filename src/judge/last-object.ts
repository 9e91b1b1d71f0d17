/** So many opening braces are tried from the end on: a long answer full of them costs no more. */
const mostTries = 200

/** Index behind the brace that closes the one at `open`; undefined where none does. Braces inside strings do not count. */
function endOf(text: string, open: number): number | undefined {
  let depth = 0
  let inString = false
  for (let at = open; at < text.length; at++) {
    const sign = text[at]
    if (inString) {
      if (sign === '\\') at += 1
      else if (sign === '"') inString = false
    } else if (sign === '"') inString = true
    else if (sign === '{') depth += 1
    else if (sign === '}' && --depth === 0) return at + 1
  }
  return undefined
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * The last JSON object of a text that stands in no other, whatever is said around it: code fences, a preface,
 * second thoughts. Undefined where there is none.
 */
export function lastObject(text: string): object | undefined {
  let found: { value: object; from: number; to: number } | undefined
  let from = text.lastIndexOf('{')
  for (let tries = 0; from >= 0 && tries < mostTries; tries++) {
    const to = endOf(text, from)
    const value = to === undefined ? undefined : parsed(text.slice(from, to))
    // One that begins earlier and ends later holds the one before; one that ends earlier stands before it.
    if (to !== undefined && value && (!found || to >= found.to)) found = { value, from, to }
    else if (found && value) break
    from = from === 0 ? -1 : text.lastIndexOf('{', from - 1)
  }
  return found?.value
}
