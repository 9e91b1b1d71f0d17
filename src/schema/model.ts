import { z } from 'zod'
import { heldKey, holdsLogin } from './held-key.ts'
import { Instant, Json, Slug } from './id.ts'
import { Launch } from './launch.ts'

const usd = z.number().nonnegative()

/** Kinds of token that providers count apart. */
export const tokenKinds = ['textIn', 'imageIn', 'textOut', 'imageOut'] as const
/** How many of each kind were counted. */
export type TokenCounts = Partial<Record<(typeof tokenKinds)[number], number>>

/** Price as published; null where it is not known. Never 0 for unknown. */
export const Price = z.strictObject({
  /** Of one unit: an image, a megapixel of output, a second of inference, a token of output, a whole call. */
  usd,
  per: z.enum(['image', 'megapixel', 'second', 'token', 'call']),
  /** Of the call itself, beside its units. */
  callUsd: usd.optional(),
  /** Of the first megapixel of output, charged whole, where it costs other than those after it. */
  firstUsd: usd.optional(),
  /** Of one megapixel of input. */
  inputUsd: usd.optional(),
  /** USD per million tokens by kind. Where a call tells its tokens they decide; `usd` is what is expected. */
  tokens: z.partialRecord(z.enum(tokenKinds), usd).optional(),
  asOf: z.string(),
  source: z.string(),
})
export type Price = z.infer<typeof Price>

/** Which engine serves a model and how to reach it. Keys are named by environment variable only. */
export const EngineRef = z.strictObject({
  kind: Slug,
  /** A user's own engine: a path relative to the file that lists the model, or a package; exports `createEngine`. */
  module: z.string().optional(),
  baseUrl: z
    .url()
    .refine((url) => !holdsLogin(url), 'holds a login, which would be kept with every run')
    .refine((url) => !/[?#]/.test(url), 'an address to which paths are added: no ? and no #')
    .optional(),
  model: z.string().optional(),
  apiKeyEnv: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of an environment variable, never a key')
    // Keys that could be names; they are not said again.
    .refine((name) => !/^(hf|r8|sk|tgp|gsk)_\w{16,}$/.test(name), 'looks like a key, not its name')
    .optional(),
  /** Kept with every run, so no place for a key. */
  params: z
    .record(z.string(), Json)
    .superRefine((params, context) => {
      const path = heldKey(params)
      const message = 'looks like a key, which would be kept with every run: name it in apiKeyEnv'
      if (path) context.addIssue({ code: 'custom', path, message })
    })
    .optional(),
  /** How to start the local server that it speaks to. Absent = it runs already. */
  launch: Launch.optional(),
})
type EngineRef = z.infer<typeof EngineRef>

export const Capabilities = z.strictObject({
  edit: z.boolean(),
  generate: z.boolean(),
  mask: z.boolean().optional(),
  seed: z.boolean().optional(),
  maxInputs: z.int().nonnegative().optional(),
})
export type Capabilities = z.infer<typeof Capabilities>

/** How hard a model may be driven. */
export const CallLimits = z.strictObject({
  concurrency: z.int().positive().optional(),
  perMinute: z.number().positive().optional(),
  timeoutMs: z
    .number()
    .positive()
    .max(2 ** 31 - 1)
    .optional(),
  maxAttempts: z.int().positive().optional(),
})
type CallLimits = z.infer<typeof CallLimits>

/** What is compared: `name[:tier][@provider]`. */
export const Model = z
  .strictObject({
    id: Slug,
    /** Default: the id. */
    name: z.string().optional(),
    engine: EngineRef,
    capabilities: Capabilities.optional(),
    price: Price.nullable().default(null),
    limits: CallLimits.optional(),
    notes: z.string().optional(),
    addedAt: Instant.optional(),
  })
  .transform(({ id, name = id, ...rest }) => ({ id, name, ...rest }))
export type Model = z.infer<typeof Model>
export type ModelInput = z.input<typeof Model>

/** Engine kinds that see the truth. Never ranked: they are the floor and the ceiling. */
export const controlKinds = ['copy-input', 'over-edit', 'reference', 'shuffle'] as const
export type ControlKind = (typeof controlKinds)[number]

export const isControl = (model: { engine: { kind: string } }): boolean =>
  (controlKinds as readonly string[]).includes(model.engine.kind)
