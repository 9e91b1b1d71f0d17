import { canonicalJson } from '#digest/canonical-json.ts'
import { sha256 } from '#digest/sha256.ts'
import type { Json } from '#schema/id.ts'
import type { Metric, MetricInput } from '#schema/metric.ts'

/** Digest of all that decides a score: the same pictures, truth and metric version give the same id. */
export function scoreId(metric: Pick<Metric, 'id' | 'version'>, input: MetricInput): string {
  return sha256(
    canonicalJson({
      metric: metric.id,
      version: metric.version,
      output: input.output?.sha256 ?? null,
      source: input.source?.sha256 ?? null,
      references: input.references.map((image) => image.sha256),
      truth: [
        input.truthReference?.sha256 ?? null,
        input.mask?.sha256 ?? null,
        input.subject?.sha256 ?? null,
      ],
      text: (input.text ?? null) as Json,
      scene: (input.scene ?? null) as Json,
    }),
  )
}
