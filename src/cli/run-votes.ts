import { resolve } from 'node:path'
import { conversion } from '../vote-files.ts'
import type { VotesFlags } from './commands/votes.ts'
import type { Io } from './io.ts'

/** The command `votes`. */
export async function runVotes(io: Io, flags: VotesFlags): Promise<void> {
  const { convertVotes } = await conversion()
  const found = await convertVotes({
    input: resolve(io.cwd, flags.in),
    output: resolve(io.cwd, flags.out),
    to: flags.to,
    ...(flags.from === undefined ? {} : { from: flags.from }),
    ...(flags.images === undefined ? {} : { images: flags.images }),
    ...(flags.key === undefined ? {} : { key: resolve(io.cwd, flags.key) }),
  })
  if (flags.json) return io.out(JSON.stringify(found))
  io.out(`${found.rows} row${found.rows === 1 ? '' : 's'} in ${flags.out}`)
  if (found.key !== undefined)
    io.out(`Which model stood where is in ${flags.out}.key.json; keep it from those who vote.`)
  for (const [reason, rows] of Object.entries(found.leftOut))
    io.err(`${rows} row${rows === 1 ? '' : 's'} left out: ${reason}`)
}
