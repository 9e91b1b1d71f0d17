import type { CommandModule } from 'yargs'
import type { Command } from '../command.ts'

interface DoctorFlags {
  json: boolean
}

/** `doctor`: what this machine has and lacks. */
export const doctorCommand: Command = ({ io, finish }): CommandModule<object, DoctorFlags> => ({
  command: 'doctor',
  describe: 'what this machine has and lacks',
  builder: (yargs) => yargs.option('json', { type: 'boolean', default: false }) as never,
  handler: async (flags) => {
    const { examine } = await import('../examine.ts')
    finish(examine(io, flags.json))
  },
})
