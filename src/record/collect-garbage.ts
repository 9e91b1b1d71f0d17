import type { JudgeAsk } from '#schema/judge.ts'
import type { Blobs, Store } from '#schema/store.ts'
import type { WorkspaceLocks } from './workspace-locks.ts'

interface Kept {
  store: Store
  blobs: Blobs
  locks: Pick<WorkspaceLocks, 'removal'>
}

/** Removes the pictures that no kept run names. Returns how many. @throws KontextError `workspace-busy` */
export async function collectGarbage({ store, blobs, locks }: Kept): Promise<number> {
  // A live run keeps a picture before the document that names it.
  const lock = locks.removal()
  try {
    return await removeUnneeded(store, blobs)
  } finally {
    lock.release()
  }
}

const shownIn = (ask: JudgeAsk | undefined): string[] => {
  if (!ask) return []
  return ask.mode === 'pairwise' ? [ask.left.image, ask.right.image] : [ask.output.image]
}

async function removeUnneeded(store: Store, blobs: Blobs): Promise<number> {
  const needed = new Set<string>()
  for (const run of await store.runs()) {
    const mentioned = JSON.stringify(run.plan.cases).matchAll(/"sha256":"([0-9a-f]{64})"/g)
    for (const [, digest] of mentioned) if (digest) needed.add(digest)
    // A judge is shown outputs of other runs, and pictures of no run.
    if (run.plan.judging)
      for await (const { ask } of store.cells(run.id))
        for (const one of shownIn(ask)) needed.add(one)
    for await (const record of store.records(run.id)) {
      for (const turn of record.turns) {
        if (turn.image) needed.add(turn.image.sha256)
        for (const attempt of turn.attempts) if (attempt.image) needed.add(attempt.image.sha256)
      }
    }
  }
  let removed = 0
  for await (const digest of blobs.list()) {
    if (needed.has(digest)) continue
    await blobs.remove(digest)
    removed += 1
  }
  return removed
}
