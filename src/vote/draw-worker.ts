/** Rates drawn votes; which draws is told, so that any number of threads gives the same rows. */
import { serveWorker } from '#pool/serve-worker.ts'
import { drawRatings, type DrawPlan } from '#stats/rating-draws.ts'

interface DrawTask {
  plan: DrawPlan
  from: number
  to: number
}

serveWorker({
  draw: ({ plan, from, to }: DrawTask): Promise<Float64Array> =>
    Promise.resolve(drawRatings(plan, from, to)),
})
