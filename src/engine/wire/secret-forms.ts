/** A secret as it may come back: as it is, in an address, in JSON. */
export const formsOf = (secret: string): string[] => [
  ...new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]),
]

/** A text with `instead` for every secret in it, however it is written there. */
export const withoutSecrets = (text: string, secrets: readonly string[], instead: string): string =>
  secrets
    .filter((secret) => secret !== '')
    .flatMap(formsOf)
    // The longest first: a secret may be the beginning of another, or of its own form.
    .toSorted((one, other) => other.length - one.length)
    .reduce((sum, form) => sum.replaceAll(form, instead), text)
