import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createHttpClient } from '#engine/http-client.ts'
import { decodeImage } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import { inspectImage } from '#image/inspect.ts'
import type { ControlTruth, EncodedImage, Engine, EngineRequest } from '#schema/engine.ts'

export interface EngineUnderTest {
  engine: Engine
  /** Only controls are given one. */
  truth?: ControlTruth
  /** What it can serve. Default: a prompt alone, and an edit. */
  requests?: () => Promise<EngineRequest[]>
  /** The same request and seed give the same bytes. */
  repeats?: boolean
  close?: () => unknown
}

const http = createHttpClient()
const side = 96

export async function contractPicture(level: number): Promise<EncodedImage> {
  const data = Uint8Array.from({ length: side * side * 4 }, (_, index) =>
    index % 4 === 3 ? 255 : (level + index * (index % 4)) % 256,
  )
  const png = await encodePng({ width: side, height: side, data })
  return { bytes: new Uint8Array(png), mediaType: 'image/png' }
}

const anyRequests = async (): Promise<EngineRequest[]> => [
  { prompt: 'a red circle left of a blue square', images: [], width: side, height: side, seed: 7 },
  {
    prompt: 'make it black and white',
    images: [{ ...(await contractPicture(40)), role: 'source' }],
    seed: 7,
  },
]

const requestsOf = ({ requests = anyRequests }: EngineUnderTest): Promise<EngineRequest[]> =>
  requests()

const isDone = (answer: unknown): answer is 'late' => answer === 'late'

/** What every engine must do, whatever serves it. */
export function engineContract(open: () => Promise<EngineUnderTest>): void {
  const withEngine = async (work: (tested: EngineUnderTest) => Promise<void>): Promise<void> => {
    const tested = await open()
    try {
      await work(tested)
    } finally {
      await tested.close?.()
    }
  }
  const contextOf = ({ truth }: EngineUnderTest, signal = new AbortController().signal) => ({
    signal,
    http,
    ...(truth ? { truth } : {}),
  })

  it('answers with one picture whose type is what its bytes say', () =>
    withEngine(async (tested) => {
      for (const request of await requestsOf(tested)) {
        const outcome = await tested.engine.generate(request, contextOf(tested))
        if (outcome.outcome !== 'image') throw new Error(JSON.stringify(outcome))
        const { bytes, mediaType } = outcome.image
        expect(inspectImage(bytes).mediaType).toBe(mediaType)
        expect((await decodeImage(bytes)).width).toBeGreaterThan(0)
        expect(Array.isArray(outcome.warnings)).toBe(true)
      }
    }))

  it('leaves the request as it was, pictures too', () =>
    withEngine(async (tested) => {
      for (const request of await requestsOf(tested)) {
        const before = structuredClone(request)
        await tested.engine.generate(request, contextOf(tested))
        expect(request).toEqual(before)
      }
    }))

  it('gives the same bytes for the same request and seed where it says so', () =>
    withEngine(async (tested) => {
      if (!tested.repeats) return
      for (const request of await requestsOf(tested)) {
        const [first, second] = [
          await tested.engine.generate(request, contextOf(tested)),
          await tested.engine.generate(request, contextOf(tested)),
        ]
        if (first.outcome !== 'image' || second.outcome !== 'image') throw new Error('no picture')
        expect(Buffer.from(second.image.bytes).equals(first.image.bytes)).toBe(true)
      }
    }))

  it('calls a prompt alone unsupported where it says that it draws nothing', () =>
    withEngine(async (tested) => {
      if (tested.engine.capabilities.generate) return
      const request = { prompt: 'a red circle', images: [] }
      expect((await tested.engine.generate(request, contextOf(tested))).outcome).toBe('unsupported')
    }))

  it('ends soon and without throwing when it is aborted before it begins', () =>
    withEngine(async (tested) => {
      for (const request of await requestsOf(tested)) {
        const ended = await Promise.race([
          tested.engine.generate(request, contextOf(tested, AbortSignal.abort())),
          delay(5000, 'late', { ref: false }),
        ])
        if (isDone(ended)) throw new Error('still running after 5 s')
        expect(['image', 'cancelled', 'failed']).toContain((ended as { outcome: string }).outcome)
      }
    }))
}
