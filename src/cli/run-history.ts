import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { History } from '#schema/history.ts'
import { UserError } from '#schema/user-error.ts'
import { history as historyTools } from '../pipeline.ts'
import type { HistoryFlags } from './commands/history.ts'
import type { Io } from './io.ts'
import { inWorkspace } from './session.ts'

/** `2%` or `0.02`. */
function shareOf(text: string): number {
  const found = /^(\d+(?:\.\d+)?)(%?)$/.exec(text.trim())
  if (found) return Number(found[1]) / (found[2] === '%' ? 100 : 1)
  throw new UserError(`"${text}" is no share`, 'Write one like 2%.', { field: '--min-change' })
}

function optionsOf({ alpha, level, 'min-change': minChange }: HistoryFlags) {
  for (const [field, value] of [
    ['--alpha', alpha],
    ['--level', level],
  ] as const) {
    if (!(value > 0 && value < 1))
      throw new UserError('this is no share', 'Give one between 0 and 1.', { field })
  }
  return { alpha, level, minChange: shareOf(minChange) }
}

/** The command `history`. A file of series needs no workspace, and opens none. */
export async function runHistory(io: Io, flags: HistoryFlags): Promise<void> {
  const options = optionsOf(flags)
  const { historyOfFile, historyOfRuns, historyPage, renderHistory } = await historyTools()
  const { file, measure, bench, direction } = flags
  const models = (flags.model ?? []).flatMap((names) => names.split(','))
  const found: History =
    file === undefined
      ? await inWorkspace(io, flags, (_project, workspace) =>
          historyOfRuns(workspace, { ...options, measure, models, bench }),
        )
      : await historyOfFile(file, { ...options, cwd: io.cwd, direction })
  if (flags.html !== undefined) {
    const page = resolve(io.cwd, flags.html)
    await mkdir(dirname(page), { recursive: true })
    await writeFile(page, await historyPage(found))
    io.err(`Page: ${page}`)
  }
  io.out(flags.json ? JSON.stringify(found) : renderHistory(found, io.width))
}
