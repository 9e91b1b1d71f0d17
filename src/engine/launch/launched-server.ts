import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '#schema/clock.ts'
import type { HttpClient } from '#schema/engine.ts'
import type { Launch } from '#schema/launch.ts'
import type { Server, ServerStart } from '#schema/server.ts'
import { statusAt } from './await-ready.ts'
import { GpuWatch } from './gpu-watch.ts'
import { describeEnd, describeReady } from './last-words.ts'
import { RunningServer } from './running-server.ts'
import {
  environmentFor,
  markName,
  plainEnvironment,
  scrubberFor,
  type Environment,
} from './server-environment.ts'
import { ServerLog } from './server-log.ts'

/** Models that one process serves. */
export interface ServerPlan {
  launch: Launch
  models: string[]
  /** Environment variables of the models' own keys. */
  keyNames: string[]
}

export interface ServerPorts {
  clock: Clock
  http: HttpClient
  env: Environment
  /** Absolute. */
  logFile?: string | undefined
  /** As the record names it. */
  logName?: string | undefined
  /** What people are told while they wait. */
  tell: (message: string) => void
  /** An end that nobody asked for. */
  onDeath: (message: string) => void
  /** The record has changed. */
  onChange: () => void
}

const isAskedFor = ({ ended }: ServerStart): boolean =>
  ended?.how === 'stopped' || ended?.how === 'killed'

/** A call may be told of its server's end a little before we are. */
const deathGraceMs = 300

/** One server over all its starts: up when it is needed, started again as far as its entry allows. */
export class LaunchedServer {
  readonly record: Server
  readonly #plan: ServerPlan
  readonly #ports: ServerPorts
  readonly #log: ServerLog
  #running: RunningServer | undefined
  /** Of the start under way or done: undefined once it is ready, else why it is not. */
  #up: Promise<string | undefined> | undefined
  /** While the end of one start is being told. */
  #burial: Promise<void> | undefined
  #lastDeath = 'it ended'
  #deaths = 0
  /** Why it will not be started any more. */
  #fault: string | undefined
  #isClosed = false

  constructor(plan: ServerPlan, ports: ServerPorts) {
    const { launch, keyNames, models } = plan
    const scrub = scrubberFor(launch, keyNames, ports.env)
    this.#plan = plan
    this.#ports = ports
    this.#log = new ServerLog({ file: ports.logFile, scrub, keepLines: launch.logLines })
    this.record = {
      models,
      command: launch.command.map(scrub),
      readyUrl: launch.readyUrl,
      ...(ports.logName === undefined ? {} : { log: ports.logName }),
      starts: [],
    }
  }

  /** The start that serves now; undefined while there is none. */
  get running(): RunningServer | undefined {
    return this.#running
  }

  /** Another try may find it up: in this run, or in the one that is resumed after this was stopped. */
  get mayComeBack(): boolean {
    return this.#fault === undefined || this.#plan.launch.onDeath === 'stop'
  }

  /** Starts it where it is not up. Undefined once it is ready, else why it is not. */
  async ready(): Promise<string | undefined> {
    await this.#burial
    if (this.#fault !== undefined) return this.#fault
    if (this.#isClosed) return 'the run has ended'
    return (this.#up ??= this.#start())
  }

  /** How a start ended, where it did so by now (or, if that `isLikely`, is about to) and nobody asked it to. */
  async deathOf(running: RunningServer, isLikely: boolean): Promise<string | undefined> {
    const isOver = running.exit.then(() => true)
    const grace = delay(isLikely ? deathGraceMs : 0, false, { ref: false })
    if (!(await Promise.race([isOver, grace]))) return undefined
    await running.ended
    await this.#burial
    return isAskedFor(running.start) ? undefined : describeEnd(this.#plan.models, running.start)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.#running?.stop()
    await this.#up
    await this.#burial
    this.#log.close()
  }

  async #start(): Promise<string | undefined> {
    const { launch, models, keyNames } = this.#plan
    const { env, http, clock, tell, onChange } = this.#ports
    const { readyUrl } = launch
    // Else ours could not listen there, and the one that does would be measured in its name.
    const taken = await statusAt(readyUrl, http, AbortSignal.timeout(5000))
    if (taken !== undefined) {
      return this.#giveUp(
        `something already answers at ${readyUrl} (HTTP ${taken}): stop it, or leave out "launch" to use it`,
      )
    }
    const mark = randomUUID()
    const gpu = await GpuWatch.start({ ...plainEnvironment(env), [markName]: mark })
    if (this.#isClosed) {
      await gpu.stop()
      return 'the run has ended'
    }
    this.#log.begin(`started at ${clock.now().toISOString()}`)
    tell(`starting the server of ${models.join(', ')}`)
    const parts = { launch, env: environmentFor(launch, keyNames, env), mark, http, clock }
    const server = new RunningServer({ ...parts, log: this.#log }, gpu)
    this.record.starts.push(server.start)
    this.#running = server
    void server.exit.then(() => {
      this.#running = undefined
      this.#up = undefined
      this.#burial = this.#bury(server)
    })
    const isReady = await server.ready()
    if (!isReady) {
      await this.#burial
      return this.#isClosed ? 'the run has ended' : this.#lastDeath
    }
    onChange()
    tell(describeReady(models, server.start))
    return undefined
  }

  #giveUp(message: string): string {
    this.#fault = message
    this.#ports.onDeath(message)
    return message
  }

  async #bury({ ended, start }: RunningServer): Promise<void> {
    await ended
    const { launch, models } = this.#plan
    if (!isAskedFor(start)) {
      this.#deaths += 1
      this.#lastDeath = describeEnd(models, start)
      const isLast = launch.onDeath !== 'restart' || this.#deaths > launch.maxRestarts
      if (isLast) this.#giveUp(this.#lastDeath)
      else this.#ports.onDeath(this.#lastDeath)
    }
    this.#ports.onChange()
  }
}
