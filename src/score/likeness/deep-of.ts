import { resizePixels } from '#image/resize.ts'
import type { Pixels } from '#image/pixels.ts'
import { mobilenetSide, type DeepFeatures } from '#net/mobilenet.ts'
import type { MetricImage, MetricInput } from '#schema/metric.ts'
import { netVersion } from '#score/net/net-version.ts'
import type { Opener } from '#score/pixel/opened.ts'

/** Of every metric by the features of this net. */
export const deepVersion = (own: string): string => netVersion(own, 'nsfwjs', '@tensorflow/tfjs')

export const deepSource = 'MobileNetV2 (1.4) of nsfwjs, trained on ImageNet and for safety'

/** The whole picture, squeezed to the net's square. */
export const lookAt = async (pixels: Pixels, opener: Opener): Promise<DeepFeatures> => {
  const net = await opener.nets.deep()
  return net.look(await resizePixels(pixels, mobilenetSide, mobilenetSide))
}

export const deepOf = (image: MetricImage, opener: Opener): Promise<DeepFeatures> =>
  opener.once(`deep ${image.sha256}`, async () => lookAt(await opener.pixels(image), opener))

export const cosine = (a: Float32Array, b: Float32Array): number => {
  let [both, left, right] = [0, 0, 0]
  for (let index = 0; index < a.length; index++) {
    both += a[index]! * b[index]!
    left += a[index]! ** 2
    right += b[index]! ** 2
  }
  return left === 0 || right === 0 ? 0 : both / Math.sqrt(left * right)
}

/** What an output is to be like: the picture that was shown for it, else the right answer, else the source. */
export function likeWhat({
  references,
  truthReference,
  source,
}: MetricInput): { image: MetricImage; against: string } | undefined {
  if (references[0]) return { image: references[0], against: 'reference' }
  if (truthReference) return { image: truthReference, against: 'right answer' }
  return source ? { image: source, against: 'source' } : undefined
}
