import type { Face } from '#net/faces.ts'
import type { MetricImage, MetricInput, MetricResult } from '#schema/metric.ts'
import { notApplicable, scored, unscored } from '#score/define-metric.ts'
import type { Opener } from '#score/pixel/opened.ts'
import { facesOf } from './faces-of.ts'
import { similarityAt, matchFaces } from './match-faces.ts'

/** Tuned on half the people of labelled photographs, read on the others: docs/metrics-nets.md. */
const samePersonFrom = 0.45

export const hidden = (): MetricResult =>
  notApplicable('the face is meant to be hidden after this turn')

/**
 * Mean similarity of the wanted faces to the faces of the output that match them best. A wanted face for which the output
 * has none left is no similarity at all: it is counted in the detail, and by `face-found`.
 */
export async function compareFaces(
  wanted: readonly Face[],
  against: string,
  input: MetricInput,
  opener: Opener,
): Promise<MetricResult> {
  const found = await facesOf(input.output as MetricImage, opener)
  if (found.length === 0) return unscored('no face was found in the output')
  const distances = matchFaces(
    wanted.map(({ descriptor }) => descriptor),
    found.map(({ descriptor }) => descriptor),
  ).filter((distance) => distance !== undefined)
  const similarities = distances.map(similarityAt)
  const value = similarities.reduce((sum, one) => sum + one, 0) / similarities.length
  return scored(value, {
    against,
    distances,
    samePerson: similarities.every((one) => one >= samePersonFrom),
    wanted: wanted.length,
    inOutput: found.length,
  })
}
