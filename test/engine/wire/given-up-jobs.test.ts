import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { GivenUpJobs } from '#engine/wire/given-up-jobs.ts'
import type { EngineContext } from '#schema/engine.ts'

const contextOf = (signal: AbortSignal): EngineContext => ({
  signal,
  http: { send: () => Promise.reject(new Error('nothing is sent here')) },
})

it('tells the server of a job that was given up behind the call, and stops telling in time', async () => {
  const jobs = new GivenUpJobs(50)
  const abort = new AbortController()
  let stopped = false
  const cancel = async ({ signal }: EngineContext): Promise<void> => {
    await delay(60_000, undefined, { signal }).catch(() => (stopped = true))
  }
  const work = jobs.watch(contextOf(abort.signal), cancel, async () => {
    abort.abort()
    throw new Error('given up')
  })
  await expect(work).rejects.toThrow('given up')
  expect(stopped).toBe(false)
  await jobs.close()
  expect(stopped).toBe(true)
})

it('tells nothing of a job that failed by itself', async () => {
  const jobs = new GivenUpJobs()
  let told = false
  const cancel = async (): Promise<boolean> => (told = true)
  const fail = () => Promise.reject(new Error('the job failed'))
  const { signal } = new AbortController()
  await expect(jobs.watch(contextOf(signal), cancel, fail)).rejects.toThrow('the job failed')
  await jobs.close()
  expect(told).toBe(false)
})
