import { resizePixels } from '#image/resize.ts'
import type { NetPicture, OnnxNet } from '#net/onnx-net.ts'
import type { Metric, MetricImage, MetricInput, MetricResult } from '#schema/metric.ts'
import type { OwnNet } from '#schema/own-net.ts'
import { notApplicable, scored, unscored, type PixelMetric } from '#score/define-metric.ts'
import { facesOf } from '#score/identity/faces-of.ts'
import { cosine } from '#score/likeness/deep-of.ts'
import type { Opener } from '#score/pixel/opened.ts'
import { netPicture } from './net-picture.ts'

/** A description with what was found of its net. */
export interface OpenedNet {
  net: OwnNet
  /** Absolute path of the ONNX file. */
  file: string
  version: string
}

const pictureOf: {
  [against in OwnNet['against']]: (input: MetricInput) => MetricImage | undefined
} = {
  source: ({ source }) => source,
  first: ({ first, source }) => first ?? source,
  reference: ({ references }) => references[0],
  'right-answer': ({ truthReference }) => truthReference,
}

/** What the net is shown of a picture; undefined where it shows no face and one is asked for. */
async function shownOf(
  image: MetricImage,
  { look, input }: OwnNet,
  opener: Opener,
): Promise<NetPicture | undefined> {
  const { width, height } = input
  if (look === 'picture')
    return netPicture(await resizePixels(await opener.pixels(image), width, height), input)
  const [face] = await facesOf(image, opener)
  return face && netPicture(face.upright(width, height), input)
}

const euclidean = (a: Float32Array, b: Float32Array): number =>
  Math.hypot(...a.map((value, index) => value - b[index]!))

async function compared(
  { compare, output }: OwnNet,
  session: OnnxNet,
  pictures: [NetPicture, NetPicture],
): Promise<number> {
  if (compare === 'value') {
    const [value, ...more] = await session.run(pictures, output)
    if (value === undefined || more.length > 0)
      throw new Error(`the net gives ${more.length + 1} numbers, not one`)
    return value
  }
  // Copied: the runtime may use the same memory for the next picture.
  const first = Float32Array.from(await session.run([pictures[0]], output))
  const second = await session.run([pictures[1]], output)
  return compare === 'cosine'
    ? Math.max(-1, Math.min(1, cosine(first, second)))
    : euclidean(first, second)
}

async function score(
  { net, file }: OpenedNet,
  input: MetricInput,
  opener: Opener,
): Promise<MetricResult> {
  const other = pictureOf[net.against](input)
  if (!other) return notApplicable(`there is no ${net.against.replace('-', ' ')} to compare with`)
  const wanted = await shownOf(other, net, opener)
  if (!wanted) return notApplicable(`no face was found in the ${net.against.replace('-', ' ')}`)
  const made = await shownOf(input.output as MetricImage, net, opener)
  if (!made) return unscored('no face was found in the output')
  return scored(await compared(net, await opener.nets.own(file), [made, wanted]), {
    against: net.against,
  })
}

const scales: { [compare in OwnNet['compare']]: Pick<Metric, 'range'> } = {
  cosine: { range: { low: -1, high: 1 } },
  distance: { range: { low: 0, high: null } },
  value: { range: { low: null, high: null } },
}

/** The metric of a user's own net: likeness of what it makes of the output and of another picture. */
export const onnxEmbedding = (opened: OpenedNet): PixelMetric => {
  const { id, compare, direction, source } = opened.net
  return {
    ...scales[compare],
    id,
    version: opened.version,
    unit: '',
    direction: compare === 'value' ? direction : compare === 'cosine' ? 'higher' : 'lower',
    needs: ['output'],
    work: 'net',
    source,
    score: (input, opener) => score(opened, input, opener),
  }
}
