import { join } from 'node:path'
import type { Caller, CallJob, CallResult } from '#schema/caller.ts'
import type { Clock } from '#schema/clock.ts'
import type { Model } from '#schema/model.ts'
import type { Server } from '#schema/server.ts'
import { createHttpClient } from './http-client.ts'
import { LaunchedServer } from './launch/launched-server.ts'
import { planServers } from './launch/plan-servers.ts'
import type { RunningServer } from './launch/running-server.ts'
import type { Environment } from './launch/server-environment.ts'

export interface LaunchOptions {
  models: readonly Model[]
  clock: Clock
  env: Environment
  /** Folder of the servers' logs, and its name in the record. Absent = their last lines are kept, and no file. */
  logs?: { dir: string; name: string }
  tell: (message: string) => void
  /** A server ended that nobody asked to; `stopRun` where its entry says that the run ends with it. */
  onDeath: (message: string, stopRun: boolean) => void
  onChange: (servers: Server[]) => void
}

interface Seat {
  server: LaunchedServer
  warmUps: number
}

const noResult = { totalMs: 0, uncertainty: { earlyMs: 0, lateMs: 0 }, cold: false, inFlight: 1 }

const crashed = (message: string, retryable: boolean): CallResult => ({
  ...noResult,
  outcome: { outcome: 'failed', warnings: [], error: { kind: 'crashed', message, retryable } },
})

const cancelled: CallResult = { ...noResult, outcome: { outcome: 'cancelled', warnings: [] } }

/** Settles with undefined as soon as the caller gives up. */
const unlessGivenUp = async <T>(work: Promise<T>, signal: AbortSignal): Promise<T | undefined> => {
  if (signal.aborted) return undefined
  const givenUp = Promise.withResolvers<undefined>()
  const onAbort = (): void => givenUp.resolve(undefined)
  signal.addEventListener('abort', onAbort, { once: true })
  return Promise.race([work, givenUp.promise]).finally(() =>
    signal.removeEventListener('abort', onAbort),
  )
}

/** A seed of its own for each warm-up: a server that caches would answer the measured call from it. */
const warmUpJob = ({ arrival: _arrival, ...job }: CallJob, call: number): CallJob => ({
  ...job,
  request: { ...job.request, seed: (job.request.seed ?? 0) + 1_000_003 + call },
})

/** What is known of the calls to one start of a server. */
interface Served {
  /** Of each model that was warmed up, or is being. */
  warmed: Map<string, Promise<void>>
  inFlight: number
  /** The call that brought its first picture. */
  first?: CallResult
}

/** Until a server has given one picture, whoever calls it waits for what it still has to load. */
function isCold({ times }: CallResult, first: CallResult | undefined): boolean {
  if (!first) return true
  if (!times || times.thread !== first.times?.thread) return false
  return times.sentMs < first.times.endedMs
}

/** Calls through another caller, and has the servers that its models launch up, warm and watched around them. */
class LaunchingCaller implements Caller {
  readonly #inner: Caller
  readonly #seats = new Map<string, Seat>()
  readonly #servers: LaunchedServer[]
  readonly #served = new WeakMap<RunningServer, Served>()
  readonly #http = createHttpClient()

  constructor(inner: Caller, options: LaunchOptions) {
    this.#inner = inner
    const { models, clock, env, logs, tell } = options
    this.#servers = planServers(models).map((plan, index) => {
      const log = `server-${index + 1}.log`
      return new LaunchedServer(plan, {
        clock,
        env,
        http: this.#http,
        ...(logs ? { logFile: join(logs.dir, log), logName: `${logs.name}/${log}` } : {}),
        tell,
        onDeath: (message) => options.onDeath(message, plan.launch.onDeath === 'stop'),
        onChange: () => options.onChange(this.servers()),
      })
    })
    for (const { id, engine } of models) {
      const server = this.#servers.find(({ record }) => record.models.includes(id))
      if (server) this.#seats.set(id, { server, warmUps: engine.launch?.warmUp ?? 0 })
    }
  }

  /** What is known of the servers by now. */
  servers(): Server[] {
    for (const { running } of this.#servers) running?.sample()
    return structuredClone(
      this.#servers.map(({ record }) => record).filter(({ starts }) => starts.length > 0),
    )
  }

  async prepare(job: CallJob, { signal }: { signal: AbortSignal }): Promise<void> {
    const seat = this.#seats.get(job.model)
    if (seat) await unlessGivenUp(this.#makeReady(seat, job, signal), signal)
  }

  async call(job: CallJob, options: Parameters<Caller['call']>[1]): Promise<CallResult> {
    const seat = this.#seats.get(job.model)
    if (!seat) return this.#inner.call(job, options)
    const made = await unlessGivenUp(this.#makeReady(seat, job, options.signal), options.signal)
    if (made === undefined) return cancelled
    if (typeof made === 'string') return crashed(made, seat.server.mayComeBack)
    const result = await this.#callOn(made, job, options, false)
    const { outcome } = result
    if (outcome.outcome !== 'failed' && outcome.outcome !== 'timeout') return result
    const isLikely = outcome.outcome === 'failed' && outcome.error.kind === 'network'
    const death = await seat.server.deathOf(made, isLikely)
    if (death === undefined) return result
    const { outcome: told } = crashed(death, seat.server.mayComeBack)
    return { ...result, outcome: { ...told, warnings: outcome.warnings } }
  }

  startSchedule(model: string): void {
    this.#inner.startSchedule(model)
  }

  health(): ReturnType<Caller['health']> {
    return this.#inner.health()
  }

  async close(): Promise<void> {
    // Engines tell their servers first which jobs were given up.
    await this.#inner.close()
    await Promise.all(this.#servers.map((server) => server.close()))
    this.#http.close()
  }

  /** The server that is up and warm, or why there is none. */
  async #makeReady(seat: Seat, job: CallJob, signal: AbortSignal): Promise<RunningServer | string> {
    const fault = await seat.server.ready()
    if (fault !== undefined) return fault
    const { running } = seat.server
    if (!running) return 'the server ended just when it was ready'
    const { warmed } = this.#servedBy(running)
    const warm = warmed.get(job.model) ?? this.#warmUp(running, seat.warmUps, job, signal)
    warmed.set(job.model, warm)
    await warm
    return running
  }

  #servedBy(running: RunningServer): Served {
    const served = this.#served.get(running) ?? { warmed: new Map(), inFlight: 0 }
    this.#served.set(running, served)
    return served
  }

  async #warmUp(
    running: RunningServer,
    calls: number,
    job: CallJob,
    signal: AbortSignal,
  ): Promise<void> {
    for (let call = 1; call <= calls && !signal.aborted; call++) {
      const warmUp = warmUpJob(job, call)
      const { outcome, totalMs } = await this.#callOn(running, warmUp, { signal }, true)
      running.start.warmUps.push({ model: job.model, outcome: outcome.outcome, totalMs })
    }
  }

  async #callOn(
    running: RunningServer,
    job: CallJob,
    options: Parameters<Caller['call']>[1],
    warmUp: boolean,
  ): Promise<CallResult> {
    const { start } = running
    const served = this.#servedBy(running)
    const inFlight = ++served.inFlight
    const result = await this.#inner.call(job, options)
    served.inFlight -= 1
    const cold = result.cold || isCold(result, served.first)
    if (result.outcome.outcome === 'image') {
      served.first ??= result
      start.firstImage ??= {
        model: job.model,
        callMs: result.totalMs,
        sinceStartMs: running.age(),
        warmUp,
      }
    }
    return {
      ...result,
      cold,
      // What is handed over ahead of when it is due is not in flight yet: only the thread knows what is.
      inFlight: job.arrival ? result.inFlight : Math.max(result.inFlight, inFlight),
    }
  }
}

/** @throws UserError where launches contradict each other */
export const createLaunchingCaller = (inner: Caller, options: LaunchOptions): LaunchingCaller =>
  new LaunchingCaller(inner, options)
