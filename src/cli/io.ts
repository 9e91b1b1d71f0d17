/** What a command may touch of the process; passed in, so that tests run commands without one. */
export interface Io {
  cwd: string
  env: Record<string, string | undefined>
  /** Results for people and programs. */
  out: (text: string) => void
  /** Progress and remarks. */
  err: (text: string) => void
  /** Rewrites the last line; only on a terminal. */
  errLine: ((text: string) => void) | undefined
  colour: boolean
  width: number
  /** Calls back on the first and on further interrupts; returns the way to stop listening. */
  onInterrupt: (listener: () => void) => () => void
}
