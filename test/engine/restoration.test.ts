import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createEngine } from '#engine/restoration.ts'
import { packageOf } from '#engine/restoration/nets.ts'
import { createHttpClient } from '#engine/http-client.ts'
import { createThreadCaller } from '#engine/thread-caller.ts'
import { decodeImage } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import type { Pixels } from '#image/pixels.ts'
import { findPackage } from '#net/package-folder.ts'
import type { EncodedImage, EngineOutcome, EngineRequest } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { projectWithout } from '../fixture/project-without.ts'

const entry = (engine: Partial<Model['engine']> = {}): Model => ({
  id: 'm',
  name: 'm',
  price: null,
  engine: { kind: 'restoration', ...engine },
})
const context = (signal = new AbortController().signal) => ({ signal, http: createHttpClient() })

const checkers = (width: number, height: number, alpha = 255): Pixels => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height * 4 }, (_, index) => {
    if (index % 4 === 3) return alpha
    const pixel = index >> 2
    return (((pixel % width) >> 3) + (Math.floor(pixel / width) >> 3)) % 2 === 0 ? 60 : 190
  }),
})

async function ask(
  prompt: string,
  picture: Pixels,
  more: Partial<EngineRequest> = {},
  engine: Partial<Model['engine']> = {},
): Promise<EngineOutcome> {
  const image = { bytes: await encodePng(picture), mediaType: 'image/png' }
  return createEngine(entry(engine)).generate(
    { prompt, images: [{ ...image, role: 'source' }], ...more },
    context(),
  )
}

const isInstalled = (name: string): boolean => {
  try {
    return findPackage(packageOf(name), 'A test') !== undefined
  } catch {
    return false
  }
}

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

describe('the restoration engine', () => {
  it('upscales, and says by which net, in how many tiles, and for how long', async () => {
    const outcome = await ask('Upscale it 2x', checkers(300, 40))
    if (outcome.outcome !== 'image') throw new Error(JSON.stringify(outcome))
    const { width, height } = await decodeImage(outcome.image.bytes)
    expect([width, height]).toEqual([600, 80])
    expect(outcome.warnings).toEqual([])
    expect(outcome.server).toEqual({
      steps: [
        {
          net: 'upscale',
          package: '@upscalerjs/esrgan-slim',
          version: expect.stringMatching(/^1\./),
          tiles: 2,
        },
      ],
    })
    expect(outcome.phases?.inferenceMs).toBeGreaterThan(0)
  })

  it('says what it ignored, and what it did not understand', async () => {
    const reference = { bytes: await encodePng(checkers(8, 8)), mediaType: 'image/png' }
    const source = { bytes: await encodePng(checkers(16, 16)), mediaType: 'image/png' }
    const outcome = await createEngine(entry()).generate(
      {
        prompt: 'Turn the sky pink, then upscale it',
        images: [
          { ...source, role: 'source' },
          { ...reference, role: 'reference' },
        ],
        seed: 3,
        steps: 28,
        width: 1024,
        height: 1024,
      },
      context(),
    )
    expect(outcome.outcome).toBe('image')
    expect(outcome.warnings.map(({ kind, feature, message }) => [kind, feature, message])).toEqual([
      ['unchanged', undefined, 'no restoration: "Turn the sky pink"'],
      ['other', undefined, 'no factor was named: 2x was taken'],
      ['unsupported', 'seed', 'seed means nothing to a restoration'],
      ['unsupported', 'steps', 'steps means nothing to a restoration'],
      ['unsupported', 'size', 'the size follows from the picture: 32 x 32, not 1024 x 1024'],
      ['unsupported', 'images', 'only the first is restored'],
    ])
  })

  it.each([
    ['Make it black and white', /^no restoration is asked for/],
    ['Upscale it 5x', /^there is no net for 5x/],
  ])('calls "%s" unsupported', async (prompt, reason) => {
    const outcome = await ask(prompt, checkers(8, 8))
    expect(outcome).toMatchObject({ outcome: 'unsupported', reason: expect.stringMatching(reason) })
  })

  it('keeps transparency', async () => {
    const outcome = await ask('Upscale it 2x', checkers(16, 16, 90))
    if (outcome.outcome !== 'image') throw new Error(outcome.outcome)
    const { data } = await decodeImage(outcome.image.bytes)
    expect(data.filter((_, index) => index % 4 === 3).every((alpha) => alpha === 90)).toBe(true)
  })

  it('takes no picture that params.maxPixels forbids, and no entry that makes no sense', async () => {
    expect(
      await ask('Upscale it 2x', checkers(80, 80), {}, { params: { maxPixels: 4096 } }),
    ).toMatchObject({ outcome: 'unsupported', reason: expect.stringContaining('4096 pixels') })
    expect(() => createEngine(entry({ model: 'esrgan-huge' }))).toThrow(/models\.m\.engine\.model/)
    expect(() => createEngine(entry({ params: { tile: 5 } }))).toThrow(/models\.m\.engine\.params/)
  })

  it('works one call after another, and ends one that waits as soon as it is aborted', async () => {
    const engine = createEngine(entry())
    const image = { bytes: await encodePng(checkers(32, 32)), mediaType: 'image/png' }
    const request: EngineRequest = { prompt: 'Upscale 2x', images: [{ ...image, role: 'source' }] }
    const stop = new AbortController()
    const first = engine.generate(request, context())
    const second = engine.generate(request, context(stop.signal))
    stop.abort()
    expect((await first).outcome).toBe('image')
    expect((await second).outcome).toBe('cancelled')
    await engine.close?.()
    expect((await engine.generate(request, context())).outcome).toBe('image')
  })
})

describe('the restoration engine in its worker', () => {
  it('ends a call that is given up or too slow, and serves the next one', async () => {
    const caller = await createThreadCaller({ models: [entry({ model: 'esrgan-slim' })] })
    try {
      const image = { bytes: await encodePng(checkers(900, 600)), mediaType: 'image/png' }
      const small = { bytes: await encodePng(checkers(16, 16)), mediaType: 'image/png' }
      const call = async (of: EncodedImage, timeoutMs: number, signal: AbortSignal) => {
        const request: EngineRequest = { prompt: 'Upscale 4x', images: [{ ...of, role: 'source' }] }
        return (await caller.call({ model: 'm', request, timeoutMs }, { signal })).outcome.outcome
      }
      const never = new AbortController().signal
      expect(await call(image, 60_000, AbortSignal.timeout(300))).toBe('cancelled')
      expect(await call(image, 1, never)).toBe('timeout')
      expect(await call(small, 60_000, never)).toBe('image')
    } finally {
      await caller.close()
    }
  }, 60_000)
})

describe('where its packages are not installed', () => {
  it.skipIf(isInstalled('maxim-denoising'))('names the net that is missing', async () => {
    expect(await ask('Denoise it', checkers(8, 8))).toEqual({
      outcome: 'failed',
      warnings: [],
      error: {
        kind: 'internal',
        message:
          'Denoising needs the optional package @upscalerjs/maxim-denoising. Install it with: npm install @upscalerjs/maxim-denoising',
        retryable: false,
      },
    })
  })

  it.skipIf(isInstalled('esrgan-thick'))('refuses an entry whose tier is missing', () => {
    expect(() => createEngine(entry({ model: 'esrgan-thick' }))).toThrow(
      'Upscaling needs the optional package @upscalerjs/esrgan-thick. Install it with: npm install @upscalerjs/esrgan-thick',
    )
  })

  it('is listed and made without TensorFlow.js, and asks for it when it is used', () => {
    const cwd = projectWithout(['@tensorflow/tfjs', '@tensorflow/tfjs-backend-wasm'])
    folders.push(cwd)
    const run = (...args: string[]): string =>
      execFileSync(process.execPath, ['--conditions=kontextbench-source', ...args], {
        cwd,
        encoding: 'utf8',
      })
    expect(run('bin/kontextbench.js', 'models', 'kinds')).toContain('restoration')
    expect(run('bin/kontextbench.js', 'models', 'list')).toContain('restoration:esrgan-slim')
    const script = `
      const { createEngine } = await import('#engine/create-engine.ts')
      const { encodePng } = await import('#image/encode.ts')
      const model = { id: 'm', name: 'm', price: null, engine: { kind: 'restoration', model: 'esrgan-slim' } }
      const bytes = await encodePng({ width: 1, height: 1, data: new Uint8Array(4) })
      const images = [{ bytes, mediaType: 'image/png', role: 'source' }]
      const engine = await createEngine(model)
      const outcome = await engine.generate({ prompt: 'upscale 2x', images }, { signal: AbortSignal.timeout(60000) })
      console.log(outcome.error.message)`
    expect(run('--input-type=module', '-e', script).trim()).toBe(
      'Upscaling needs the optional package @tensorflow/tfjs. Install it with: npm install @tensorflow/tfjs',
    )
  })
})

/** The picture that a package brings, or a part of it, and the same of its own answer. */
async function samples(name: string, side: number): Promise<{ degraded: Pixels; answer: Pixels }> {
  const { folder } = findPackage(packageOf(name), 'A test')
  const part = async (file: string): Promise<Pixels> => {
    const { width, data } = await decodeImage(readFileSync(join(folder, 'assets', file)))
    const cut = new Uint8Array(side * side * 4)
    for (let y = 0; y < side; y++)
      cut.set(
        data.subarray((y + 64) * width * 4 + 256, (y + 64) * width * 4 + 256 + side * 4),
        y * side * 4,
      )
    return { width: side, height: side, data: cut }
  }
  return { degraded: await part('fixture.png'), answer: await part('result.png') }
}

const distance = (a: Pixels, b: Pixels): number =>
  a.data.reduce((sum, value, at) => sum + (value - b.data[at]!) ** 2, 0) / a.data.length
const mean = ({ data }: Pixels): number => data.reduce((sum, value) => sum + value, 0) / data.length
const steepness = ({ data }: Pixels): number =>
  data.reduce((sum, value, at) => sum + Math.abs(value - (data[at - 4] ?? value)), 0) / data.length

type Judge = (restored: Pixels, degraded: Pixels, answer: Pixels) => void
const isNearerToAnswer: Judge = (restored, degraded, answer) =>
  expect(distance(restored, answer)).toBeLessThan(distance(degraded, answer) / 4)

const restorations: [name: string, prompt: string, judge: Judge][] = [
  ['maxim-denoising', 'Denoise the photo', isNearerToAnswer],
  ['maxim-deraining', 'Remove the rain', isNearerToAnswer],
  ['maxim-dehazing-indoor', 'Remove the haze', isNearerToAnswer],
  [
    'maxim-deblurring',
    'Remove the motion blur',
    (restored, degraded) => expect(steepness(restored)).toBeGreaterThan(steepness(degraded) * 1.1),
  ],
  [
    'maxim-enhancement',
    'Brighten this dark photo',
    (restored, degraded) => expect(mean(restored)).toBeGreaterThan(mean(degraded) * 1.3),
  ],
  [
    'maxim-retouching',
    'Retouch the photo',
    (restored, degraded) => expect(distance(restored, degraded)).toBeGreaterThan(20),
  ],
]

describe.each(restorations)('%s', (name, prompt, judge) => {
  it.skipIf(!isInstalled(name))(
    `does what it is for (skipped where ${packageOf(name)} is not installed)`,
    async () => {
      const { degraded, answer } = await samples(name, 128)
      const outcome = await ask(prompt, degraded)
      if (outcome.outcome !== 'image') throw new Error(JSON.stringify(outcome))
      const restored = await decodeImage(outcome.image.bytes)
      expect([restored.width, restored.height]).toEqual([128, 128])
      judge(restored, degraded, answer)
    },
    300_000,
  )
})
