import { join } from 'node:path'
import { z } from 'zod'
import { parseAt } from '#schema/parse.ts'
import { readModel } from './model-files.ts'
import { findPackage } from './package-folder.ts'
import type { Rgb } from './rgb.ts'
import { loadTensorflow, type Tensorflow } from './tensorflow.ts'

type Tensor4D = import('@tensorflow/tfjs').Tensor4D

/** Of colour values: 0 to 1, or 0 to 255. */
const Range = z.tuple([z.literal(0), z.number().positive()])

/** What a package of the `@upscalerjs` family says of its net. */
const Definition = z.object({
  modelType: z.enum(['graph', 'layers']),
  scale: z.int().positive().default(1),
  /** Width and height must be multiples of it. */
  divisibilityFactor: z.int().positive().default(1),
  inputRange: Range,
  outputRange: Range,
  /** Makes the layers or operations known that the net uses and TensorFlow.js lacks. */
  setup: z.custom<(tf: Tensorflow) => unknown>((value) => typeof value === 'function').optional(),
  _internals: z.object({ path: z.string() }),
})
type Definition = z.infer<typeof Definition>

/** Which net: a package, and the path in it where it exports several. */
export interface NetName {
  package: string
  path?: string
}

export interface RestorationNet {
  package: string
  version: string
  /** Output pixels per input pixel, along each axis. */
  scale: number
  /** Width and height of what it is given must be multiples of it. */
  multiple: number
  /** Blocks this thread until it is done. The answer may lie a little outside 0..1. */
  restore(picture: Rgb): Rgb
  dispose(): void
}

interface Model {
  predict(input: Tensor4D): unknown
  dispose(): unknown
}

function restoreWith(tf: Tensorflow, model: Model, definition: Definition, picture: Rgb): Rgb {
  const [, inputMax] = definition.inputRange
  const [, outputMax] = definition.outputRange
  const output = tf.tidy(() => {
    const input = tf.tensor4d(picture.data, [1, picture.height, picture.width, 3])
    const answer = model.predict(tf.mul(input, inputMax)) as Tensor4D
    return tf.div(answer, outputMax) as Tensor4D
  })
  const [, height, width] = output.shape
  const data = output.dataSync<'float32'>()
  output.dispose()
  return { width, height, data }
}

/**
 * Loads a net of the `@upscalerjs` family from its npm package; nothing is fetched.
 * @throws MissingPackageError when the package or TensorFlow.js is absent
 */
export async function loadRestorationNet(name: NetName, purpose: string): Promise<RestorationNet> {
  const found = findPackage(name.package, purpose)
  const tf = await loadTensorflow(purpose)
  const exported = found.load(name.path)
  const definition = parseAt(Definition, exported, { file: name.package })
  await definition.setup?.(tf)
  const artifacts = await readModel(join(found.folder, definition._internals.path))
  const handler = tf.io.fromMemory(artifacts)
  const model: Model =
    definition.modelType === 'graph'
      ? await tf.loadGraphModel(handler)
      : await tf.loadLayersModel(handler)
  return {
    package: found.name,
    version: found.version,
    scale: definition.scale,
    multiple: definition.divisibilityFactor,
    restore: (picture) => restoreWith(tf, model, definition, picture),
    dispose: () => {
      model.dispose()
    },
  }
}
