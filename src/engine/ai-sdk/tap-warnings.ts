import type { Warning } from '#schema/attempt.ts'
import type { Tap } from './tap.ts'

/** Told for each host from which the key was kept. */
export const keyWarnings = ({ keptFrom }: Tap): Warning[] =>
  [...keptFrom].map((host) => ({
    kind: 'other',
    feature: 'key',
    message: `the key was kept from ${host}; where that host is the API's own, list it in engine.params.keyHosts`,
  }))
