/** All results of votes, in a thread: while it computes, votes are taken as fast as ever. */
import { serveWorker } from '#pool/serve-worker.ts'
import type { Vote } from '#schema/vote.ts'
import { voteResults } from './vote-results.ts'

serveWorker({
  results: ({ votes, controls }: { votes: readonly Vote[]; controls: ReadonlySet<string> }) =>
    voteResults(votes, controls),
})
