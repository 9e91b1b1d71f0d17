import { z } from 'zod'

const three = z.tuple([z.number(), z.number(), z.number()])

/**
 * A user's own net as a metric: a JSON file that is named in a bench's `metricModules`. The net lies beside it as ONNX; what a
 * picture is turned into is said here, because the net does not say it.
 */
export const OwnNet = z.strictObject({
  kind: z.literal('onnx-embedding'),
  id: z.string().regex(/^[a-z0-9][a-z0-9/-]{0,63}$/, 'lower case letters, digits, - and /'),
  /** The ONNX file, relative to this one. */
  net: z.string().min(1),
  /** Where the net is from and under which licence; printed with the metric. */
  source: z.string().min(1),
  /**
   * `cosine` and `distance` compare what the net makes of each picture; `value` is the number that a net of two pictures gives
   * (output first, the other second).
   */
  compare: z.enum(['cosine', 'distance', 'value']),
  /** Only for `value`: which way is better. */
  direction: z.enum(['higher', 'lower']).default('lower'),
  against: z.enum(['source', 'first', 'reference', 'right-answer']).default('source'),
  /** `face`: the largest face, turned upright with eyes and mouth where ArcFace nets want them. */
  look: z.enum(['picture', 'face']).default('picture'),
  input: z.strictObject({
    width: z.int().min(1).max(4096),
    height: z.int().min(1).max(4096),
    layout: z.enum(['nchw', 'nhwc']).default('nchw'),
    colours: z.enum(['rgb', 'bgr']).default('rgb'),
    /** Each colour enters as (value / 255 - mean) / deviation, in the order of `colours`. */
    mean: three.default([0, 0, 0]),
    deviation: three.default([1, 1, 1]),
  }),
  /** Name of the output that is read; absent = the first. */
  output: z.string().optional(),
})
export type OwnNet = z.infer<typeof OwnNet>
