import { createWorkerPool } from '#pool/worker-pool.ts'
import type { Vote } from '#schema/vote.ts'
import type { VoteResults } from './vote-results.ts'

export interface ResultsDesk {
  /** `controls` are never ranked. */
  results: (votes: readonly Vote[], controls?: ReadonlySet<string>) => Promise<VoteResults>
  close: () => Promise<void>
}

/** Computes results of votes beside the thread that takes them. */
export function createResultsDesk(): ResultsDesk {
  const pool = createWorkerPool({
    module: new URL(
      import.meta.url.endsWith('.ts') ? './results-worker.ts' : './results-worker.js',
      import.meta.url,
    ),
    size: 1,
    name: 'results',
  })
  return {
    results: (votes, controls = new Set()) => pool.run('results', { votes, controls }),
    close: () => pool.close(),
  }
}
