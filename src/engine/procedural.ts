import { z } from 'zod'
import { decodeImage } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import type { Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import type { Warning } from '#schema/attempt.ts'
import type { Engine, EngineOutcome, EngineRequest } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { parseAt } from '#schema/parse.ts'
import type { Job, Tier } from './procedural/alter/job.ts'
import { applyOperation } from './procedural/apply-operation.ts'
import { drawPrompt } from './procedural/draw/draw-prompt.ts'
import { blindReader, createLineReader, type LineReader } from './procedural/letter/line-reader.ts'
import { readInstruction } from './procedural/read/read-instruction.ts'

const tiers: Record<'draft' | 'fine', Tier> = {
  draft: { scale: 0.5, careful: false },
  fine: { scale: 1, careful: true },
}

/** A draft is made and handed over at half size: that is what makes it fast, and what it costs. */
const shrunk = ({ scale }: Tier): Warning[] =>
  scale === 1
    ? []
    : [{ kind: 'resized', feature: 'size', message: `a draft has ${scale} of the size` }]

const unchanged = (why: string): Warning => ({ kind: 'unchanged', message: why })

const answer = async (
  pixels: Pixels,
  seed: number,
  warnings: Warning[],
): Promise<EngineOutcome> => ({
  outcome: 'image',
  image: { bytes: await encodePng(pixels), mediaType: 'image/png' },
  warnings,
  seed,
})

/** Less than this has nothing in it to be seen: it is worked on enlarged. */
const leastSide = 8

const sizeAt = ({ width, height }: Pixels, { scale }: Tier, least = 1) =>
  [width, height].map((side) => Math.max(least, Math.round(side * scale))) as [number, number]

const atTier = (pixels: Pixels, tier: Tier): Promise<Pixels> =>
  resizePixels(pixels, ...sizeAt(pixels, tier, leastSide))

/** Takes back that a tiny source was enlarged. */
async function atOwnSize(pixels: Pixels, source: Pixels, tier: Tier): Promise<Pixels> {
  const [width, height] = sizeAt(source, tier, leastSide)
  const isAsWorkedOn = pixels.width === width && pixels.height === height
  return isAsWorkedOn ? resizePixels(pixels, ...sizeAt(source, tier)) : pixels
}

interface Place {
  tier: Tier
  reader: LineReader
  seed: number
  signal: AbortSignal
}

async function edit(
  request: EngineRequest,
  { tier, reader, seed, signal }: Place,
): Promise<EngineOutcome> {
  const decoded = await Promise.all(request.images.map((image) => decodeImage(image.bytes)))
  const operations = readInstruction(request.prompt)
  if (operations.length === 0)
    return answer(decoded[0] as Pixels, seed, [unchanged('the instruction was not understood')])
  const pictures = await Promise.all(decoded.map((pixels) => atTier(pixels, tier)))
  const warnings: Warning[] = []
  const warn = (message: string): void => void warnings.push({ kind: 'other', message })
  let pixels = pictures[0] as Pixels
  for (const operation of operations) {
    // One change is not cut short; the next call need not wait for those that nobody wants any more.
    if (signal.aborted) return { outcome: 'cancelled', warnings: [] }
    const job: Job = { tier, seed, pictures: [pixels, ...pictures.slice(1)], reader, warn }
    const changed = await applyOperation(pixels, operation, job)
    if (changed) pixels = changed
    else warnings.push(unchanged(`nothing was found to ${operation.op}`))
  }
  pixels = await atOwnSize(pixels, decoded[0] as Pixels, tier)
  return answer(pixels, seed, [...warnings, ...shrunk(tier)])
}

async function draw(request: EngineRequest, tier: Tier, seed: number): Promise<EngineOutcome> {
  const [width, height] = [request.width ?? 1024, request.height ?? 1024]
  const pixels = await drawPrompt(request.prompt, {
    width: Math.max(1, Math.round(width * tier.scale)),
    height: Math.max(1, Math.round(height * tier.scale)),
    seed,
    careful: tier.careful,
  })
  return answer(pixels, seed, shrunk(tier))
}

/** Settings that a picture processor has no use for. */
const ignored = (request: EngineRequest): Warning[] =>
  (['steps', 'guidance', 'quality', 'mask'] as const)
    .filter((feature) => request[feature] !== undefined)
    .map((feature) => ({
      kind: 'unsupported',
      feature,
      message: `${feature} means nothing to this engine`,
    }))

/**
 * A local baseline: reads the instruction by a grammar and changes pixels by classical means; the only nets are those
 * that read old lettering, where they are installed. Deterministic by seed, never sees the truth, says `unchanged`
 * when it cannot.
 */
export function createEngine(model: Model): Engine {
  const name = parseAt(z.enum(['draft', 'fine']), model.engine.model ?? 'fine', {
    field: `models.${model.id}.engine.model`,
  })
  const tier = tiers[name]
  const reader = tier.careful ? createLineReader() : blindReader
  return {
    kind: 'procedural',
    work: 'compute',
    capabilities: { edit: true, generate: true, seed: true, maxInputs: 8 },
    async generate(request, { signal }) {
      const seed = request.seed ?? 0
      const outcome =
        request.images.length > 0
          ? await edit(request, { tier, reader, seed, signal })
          : await draw(request, tier, seed)
      return { ...outcome, warnings: [...outcome.warnings, ...ignored(request)] }
    },
  }
}
