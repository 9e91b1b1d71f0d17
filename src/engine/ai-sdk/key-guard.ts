import { formsOf } from '#engine/wire/secret-forms.ts'

/** Headers that are keys whatever they hold. */
const keyHeaders = [
  'authorization',
  'proxy-authorization',
  'cookie',
  'x-key',
  'x-api-key',
  'api-key',
  'x-goog-api-key',
]

export interface KeyGuard {
  /** The API's own host: where it was told to be, or where the first request went. */
  isOwn: (url: URL) => boolean
  /** Takes the key out of what goes to a foreign host. True where one was taken out. */
  strip: (url: URL, headers: Headers) => boolean
  /** True where the key stands in an address or a body that goes to a foreign host. */
  leaks: (url: URL, body: Uint8Array | undefined) => boolean
}

const matches = (host: string, pattern: string): boolean =>
  pattern.startsWith('*.') ? host.endsWith(pattern.slice(1)) : host === pattern

/** Decides which hosts see the key of a call: the API's own, and those that the model entry lists. */
export function createKeyGuard(
  apiKey: string,
  baseUrl: string | undefined,
  listed: readonly string[],
): KeyGuard {
  let ownHost = baseUrl === undefined ? undefined : new URL(baseUrl).host
  const isOwn = (url: URL): boolean => {
    ownHost ??= url.host
    return url.host === ownHost
  }
  const maySee = (url: URL): boolean =>
    isOwn(url) ||
    (url.protocol === 'https:' && listed.some((pattern) => matches(url.hostname, pattern)))
  const spellings = apiKey === '' ? [] : formsOf(apiKey)
  const holdsKey = (text: string): boolean => spellings.some((key) => text.includes(key))
  return {
    isOwn,
    strip(url, headers) {
      if (maySee(url)) return false
      const named = [...headers]
        .filter(([name, value]) => keyHeaders.includes(name) || holdsKey(value))
        .map(([name]) => name)
      for (const name of named) headers.delete(name)
      return named.length > 0
    },
    leaks: (url, body) =>
      !maySee(url) &&
      (holdsKey(url.href) || (body !== undefined && holdsKey(new TextDecoder().decode(body)))),
  }
}
