import { availableParallelism } from 'node:os'
import { createWorkerPool, type WorkerPool } from '#pool/worker-pool.ts'
import { drawRatings, type DrawPlan } from '#stats/rating-draws.ts'

/** All draws of a plan, rows after one another. */
export type Draw = (plan: DrawPlan, draws: number) => Promise<Float64Array>

/** Fewer than this are done before a thread has started. */
const worthThreads = 100

const rowsOf = (pieces: readonly Float64Array[]): Float64Array => {
  const rows = new Float64Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    rows.set(piece, at)
    at += piece.length
  }
  return rows
}

/** Shares draws out among threads; the rows do not depend on how many there are. */
export function createDrawing(threads = Math.max(1, Math.min(4, availableParallelism()))): {
  draw: Draw
  close: () => Promise<void>
} {
  let pool: WorkerPool | undefined
  return {
    async draw(plan, draws) {
      if (draws < worthThreads || threads < 2) return drawRatings(plan, 0, draws)
      pool ??= createWorkerPool({
        module: new URL(
          import.meta.url.endsWith('.ts') ? './draw-worker.ts' : './draw-worker.js',
          import.meta.url,
        ),
        size: threads,
        name: 'rating',
      })
      const threadPool = pool
      const each = Math.ceil(draws / (threads * 4))
      const starts = Array.from({ length: Math.ceil(draws / each) }, (_, index) => index * each)
      const pieces = starts.map((from) =>
        threadPool.run<Float64Array>('draw', { plan, from, to: Math.min(draws, from + each) }),
      )
      return rowsOf(await Promise.all(pieces))
    },
    close: async () => pool?.close(),
  }
}
