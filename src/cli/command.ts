import type { CommandModule } from 'yargs'
import type { Io } from './io.ts'

interface CommandContext {
  io: Io
  /** Sets the exit code; the process ends when its work does. */
  finish: (code: number) => void
}

/** Commands are made from what they may touch, so that tests run them without a process. */
// oxlint-disable-next-line typescript/no-explicit-any
export type Command = (context: CommandContext) => CommandModule<object, any>
