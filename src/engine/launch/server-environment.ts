import { homedir } from 'node:os'
import type { Launch } from '#schema/launch.ts'
import { withoutSecrets } from '#engine/wire/secret-forms.ts'

export type Environment = Readonly<Record<string, string | undefined>>

const plainNames = ['PATH', 'HOME', 'USER', 'LANG', 'LC_ALL', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT']

/** Stands in the environment of all that a server starts, so that none of it is left behind. */
export const markName = 'KONTEXTBENCH_SERVER'

const handedOn = (names: readonly string[], env: Environment): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )

export const plainEnvironment = (env: Environment): Record<string, string> =>
  handedOn(plainNames, env)

/** What every program needs, what the entry names, and its own models' keys. Other providers' are none of its business. */
export const environmentFor = (
  launch: Launch,
  keyNames: readonly string[],
  env: Environment,
): Record<string, string> => ({
  ...handedOn([...plainNames, ...launch.passEnv, ...keyNames], env),
  ...launch.env,
})

/** Shorter values are numbers and switches, and stand in every text. */
const shortestSecret = 6

/** Takes keys, handed-on values and this machine's places out of what a server says. */
export function scrubberFor(
  launch: Launch,
  keyNames: readonly string[],
  env: Environment,
): (text: string) => string {
  const secrets = [
    ...keyNames.map((name) => env[name]),
    ...launch.passEnv
      .map((name) => env[name])
      .filter((value) => (value?.length ?? 0) >= shortestSecret),
  ].filter((value): value is string => value !== undefined && value !== '')
  return (text) => withoutSecrets(text, secrets, '[hidden]').replaceAll(homedir(), '~')
}
