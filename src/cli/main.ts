import { KontextError } from '#schema/kontext-error.ts'
import { processIo } from './process-io.ts'
import { runProgram } from './program.ts'

const io = processIo()

/** A user's mistake is one sentence; anything else that was foreseen too. Only a bug shows its stack. */
function explain(error: unknown): number {
  if (error instanceof KontextError) {
    io.err(error.message)
    return error.exitCode
  }
  io.err(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return 3
}

try {
  process.exitCode = await runProgram(process.argv.slice(2), io)
} catch (error) {
  process.exitCode = explain(error)
}
