import { decodeImage } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import type { Pixels } from '#image/pixels.ts'
import type {
  ControlTruth,
  EncodedImage,
  Engine,
  EngineOutcome,
  EngineRequest,
} from '#schema/engine.ts'
import { controlKinds, type ControlKind, type Model } from '#schema/model.ts'
import { UserError } from '#schema/user-error.ts'

type Act = (request: EngineRequest, truth: ControlTruth) => Promise<EngineOutcome>

const drawn = async (pixels: Pixels): Promise<EngineOutcome> => ({
  outcome: 'image',
  warnings: [],
  image: { bytes: await encodePng(pixels), mediaType: 'image/png' },
})

const blank = (): Pixels => ({
  width: 1024,
  height: 1024,
  data: new Uint8Array(1024 * 1024 * 4)
    .fill(255)
    .map((value, index) => (index % 4 === 3 ? value : 128)),
})

const sourceOf = async (request: EngineRequest): Promise<Pixels> => {
  const source = request.images[0]
  return source ? decodeImage(source.bytes) : blank()
}

const given = async (image: EncodedImage | undefined, what: string): Promise<EngineOutcome> =>
  image
    ? drawn(await decodeImage(image.bytes))
    : { outcome: 'unsupported', warnings: [], reason: `the case has no ${what}` }

/** Colours turned round, contrast doubled, everything moved: nothing of the source is left in its place. */
function changeEverything({ width, height, data }: Pixels): Pixels {
  const changed = new Uint8Array(data.length)
  const shiftX = Math.round(width * 0.12)
  const shiftY = Math.round(height * 0.08)
  for (let y = 0; y < height; y++) {
    const fromY = (y + shiftY) % height
    for (let x = 0; x < width; x++) {
      const from = (fromY * width + ((x + shiftX) % width)) * 4
      const to = (y * width + x) * 4
      const boost = (value: number): number => Math.max(0, Math.min(255, (value - 128) * 2 + 128))
      changed[to] = boost(data[from + 2] ?? 0)
      changed[to + 1] = boost(255 - (data[from] ?? 0))
      changed[to + 2] = boost(data[from + 1] ?? 0)
      changed[to + 3] = 255
    }
  }
  return { width, height, data: changed }
}

const acts: Record<ControlKind, Act> = {
  'copy-input': async (request) => drawn(await sourceOf(request)),
  'over-edit': async (request) => drawn(changeEverything(await sourceOf(request))),
  reference: (_request, truth) => given(truth.reference, 'right answer'),
  shuffle: (_request, truth) => given(truth.other, 'other case to take an answer from'),
}

const isControlKind = (kind: string): kind is ControlKind =>
  (controlKinds as readonly string[]).includes(kind)

/** Engines that bound what a metric can say: doing nothing, ruining all, the right answer, a wrong one. Never ranked. */
export function createEngine(model: Model): Engine {
  const { kind } = model.engine
  if (!isControlKind(kind))
    throw new UserError(`"${kind}" is no control`, `Use one of ${controlKinds.join(', ')}.`)
  return {
    kind,
    work: 'compute',
    capabilities: { edit: true, generate: true },
    generate: (request, context) => acts[kind](request, context.truth ?? {}),
  }
}
