import type { Face } from '#net/faces.ts'
import type { MetricImage, MetricInput } from '#schema/metric.ts'
import type { Opener } from '#score/pixel/opened.ts'
import { facesOf } from './faces-of.ts'

/** Whose faces the output must show: one of each picture, its largest. */
export interface WantedFaces {
  faces: Face[]
  against: 'reference' | 'source' | 'first'
}

async function largestOf(pictures: readonly MetricImage[], opener: Opener): Promise<Face[]> {
  const faces: Face[] = []
  for (const picture of pictures) {
    const [largest] = await facesOf(picture, opener)
    if (largest) faces.push(largest)
  }
  return faces
}

/** The reference pictures that show a face, else the source; undefined where no face is in any. */
export async function wantedFaces(
  { references, source }: MetricInput,
  opener: Opener,
): Promise<WantedFaces | undefined> {
  const shown = await largestOf(references, opener)
  if (shown.length > 0) return { faces: shown, against: 'reference' }
  const kept = await largestOf(source ? [source] : [], opener)
  return kept.length > 0 ? { faces: kept, against: 'source' } : undefined
}
