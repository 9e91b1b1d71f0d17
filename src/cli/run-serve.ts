import { spawn } from 'node:child_process'
import type { Run } from '#schema/run.ts'
import { UserError } from '#schema/user-error.ts'
import { findRun, type Workspace } from '../pipeline.ts'
import { serveWorkspace, type Served, type ServeRequest } from '../serve.ts'
import type { ServeFlags } from './commands/serve.ts'
import type { Io } from './io.ts'
import { inWorkspace } from './session.ts'

const isShare = (value: number): boolean => value >= 0 && value <= 1

function assertFlags({ gold, repeats, same, port, links, days, url, budget }: ServeFlags): void {
  if (![gold, repeats, same].every(isShare))
    throw new UserError('a share is not between 0 and 1', 'Correct --gold, --repeats or --same.')
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UserError(`${port} is no port`, 'Give a --port from 0 to 65535.')
  if (!Number.isInteger(links) || links < 0 || links > 1000)
    throw new UserError('there can be 0 to 1000 links', 'Correct --links.')
  if (!(days > 0)) throw new UserError('links must be valid for some time', 'Correct --days.')
  if (!(budget >= 0)) throw new UserError('a budget is 0 USD or more', 'Correct --budget.')
  if (url !== undefined && !/^https?:\/\/[^/]+\/?$/.test(url))
    throw new UserError(`"${url}" is no address of a server`, 'Write --url https://HOST[:PORT].')
}

/** Without a name the last run, when there is one: the Playground needs none. */
async function votedRuns({ store }: Workspace, names: readonly string[]): Promise<Run[]> {
  if (names.length > 0) return Promise.all(names.map((name) => findRun(store, name)))
  return (await store.runs()).length === 0 ? [] : [await findRun(store, 'last')]
}

const openers: Partial<Record<NodeJS.Platform, [string, string[]]>> = {
  darwin: ['open', []],
  win32: ['cmd', ['/c', 'start', '']],
}

/** A machine without a browser is none the worse. */
function openBrowser(url: string): void {
  const [command, args] = openers[process.platform] ?? ['xdg-open', []]
  const child = spawn(command, [...args, url], { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}

function printAddresses(io: Io, { url, links, session }: Served): void {
  if (session.runs.length > 0) io.err(`Voting on ${session.runs.join(', ')}`)
  if (!links) {
    io.out(`${url}/`)
    io.err(`Vote: ${url}/vote   Results: ${url}/results   Playground: ${url}/play`)
  } else {
    io.out(`For you, and nobody else: ${links.operator}`)
    for (const link of links.voters) io.out(`For voters: ${link}`)
  }
  io.err('Stop with Ctrl-C; every vote is kept as it is cast.')
}

function requestOf(io: Io, flags: ServeFlags, runs: Run[]): ServeRequest {
  const { gold, repeats, same, reveal, questions, models } = flags
  return {
    runs,
    voting: {
      shares: { gold, repeats, same },
      reveals: reveal,
      ...(questions ? { questions } : {}),
      ...(models ? { models } : {}),
    },
    host: flags.host,
    port: flags.port,
    timeoutMs: flags.timeout * 1000,
    budgetUsd: flags.budget,
    tell: io.err,
    ...(flags.url === undefined ? {} : { publicUrl: flags.url }),
    ...(flags.share ? { share: { days: flags.days, personalLinks: flags.links } } : {}),
    ...(flags['models-file'] === undefined ? {} : { modelsFile: flags['models-file'] }),
  }
}

/** The command `serve`: until it is interrupted. */
export async function runServe(io: Io, flags: ServeFlags): Promise<number> {
  assertFlags(flags)
  return inWorkspace(io, flags, async (project, workspace) => {
    const runs = await votedRuns(workspace, flags.run ?? [])
    const server = await serveWorkspace(project, workspace, requestOf(io, flags, runs))
    printAddresses(io, server)
    if (flags.open) openBrowser(server.links?.operator ?? server.url)
    await new Promise<void>((resolve) => {
      const unlisten = io.onInterrupt(() => {
        unlisten()
        resolve()
      })
    })
    io.err('Stopping.')
    await server.close()
    return 0
  })
}
