import type { JudgedPorts } from './compare/gather-judged.ts'
import type { Run } from './schema/run.ts'
import type { Store } from './schema/store.ts'

/** What is kept of judging a run, read as far as its votes and marks name it. */
export const judgedOf = async (store: Store, run: Run): Promise<JudgedPorts> => ({
  votes: await store.votes(run.id),
  cardOf: (digest) => store.judgeCard(digest),
  checkOf: async ({ run: judgeRun, judge }) => (await store.run(judgeRun))?.judgeChecks?.[judge],
})
