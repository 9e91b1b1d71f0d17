import { z } from 'zod'
import { decodeImage } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import type { Mask, Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import { rasteriseSvg } from '#image/svg.ts'
import type { Warning } from '#schema/attempt.ts'
import type { Engine, EngineOutcome, EngineRequest } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { parseAt } from '#schema/parse.ts'
import { borrowPalette } from './procedural/borrow-palette.ts'
import { drawScene } from './procedural/draw-scene.ts'
import { RegionFinder } from './procedural/find-region.ts'
import { grow, inpaint } from './procedural/inpaint.ts'
import type { Operation } from './procedural/operation.ts'
import { applyPaint } from './procedural/paint.ts'
import { parseInstruction } from './procedural/parse-instruction.ts'
import { parseScene } from './procedural/parse-scene.ts'
import { recolour } from './procedural/recolour.ts'
import { resetText } from './procedural/reset-text.ts'
import { applyTone } from './procedural/tone.ts'

/** What a tier spends: size it works at, softness of its masks. */
interface Tier {
  scale: number
  feather: number
  growBy: number
}

const tiers: Record<'draft' | 'fine', Tier> = {
  draft: { scale: 0.5, feather: 0, growBy: 1 },
  fine: { scale: 1, feather: 2, growBy: 5 },
}

interface Change {
  tier: Tier
  seed: number
  reference: Pixels | undefined
  finder: RegionFinder
}

const regionFor = (
  pixels: Pixels,
  colour: Operation & { op: 'recolour' | 'remove' },
  finder: RegionFinder,
): Mask | undefined => {
  const named = colour.op === 'recolour' ? colour.from : colour.colour
  return named === undefined ? finder.salient(pixels) : finder.byColour(pixels, named)
}

/** One change; undefined when its object is not there. */
async function change(
  pixels: Pixels,
  operation: Operation,
  by: Change,
): Promise<Pixels | undefined> {
  switch (operation.op) {
    case 'tone':
      return applyTone(pixels, operation.tone, by.seed)
    case 'paint':
      return applyPaint(pixels, operation.paint)
    case 'text':
      return resetText(pixels, operation.from, operation.to, by.tier.growBy)
    case 'borrow-palette':
      return by.reference && borrowPalette(pixels, by.reference)
    case 'recolour': {
      const mask = regionFor(pixels, operation, by.finder)
      return mask && recolour(pixels, mask, operation.to, by.tier.feather)
    }
    case 'remove': {
      const mask = regionFor(pixels, operation, by.finder)
      return mask && inpaint(pixels, grow(mask, by.tier.growBy * 2))
    }
    default:
      return operation satisfies never
  }
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

async function edit(
  request: EngineRequest,
  tier: Tier,
  finder: RegionFinder,
  seed: number,
): Promise<EngineOutcome> {
  const [first, ...others] = await Promise.all(
    request.images.map((image) => decodeImage(image.bytes)),
  )
  const source = first as Pixels
  const operations = parseInstruction(request.prompt)
  const warnings = operations.length === 0 ? [unchanged('the instruction was not understood')] : []
  if (operations.length === 0)
    return answer(source, seed, [unchanged('the instruction was not understood')])
  const small = await resizePixels(
    source,
    Math.max(8, Math.round(source.width * tier.scale)),
    Math.max(8, Math.round(source.height * tier.scale)),
  )
  let pixels = small
  for (const operation of operations) {
    const changed = await change(pixels, operation, { tier, seed, finder, reference: others[0] })
    if (changed) pixels = changed
    else warnings.push(unchanged(`nothing was found to ${operation.op}`))
  }
  return answer(pixels, seed, [...warnings, ...shrunk(tier)])
}

async function draw(request: EngineRequest, tier: Tier, seed: number): Promise<EngineOutcome> {
  const width = request.width ?? 1024
  const height = request.height ?? 1024
  const drawing = drawScene(parseScene(request.prompt))
  const pixels = await rasteriseSvg(
    drawing,
    Math.round(width * tier.scale),
    Math.round(height * tier.scale),
  )
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
 * A local baseline without weights: reads the instruction by a small grammar and changes pixels by
 * classical means. Deterministic by seed, never sees the truth, says `unchanged` when it cannot.
 */
export function createEngine(model: Model): Engine {
  const name = parseAt(z.enum(['draft', 'fine']), model.engine.model ?? 'fine', {
    field: `models.${model.id}.engine.model`,
  })
  const tier = tiers[name]
  const finder = new RegionFinder()
  return {
    kind: 'procedural',
    work: 'compute',
    capabilities: { edit: true, generate: true, seed: true, maxInputs: 2 },
    async generate(request) {
      const seed = request.seed ?? 0
      const outcome =
        request.images.length > 0
          ? await edit(request, tier, finder, seed)
          : await draw(request, tier, seed)
      return { ...outcome, warnings: [...outcome.warnings, ...ignored(request)] }
    },
  }
}
