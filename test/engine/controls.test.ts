import { expect, it } from 'vitest'
import { createEngine as createControl } from '#engine/controls.ts'
import { createHttpClient } from '#engine/http-client.ts'
import { decodeImage } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import { pixelDigest } from '#image/pixel-digest.ts'
import type { ControlTruth, EngineOutcome } from '#schema/engine.ts'
import { drawn } from '../fixture/local-edit.ts'

const picture = async (body: string) => ({
  bytes: await encodePng(await drawn(body)),
  mediaType: 'image/png',
})

it('bounds what can be: a copy is exact, the reference is the truth, all else is ruin or unsupported', async () => {
  const [source, reference] = [
    await picture('<rect width="200" height="200" fill="#123"/>'),
    await picture('<rect width="200" height="200" fill="#fed"/>'),
  ]
  const run = async (kind: string, truth?: ControlTruth) =>
    createControl({ id: kind, name: kind, price: null, engine: { kind } }).generate(
      { prompt: 'x', images: [{ ...source, role: 'source' }] },
      {
        signal: new AbortController().signal,
        http: createHttpClient(),
        ...(truth ? { truth } : {}),
      },
    )
  const digest = async (outcome: EngineOutcome) =>
    outcome.outcome === 'image'
      ? pixelDigest(await decodeImage(outcome.image.bytes))
      : outcome.outcome
  const exact = async (image: { bytes: Uint8Array }) => pixelDigest(await decodeImage(image.bytes))
  expect(await digest(await run('copy-input'))).toBe(await exact(source))
  expect(await digest(await run('reference', { reference }))).toBe(await exact(reference))
  expect(await digest(await run('reference'))).toBe('unsupported')
  expect(await digest(await run('over-edit'))).not.toBe(await exact(source))
})
