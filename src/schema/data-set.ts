import { z } from 'zod'
import { Sha256, Slug, schemaVersion } from './id.ts'

/** A row that was left out, with the reason a person can act on. */
export const RefusedRow = z.strictObject({
  file: z.string(),
  line: z.int().positive().optional(),
  field: z.string().optional(),
  reason: z.string(),
})
export type RefusedRow = z.infer<typeof RefusedRow>

/** manifest.json of a data set; its cases stand one a line in rows.jsonl beside it. */
export const DataSet = z.strictObject({
  schemaVersion,
  id: Slug,
  title: z.string(),
  version: z.string(),
  licence: z.string(),
  source: z.string(),
  revision: z.string().optional(),
  /** SHA-256 over the canonical JSON of all cases in order. */
  digest: Sha256,
  cases: z.int().nonnegative(),
  countsByTask: z.record(z.string(), z.int()),
  refused: z.array(RefusedRow),
})
export type DataSet = z.infer<typeof DataSet>
