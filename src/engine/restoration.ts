import pLimit from 'p-limit'
import { z } from 'zod'
import { decodeImage } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import { findPackage } from '#net/package-folder.ts'
import type { Warning } from '#schema/attempt.ts'
import type { Engine, EngineOutcome, EngineRequest } from '#schema/engine.ts'
import { MissingPackageError } from '#schema/missing-package-error.ts'
import type { Model } from '#schema/model.ts'
import { parseAt } from '#schema/parse.ts'
import { NetShelf } from './restoration/net-shelf.ts'
import { packageOf, tiers } from './restoration/nets.ts'
import { parseInstruction } from './restoration/parse-instruction.ts'
import { planSteps, type StepLimits } from './restoration/plan-steps.ts'
import { takeSteps } from './restoration/take-steps.ts'

const Params = z.strictObject({
  /** Input pixels of any net, instead of each net's own limit. A repair makes larger pictures smaller. */
  maxPixels: z
    .int()
    .min(64 * 64)
    .optional(),
})

/** Two nets stay loaded: an instruction of two steps, asked of many pictures, loads each once. */
const netsKept = 2

const unsupported = (reason: string): EngineOutcome => ({
  outcome: 'unsupported',
  warnings: [],
  reason,
})

/** What was asked for and means nothing to a restoration, or follows from the picture. */
function ignored(request: EngineRequest, size: { width: number; height: number }): Warning[] {
  const warnings = (['seed', 'steps', 'guidance', 'quality', 'mask', 'aspectRatio'] as const)
    .filter((feature) => request[feature] !== undefined)
    .map((feature): Warning => ({
      kind: 'unsupported',
      feature,
      message: `${feature} means nothing to a restoration`,
    }))
  const { width = size.width, height = size.height } = request
  if (width !== size.width || height !== size.height) {
    const message = `the size follows from the picture: ${size.width} x ${size.height}, not ${width} x ${height}`
    warnings.push({ kind: 'unsupported', feature: 'size', message })
  }
  if (request.images.length > 1)
    warnings.push({ kind: 'unsupported', feature: 'images', message: 'only the first is restored' })
  return warnings
}

const notUnderstood = (part: string): Warning => ({
  kind: 'unchanged',
  message: `no restoration: "${part}"`,
})

async function restore(
  request: EngineRequest,
  limits: StepLimits,
  shelf: NetShelf,
  signal: AbortSignal,
): Promise<EngineOutcome> {
  if (signal.aborted) return { outcome: 'cancelled', warnings: [] }
  const [first] = request.images
  if (!first) return unsupported('a restoration needs a picture; this engine draws none')
  const { operations, left } = parseInstruction(request.prompt)
  if (operations.length === 0) {
    return unsupported(
      'no restoration is asked for: this engine denoises, deblurs, brightens dark photos, retouches, removes rain and haze, and upscales',
    )
  }
  const source = await decodeImage(first.bytes)
  const plan = planSteps(operations, source, limits)
  if ('unsupported' in plan) return unsupported(plan.unsupported)
  const taken = await takeSteps(source, plan.steps, shelf, signal)
  if (!taken) return { outcome: 'cancelled', warnings: [] }
  return {
    outcome: 'image',
    image: { bytes: await encodePng(taken.pixels), mediaType: 'image/png' },
    warnings: [...left.map(notUnderstood), ...plan.warnings, ...ignored(request, plan)],
    phases: { inferenceMs: taken.inferenceMs },
    server: { steps: taken.steps },
  }
}

const missing = (error: unknown): EngineOutcome => {
  if (!(error instanceof MissingPackageError)) throw error
  return {
    outcome: 'failed',
    warnings: [],
    error: { kind: 'internal', message: error.message, retryable: false },
  }
}

/**
 * Real restoration nets that ship inside npm packages (MAXIM, ESRGAN), on this machine's processor.
 * Deterministic. What is no restoration is `unsupported`. A named tier must be installed.
 * @throws UserError for an unknown tier or parameter
 * @throws MissingPackageError when the tier that is named is not installed
 */
export function createEngine(model: Model): Engine {
  const field = `models.${model.id}.engine`
  const named = parseAt(z.enum(tiers).optional(), model.engine.model, { field: `${field}.model` })
  const { maxPixels } = parseAt(Params, model.engine.params ?? {}, { field: `${field}.params` })
  if (named !== undefined) findPackage(packageOf(named), 'Upscaling')
  const limits: StepLimits = { tier: named ?? 'esrgan-slim', maxPixels }
  const shelf = new NetShelf(netsKept)
  // A call that was given up may still be inside a net, and the shelf is one for all.
  const oneAtATime = pLimit(1)
  return {
    kind: 'restoration',
    work: 'compute',
    capabilities: { edit: true, generate: false, seed: false, maxInputs: 1 },
    generate: (request, { signal }) =>
      oneAtATime(() => restore(request, limits, shelf, signal).catch(missing)),
    async close() {
      await oneAtATime(async () => shelf.clear())
    },
  }
}
