/** Fields and flags that hold a key: `api_key`, `apiKey`, `x-api-key`, `authorization`; not `maxTokens`, not `key`. */
const holder =
  /(^|[_-])(api[_-]?key|x[_-]key|token|secret|password|passwd|credentials?|authorization|bearer)$/i

const isHolder = (name: string): boolean =>
  holder.test(name.replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2'))

/** A variable that a shell puts in is none. */
const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && !value.startsWith('$') && Number.isNaN(+value)

type Path = (string | number)[]

/** `--api-key=x`, or `--api-key` with what follows it. */
function inArguments(words: readonly unknown[]): Path | undefined {
  for (const [index, word] of words.entries()) {
    if (typeof word !== 'string' || !word.startsWith('-')) continue
    const [flag = '', value] = word.replace(/^-+/, '').split('=', 2)
    if (!isHolder(flag)) continue
    const next = words[index + 1]
    if (isText(value)) return [index]
    if (value === undefined && isText(next) && !next.startsWith('-')) return [index + 1]
  }
  return undefined
}

/** Where settings that are kept with every run hold what looks like a key; undefined where they hold none. */
export function heldKey(value: unknown): Path | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (Array.isArray(value)) {
    const at = inArguments(value)
    if (at) return at
  }
  for (const [name, one] of Object.entries(value)) {
    const place = Array.isArray(value) ? Number(name) : name
    if (isHolder(name) && isText(one)) return [place]
    const within = heldKey(one)
    if (within) return [place, ...within]
  }
  return undefined
}

/** Of an address: the name and password that it may carry are kept, and sent, with it. */
export const holdsLogin = (address: string): boolean => {
  const url = URL.parse(address)
  return url !== null && (url.username !== '' || url.password !== '')
}
