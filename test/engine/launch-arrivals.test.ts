import { expect, it } from 'vitest'
import { createLaunchingCaller } from '#engine/launching-caller.ts'
import { createThreadCaller } from '#engine/thread-caller.ts'
import { systemClock } from '#run/system-clock.ts'
import { freePort, launchedModel } from '../fixture/server-habits.ts'

it('counts a call as in flight, and as cold, when it is sent, not when it is handed over', async () => {
  const models = [launchedModel('a', { port: await freePort(), imageMs: 20 })]
  const caller = createLaunchingCaller(await createThreadCaller({ models }), {
    models,
    clock: systemClock,
    env: process.env,
    tell: () => undefined,
    onDeath: () => undefined,
    onChange: () => undefined,
  })
  const { signal } = new AbortController()
  const job = { model: 'a', request: { prompt: 'x', images: [] }, timeoutMs: 20_000 }
  try {
    await caller.prepare(job, { signal })
    caller.startSchedule('a')
    const due = [500, 1000, 1500].map((dueMs) => ({ ...job, arrival: { dueMs, maxInFlight: 8 } }))
    const results = await Promise.all(due.map((one) => caller.call(one, { signal })))
    expect(results.map(({ inFlight, cold }) => [inFlight, cold])).toEqual([
      [1, true],
      [1, false],
      [1, false],
    ])
  } finally {
    await caller.close()
  }
})
