import { installedVersion } from '#net/package-folder.ts'

/**
 * The version of a metric by a net: its own number, and every package that decides its numbers as it is installed here.
 * Nothing is loaded. An absent package is named as such; no score is made under that version.
 */
export const netVersion = (own: string, ...packages: readonly string[]): string =>
  [
    own,
    ...packages.map(
      (name) => `${name.replace(/^@[^/]*\//, '')}-${installedVersion(name) ?? 'absent'}`,
    ),
  ].join('+')
