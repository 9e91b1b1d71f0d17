/** What the server is made of: kept runs, a blind session over some of them, and calls of known models. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Project } from './project.ts'
import {
  capabilitiesOf,
  oneCall,
  isFree,
  modelsOf,
  results,
  voting,
  type BlindSession,
  type ResultsDesk,
  type VotingChoice,
  type VotingDocument,
  type Workspace,
} from './pipeline.ts'
import { isControl } from './schema/model.ts'
import type { Run } from './schema/run.ts'
import { UserError } from './schema/user-error.ts'
import { isLoopback } from './web/known-addresses.ts'
import type { Route } from './web/http/route.ts'
import { pageRoutes } from './web/pages.ts'
import { playRoutes } from './web/play/play-routes.ts'
import type { PlayModel } from './web/play/play-table.ts'
import { LiveResults } from './web/results/live-results.ts'
import { resultsRoutes } from './web/results/results-routes.ts'
import { startServer, type RunningServer } from './web/start-server.ts'
import { createInvitation, inviteWith } from './web/trust/invitation.ts'
import type { Reception } from './web/trust/visitor.ts'
import { workspaceSecret } from './web/trust/workspace-secret.ts'
import { reportFiles } from './web/view/report-files.ts'
import { RunIndex } from './web/view/run-index.ts'
import { viewRoutes } from './web/view/view-routes.ts'
import { BlindPictures } from './web/vote/blind-pictures.ts'
import { Tickets } from './web/vote/tickets.ts'
import { VoteDesk } from './web/vote/vote-desk.ts'
import { voteRoutes } from './web/vote/vote-routes.ts'

export interface ServeRequest {
  /** That are voted on. */
  runs: readonly Run[]
  voting: VotingChoice
  host: string
  port: number
  publicUrl?: string
  /** Lets invited people in; without it only whoever reaches the loopback address. */
  share?: { days: number; personalLinks: number }
  modelsFile?: string
  timeoutMs: number
  /** USD that the Playground may spend while the server runs; 0 makes no paid call. */
  budgetUsd: number
  /** Remarks and faults, for the terminal. */
  tell: (message: string) => void
}

export interface Served extends RunningServer {
  session: VotingDocument
  /** For whoever runs the server, and for voters; only when shared. */
  links?: { operator: string; voters: string[] }
}

function assertHost({ host, share }: ServeRequest): void {
  if (isLoopback(host) || share) return
  throw new UserError(
    `others could reach the server at "${host}"`,
    'Add --share, which lets in only whom you invite, or leave --host out.',
  )
}

/** Kept once, so that a session's votes can be explained when nobody remembers its command line. */
async function keepSession(dir: string, session: VotingDocument): Promise<void> {
  await mkdir(join(dir, 'voting'), { recursive: true })
  const file = join(dir, 'voting', `${session.id}.json`)
  await writeFile(file, `${JSON.stringify(session, null, 1)}\n`)
}

async function playModels(project: Project, modelsFile: string | undefined): Promise<PlayModel[]> {
  const models = [...(await modelsOf(project, modelsFile)).values()]
  return Promise.all(
    models
      .filter((model) => !isControl(model) && model.engine.kind !== 'null')
      .map(async (model) => {
        const key = model.engine.apiKeyEnv
        return {
          model,
          capabilities: await capabilitiesOf(model),
          isFree: isFree(model),
          missingKey: key !== undefined && !project.env[key] ? key : undefined,
        }
      }),
  )
}

/** Both kinds of link, for as many days as asked. */
function linksOf(
  { share }: ServeRequest,
  { secret, session }: Reception,
  url: string,
  now: number,
): Pick<Served, 'links'> {
  if (!share) return {}
  const expires = now + share.days * 24 * 60 * 60 * 1000
  const link = (role: 'voter' | 'operator', isPersonal: boolean): string =>
    `${url}/join/${inviteWith(secret, createInvitation({ role, isPersonal, session, expires }))}`
  const voters =
    share.personalLinks > 0
      ? Array.from({ length: share.personalLinks }, () => link('voter', true))
      : [link('voter', false)]
  return { links: { operator: link('operator', false), voters } }
}

/** What the pages are made from. */
interface Parts {
  session: BlindSession
  document: VotingDocument
  reception: Reception
  desk: ResultsDesk
  onFault: (error: unknown) => void
}

async function openParts(
  { clock }: Project,
  { store, dir }: Workspace,
  { runs, voting: choice, share, publicUrl, tell }: ServeRequest,
): Promise<Parts> {
  const { openVoting } = await voting()
  const { session, document } = await openVoting(store, runs, choice, clock)
  await keepSession(dir, document)
  return {
    session,
    document,
    reception: {
      secret: await workspaceSecret(dir),
      session: document.id,
      isShared: share !== undefined,
      isSecure: publicUrl?.startsWith('https:') ?? false,
    },
    desk: (await results()).createResultsDesk(),
    onFault: (error) =>
      tell(error instanceof Error ? (error.stack ?? error.message) : String(error)),
  }
}

function votingRoutes(
  { clock }: Project,
  { blobs }: Workspace,
  { runs }: ServeRequest,
  { session, document, reception, desk, onFault }: Parts,
): Route[] {
  const models = new Map(runs.flatMap((run) => run.plan.models).map((model) => [model.id, model]))
  const nameOf = (id: string): string => models.get(id)?.name ?? id
  const controls = new Set([...models.values()].filter(isControl).map(({ id }) => id))
  const compute = async () => ({
    at: clock.now().toISOString(),
    session: document,
    models: document.models.map((id) => ({ id, name: nameOf(id) })),
    questions: [...session.options.questions.values()],
    results: await desk.results(session.votes(), controls),
  })
  const live = new LiveResults(compute, clock, onFault)
  const options = {
    session,
    pictures: new BlindPictures(blobs),
    tickets: new Tickets(reception.secret, clock),
    reception,
    clock,
    nameOf,
    onVotes: () => live.changed(),
    onFault,
  }
  return [...voteRoutes(new VoteDesk(options)), ...resultsRoutes(live)]
}

async function playgroundRoutes(
  project: Project,
  { modelsFile, timeoutMs, budgetUsd, tell }: ServeRequest,
): Promise<Route[]> {
  const { callModel, quoteCall } = await oneCall()
  return playRoutes({
    models: () => playModels(project, modelsFile),
    quote: quoteCall,
    call: (model, request, signal) =>
      callModel(project, { model, request, timeoutMs }, { signal, onServer: tell }),
    budgetUsd,
    clock: project.clock,
  })
}

/**
 * Starts the server over a workspace. @throws UserError for a host that others reach without `share`, a port in use,
 * questions or models that the runs do not have.
 */
export async function serveWorkspace(
  project: Project,
  workspace: Workspace,
  request: ServeRequest,
): Promise<Served> {
  assertHost(request)
  const parts = await openParts(project, workspace, request)
  const { document, reception, desk, onFault } = parts
  const { clock } = project
  const { store, blobs } = workspace
  const server = await startServer({
    host: request.host,
    port: request.port,
    publicUrl: request.publicUrl,
    reception,
    clock,
    onFault,
    routes: [
      ...(await pageRoutes()),
      ...votingRoutes(project, workspace, request, parts),
      ...viewRoutes(new RunIndex(store), blobs, reportFiles(project.reportsDir)),
      ...(await playgroundRoutes(project, request)),
    ],
  })
  return {
    ...server,
    session: document,
    ...linksOf(request, reception, server.url, clock.now().getTime()),
    close: async () => {
      await server.close()
      await desk.close()
    },
  }
}
