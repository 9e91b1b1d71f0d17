import type { Face } from '#net/faces.ts'
import type { MetricImage } from '#schema/metric.ts'
import { netVersion } from '#score/net/net-version.ts'
import type { Opener } from '#score/pixel/opened.ts'

/** Of every metric that looks at faces. */
export const faceVersion = (own: string): string =>
  netVersion(own, '@vladmandic/face-api', '@tensorflow/tfjs')

export const faceSource =
  'face nets of @vladmandic/face-api: SSD detector, 68 landmarks, 128 numbers of a ResNet-34 (King 2017, dlib); one person below a distance of 0.6'

/** The faces of a picture, the largest first. */
export const facesOf = (image: MetricImage, opener: Opener): Promise<Face[]> =>
  opener.once(`faces ${image.sha256}`, async () =>
    (await opener.nets.faces()).find(await opener.pixels(image)),
  )
