import { z } from 'zod'

/** Lenient and minimal. Source: togethercomputer/openapi; `timings` is seen in answers, but not in the spec. */
export const ImagesAnswer = z.object({
  id: z.string().nullish(),
  data: z
    .array(
      z.object({
        b64_json: z.string().nullish(),
        url: z.string().nullish(),
        timings: z.object({ inference: z.number().nonnegative().nullish() }).nullish(),
      }),
    )
    .min(1),
})
