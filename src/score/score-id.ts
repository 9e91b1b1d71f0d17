import { canonicalJson } from '#digest/canonical-json.ts'
import { sha256 } from '#digest/sha256.ts'
import type { Json } from '#schema/id.ts'
import type { Metric, MetricInput } from '#schema/metric.ts'

const seenDigest = (input: MetricInput): string =>
  sha256(
    canonicalJson({
      output: input.output?.sha256 ?? null,
      source: input.source?.sha256 ?? null,
      references: input.references.map((image) => image.sha256),
      truth: [
        input.truthReference?.sha256 ?? null,
        input.mask?.sha256 ?? null,
        input.subject?.sha256 ?? null,
      ],
      instruction: input.instruction,
      tasks: input.tasks,
      occludes: input.occludes,
      text: (input.text ?? null) as Json,
      scene: (input.scene ?? null) as Json,
    }),
  )

/**
 * Gives the ids of a turn's scores: the digest of all that decides a score, so that the same pictures,
 * truth and metric version give the same id. What was seen is digested once for all metrics.
 */
export function createScoreIdentifier(input: MetricInput) {
  const seen = seenDigest(input)
  return (metric: Pick<Metric, 'id' | 'version'>): string =>
    sha256(canonicalJson({ seen, metric: metric.id, version: metric.version }))
}
