/** Address of a route; the version belongs to it where the server's address does not hold one. */
export const routeOf = (base: string, path: string): string =>
  `${/\/v\d+(\/|$)/.test(base) ? base : `${base}/v1`}/${path}`
