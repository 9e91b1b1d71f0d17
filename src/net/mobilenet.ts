import { createRequire } from 'node:module'
import { join } from 'node:path'
import { z } from 'zod'
import type { Pixels } from '#image/pixels.ts'
import { parseAt } from '#schema/parse.ts'
import { findPackage } from './package-folder.ts'
import { rgbOf } from './rgb.ts'
import { loadTensorflow, type Tensorflow } from './tensorflow.ts'

const require = createRequire(import.meta.url)

type GraphModel = import('@tensorflow/tfjs').GraphModel
type Tensor = import('@tensorflow/tfjs').Tensor

/** Side of the square picture that the net looks at. */
export const mobilenetSide = 224

/** Activations of one layer: for each position, row by row, its channels. */
export interface Tap {
  side: number
  channels: number
  data: Float32Array
}

const safetyClasses = ['drawing', 'hentai', 'neutral', 'porn', 'sexy'] as const
type SafetyClass = (typeof safetyClasses)[number]

/** What MobileNetV2 makes of a picture. */
export interface DeepFeatures {
  /** 1792 numbers: the last layer before the classifier, averaged over positions. */
  pooled: Float32Array
  /** Early to late. */
  taps: readonly Tap[]
  /** Of the classifier on top; they sum to 1. */
  chances: Record<SafetyClass, number>
}

export interface DeepNet {
  /** A picture of 224 x 224. Blocks this thread until it is done. */
  look(picture: Pixels): DeepFeatures
  dispose(): void
}

const prefix = 'StatefulPartitionedCall/sequential/'
const layers = `${prefix}keras_layer/StatefulPartitionedCall/StatefulPartitionedCall/StatefulPartitionedCall/predict/MobilenetV2/`
const tapNames = [
  'Conv/Relu6',
  ...[2, 4, 7, 12, 16].map((block) => `expanded_conv_${block}/expand/Relu6`),
].map((name) => layers + name)
const pooledName = `${layers}Logits/AvgPool`
const chancesName = `${prefix}prediction/Softmax`

const Topology = z.looseObject({
  modelTopology: z.record(z.string(), z.unknown()),
  weightsManifest: z
    .array(
      z.object({
        paths: z.array(z.string()),
        weights: z.array(z.looseObject({ name: z.string(), shape: z.array(z.int()) })),
      }),
    )
    .min(1),
})

/**
 * The package's middle net, from its files: a graph as JSON, weights as base64 text in modules. The package's
 * own loader spreads each text into an object of five million keys, which takes twenty seconds.
 */
async function loadGraph(tf: Tensorflow, purpose: string): Promise<GraphModel> {
  const folder = join(findPackage('nsfwjs', purpose).folder, 'dist/models/mobilenet_v2_mid')
  const read = (name: string): unknown => require(join(folder, `${name}.min.js`))
  const { modelTopology, weightsManifest } = parseAt(Topology, read('model'), { file: folder })
  const parts = weightsManifest
    .flatMap(({ paths }) => paths)
    .map((path) => Buffer.from(parseAt(z.string(), read(path), { file: folder }), 'base64'))
  const weights = Buffer.concat(parts)
  return tf.loadGraphModel(
    tf.io.fromMemory({
      modelTopology,
      weightSpecs: weightsManifest.flatMap((group) => group.weights) as never,
      weightData: weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.length),
    }),
  )
}

const tapOf = (tensor: Tensor): Tap => ({
  side: tensor.shape[1] ?? 0,
  channels: tensor.shape[3] ?? 0,
  data: tensor.dataSync<'float32'>(),
})

function lookWith(tf: Tensorflow, model: GraphModel, picture: Pixels): DeepFeatures {
  if (picture.width !== mobilenetSide || picture.height !== mobilenetSide)
    throw new RangeError(`the net looks at ${mobilenetSide} x ${mobilenetSide} pixels`)
  const outputs = tf.tidy(
    () =>
      model.execute(tf.tensor4d(rgbOf(picture).data, [1, mobilenetSide, mobilenetSide, 3]), [
        ...tapNames,
        pooledName,
        chancesName,
      ]) as Tensor[],
  )
  const [pooled, chances] = outputs.slice(tapNames.length) as [Tensor, Tensor]
  const numbers = chances.dataSync<'float32'>()
  const features: DeepFeatures = {
    pooled: pooled.dataSync<'float32'>(),
    taps: outputs.slice(0, tapNames.length).map(tapOf),
    chances: Object.fromEntries(
      safetyClasses.map((name, index) => [name, numbers[index] ?? 0]),
    ) as Record<SafetyClass, number>,
  }
  for (const output of outputs) output.dispose()
  return features
}

/**
 * The MobileNetV2 (width 1.4) of the `nsfwjs` package, with its inner layers. It was trained to sort safe
 * pictures from unsafe ones after ImageNet; as a measure of likeness it is neither LPIPS nor CLIP.
 * @throws MissingPackageError when the package or TensorFlow.js is absent
 */
export async function loadMobilenet(purpose: string): Promise<DeepNet> {
  const tf = await loadTensorflow(purpose)
  const model = await loadGraph(tf, purpose)
  return {
    look: (picture) => lookWith(tf, model, picture),
    dispose: () => model.dispose(),
  }
}
