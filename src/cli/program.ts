import yargs from 'yargs'
import { UserError } from '#schema/user-error.ts'
import type { Command } from './command.ts'
import { baselineCommand } from './commands/baseline.ts'
import { calibrateCommand } from './commands/calibrate.ts'
import { compareCommand } from './commands/compare.ts'
import { compareFilesCommand } from './commands/compare-files.ts'
import { agreementCommand } from './commands/agreement.ts'
import { dataSetsCommand } from './commands/datasets.ts'
import { doctorCommand } from './commands/doctor.ts'
import { gateCommand } from './commands/gate.ts'
import { generateCommand } from './commands/generate.ts'
import { historyCommand } from './commands/history.ts'
import { importOutputsCommand } from './commands/import-outputs.ts'
import { judgeCommand } from './commands/judge.ts'
import { modelsCommand } from './commands/models.ts'
import { rateCommand } from './commands/rate.ts'
import { runCommand } from './commands/run.ts'
import { runsCommand } from './commands/runs.ts'
import { scoreCommand } from './commands/score.ts'
import { serveCommand } from './commands/serve.ts'
import { reportCommand } from './commands/stages.ts'
import { votesCommand } from './commands/votes.ts'
import type { Io } from './io.ts'

const commands: readonly Command[] = [
  runCommand,
  generateCommand,
  scoreCommand,
  compareCommand,
  compareFilesCommand,
  gateCommand,
  baselineCommand,
  historyCommand,
  reportCommand,
  runsCommand,
  dataSetsCommand,
  importOutputsCommand,
  judgeCommand,
  rateCommand,
  agreementCommand,
  votesCommand,
  serveCommand,
  calibrateCommand,
  modelsCommand,
  doctorCommand,
]

/** argv -> command -> exit code. Commands are handed in, so that parsing is tested without running them. */
export async function runProgram(
  argv: readonly string[],
  io: Io,
  handed: readonly Command[] = commands,
): Promise<number> {
  let code = 0
  const context = { io, finish: (value: number) => (code = value) }
  const modules = handed.map((command) => command(context))
  const named = modules.find(({ command }) => String(command).split(' ')[0] === argv[0])
  const help = named ? `kontextbench ${argv[0]} --help` : 'kontextbench --help'
  const program = yargs([...argv])
    .scriptName('kontextbench')
    .usage('$0 <command>\n\nWhich image model edits and generates better, how fast, at what price.')
    .strict()
    .version(false)
    .option('version', { type: 'boolean', describe: 'print the version' })
    .demandCommand(1, 'Name a command')
    .wrap(Math.min(io.width, 110))
    .exitProcess(false)
    .fail((message, error) => {
      throw error ?? new UserError(message, `See: ${help}`)
    })
  for (const command of modules) program.command(command)
  await program.parseAsync()
  return code
}
