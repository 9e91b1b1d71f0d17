import { z } from 'zod'

/** Where a run was made; like is compared with like. */
export const Environment = z.strictObject({
  kontextbench: z.string(),
  node: z.string(),
  platform: z.string(),
  cpu: z.string(),
  cores: z.int().positive(),
  memoryBytes: z.number().positive(),
  gpus: z
    .array(z.strictObject({ name: z.string(), driver: z.string(), memoryMb: z.number() }))
    .optional(),
  /** What a container allows less than the machine has. */
  limits: z
    .strictObject({ cpus: z.number().positive().optional(), memoryBytes: z.number().optional() })
    .optional(),
  packages: z.record(z.string(), z.string()),
  /** Digest of the fields that decide speed. */
  fingerprint: z.string(),
})
export type Environment = z.infer<typeof Environment>
