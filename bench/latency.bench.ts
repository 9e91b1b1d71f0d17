import { defineBench } from 'kontextbench'

/**
 * Latency of one call at a time, text-to-image and editing apart, at one size. For a server of your own add a sweep:
 * `{ scenario: 'multi-stream', concurrency: 1 | 2 | 4 | ... }` or `{ scenario: 'server', ratePerSecond: ... }`.
 */
export const bench = defineBench({
  id: 'latency',
  title: 'Latency, one call at a time',
  dataSets: ['kontextbench-mini'],
  select: { perTask: 1, chains: 0 },
  models: ['procedural:draft', 'procedural:fine'],
  settings: [{ id: 'square', width: 1024, height: 1024, chain: 'own-output', seed: 'per-repeat' }],
  load: {
    scenarios: [{ scenario: 'single-stream' }],
    warmUp: 2,
    minSamples: 24,
    maxSamples: 24,
    boundMs: 1000,
  },
})
