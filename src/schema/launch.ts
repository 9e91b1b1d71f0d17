import { z } from 'zod'
import { heldKey, holdsLogin } from './held-key.ts'

const EnvName = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'not the name of an environment variable')

/** What is written in a models file is kept with every run; a key must not be. */
const holdsKey = /(^|_)(api)?(key|token|secret|password|passwd|credential|auth)s?(_|$)/i

const HttpUrl = z
  .url({ protocol: /^https?$/, error: 'not an http(s) address' })
  .refine((url) => !holdsLogin(url), 'holds a login, which would be kept with every run')

/** Program and arguments. */
const Command = z.tuple([z.string().min(1)], z.string()).superRefine((command, context) => {
  const path = heldKey(command)
  const message = 'looks like a key, which would be kept with the run; hand it on by passEnv'
  if (path) context.addIssue({ code: 'custom', path, message })
})

const stopSignals = ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGHUP', 'SIGKILL'] as const

/** How to start the local server of a model. Models whose launches differ in nothing but `warmUp` share one process. */
export const Launch = z.strictObject({
  /** Program and arguments, as they are: no shell reads them unless one is named here. */
  command: Command,
  /** Where it starts. Default: where KontextBench was started. */
  cwd: z.string().min(1).optional(),
  /** Variables with their values, besides the few every program needs. */
  env: z
    .record(z.string(), z.string())
    .superRefine((env, context) => {
      for (const name of Object.keys(env).filter((one) => holdsKey.test(one))) {
        const message = 'looks like a key, which would be kept with the run; name it in passEnv'
        context.addIssue({ code: 'custom', path: [name], message })
      }
    })
    .default({}),
  /** Names of variables that are handed on as they are. The models' own `apiKeyEnv` always are. */
  passEnv: z.array(EnvName).default([]),
  /** Asked until it answers 2xx; then the server is ready. */
  readyUrl: HttpUrl,
  readyTimeoutMs: z
    .int()
    .positive()
    .max(2 ** 31 - 1)
    .default(300_000),
  /** Calls made and thrown away after each start, before a model's first measured one. */
  warmUp: z.int().nonnegative().default(0),
  /** A signal to the whole process group, or a program that stops the server. What is left is killed. */
  stop: z.union([z.enum(stopSignals), Command]).default('SIGTERM'),
  stopTimeoutMs: z.int().nonnegative().max(600_000).default(10_000),
  /** Lines of its output that are told when it dies. */
  logLines: z.int().positive().max(200).default(20),
  /**
   * What a death means for the calls that would have followed: `fail` fails them at once, other models go on;
   * `restart` starts it again, at most `maxRestarts` times a run; `stop` ends the run, to be resumed.
   */
  onDeath: z.enum(['fail', 'restart', 'stop']).default('fail'),
  maxRestarts: z.int().positive().default(2),
})
export type Launch = z.infer<typeof Launch>
