import type { Io } from './io.ts'

/** The real process. Colours and the rewriting bar are for terminals only. */
export function processIo(): Io {
  const { env, stderr, stdout } = process
  const terminal = stderr.isTTY && !env['CI']
  return {
    cwd: process.cwd(),
    env,
    out: (text) => stdout.write(`${text}\n`),
    err: (text) => stderr.write(`${text}\n`),
    errLine: terminal ? (text) => stderr.write(`\r\u001b[2K${text}`) : undefined,
    colour: stdout.isTTY && !env['NO_COLOR'],
    width: stdout.columns ?? 120,
    onInterrupt: (listener) => {
      process.on('SIGINT', listener)
      return () => process.off('SIGINT', listener)
    },
  }
}
