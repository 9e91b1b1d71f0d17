/** Exit codes of the command line, by what went wrong (docs/decisions and README list them). */
export type ExitCode = 1 | 2 | 3 | 4 | 130

/** Base of every error this project throws on purpose. `code` is stable and may be matched by programs. */
export class KontextError extends Error {
  readonly code: string
  readonly exitCode: ExitCode

  constructor(code: string, message: string, exitCode: ExitCode = 3, options?: ErrorOptions) {
    super(message, options)
    this.name = 'KontextError'
    this.code = code
    this.exitCode = exitCode
  }
}
