import { spawn } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from '#schema/clock.ts'
import type { HttpClient } from '#schema/engine.ts'
import type { Launch } from '#schema/launch.ts'
import type { ServerStart } from '#schema/server.ts'
import { awaitReady } from './await-ready.ts'
import { endProcesses, signalHerd } from './end-processes.ts'
import type { GpuWatch } from './gpu-watch.ts'
import { listen, startLeader, type Exit, type Leader } from './leader.ts'
import { MemoryWatch } from './memory-watch.ts'
import { markName } from './server-environment.ts'
import type { ServerLog } from './server-log.ts'
import { startKeeper } from './start-keeper.ts'

export interface ServerParts {
  launch: Launch
  env: Record<string, string>
  /** Text that stands in the environment of all that this server starts. */
  mark: string
  log: ServerLog
  http: HttpClient
  clock: Clock
}

type Ended = NonNullable<ServerStart['ended']>

/** One start of a server, from its process to the end of all it started. */
export class RunningServer {
  readonly start: ServerStart
  /** Settles when the process ends; what it started is ended after it. */
  readonly exit: Promise<Exit>
  /** Settles when nothing of it is left. */
  readonly ended: Promise<Ended>
  readonly #parts: ServerParts
  readonly #leader: Leader
  readonly #memory: MemoryWatch | undefined
  readonly #gpu: GpuWatch
  readonly #spawnedAt: number
  /** Aborted once it ends, or is asked to. */
  readonly #leaving = new AbortController()
  #why: 'stopped' | 'not-ready' | undefined

  constructor(parts: ServerParts, gpu: GpuWatch) {
    const { launch, env, mark, log, clock } = parts
    this.#parts = parts
    this.#gpu = gpu
    this.#spawnedAt = clock.monotonic()
    const marked = { ...env, [markName]: mark }
    this.#leader = startLeader(launch.command, { cwd: launch.cwd, env: marked, mark }, log)
    const { herd, exit } = this.#leader
    this.#memory = herd && new MemoryWatch(herd.group)
    this.start = {
      startedAt: clock.now().toISOString(),
      warmUps: [],
      memory: { state: 'unknown', reason: 'it was not started' },
      gpu: gpu.read(),
    }
    this.exit = exit
    this.ended = this.#untilEnded()
  }

  /** ms since the process was started. */
  age(): number {
    return this.#parts.clock.monotonic() - this.#spawnedAt
  }

  /** True once it answers; false when it ends before, or does not answer in time and is ended. */
  async ready(): Promise<boolean> {
    const { launch, http } = this.#parts
    const limit = AbortSignal.timeout(launch.readyTimeoutMs)
    const signal = AbortSignal.any([this.#leaving.signal, limit])
    const seen = await awaitReady(launch.readyUrl, http, signal)
    if (seen && !this.#leaving.signal.aborted) {
      this.start.ready = { ms: this.age(), earlyMs: seen.earlyMs }
      this.sample()
      return true
    }
    await this.#end('not-ready')
    return false
  }

  /** Brings what was measured so far into the record. */
  sample(): void {
    this.#memory?.sample()
    this.#readWatches()
  }

  /** Stops it as its entry says, and all it started. */
  async stop(): Promise<void> {
    this.sample()
    await this.#end('stopped')
  }

  #readWatches(): void {
    if (this.#memory) this.start.memory = this.#memory.read()
    this.start.gpu = this.#gpu.read()
  }

  async #end(why: 'stopped' | 'not-ready'): Promise<void> {
    const { herd } = this.#leader
    if (!this.#leaving.signal.aborted && herd) {
      this.#why = why
      this.#leaving.abort()
      const { stop } = this.#parts.launch
      if (typeof stop === 'string') signalHerd(herd, stop)
      else this.#startStopProgram(stop)
    }
    await this.ended
  }

  #startStopProgram([file, ...args]: readonly [string, ...string[]]): void {
    const { launch, env, mark, log } = this.#parts
    // Marked as the server is: should it hang, it is ended with it.
    const program = spawn(file, args, {
      cwd: launch.cwd,
      env: { ...env, [markName]: mark },
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    })
    listen(program, log)
    program.on('error', (error) => log.note(`stop: ${error.message}`))
  }

  async #untilEnded(): Promise<Ended> {
    const { launch, log, clock } = this.#parts
    const { herd, exit, silent } = this.#leader
    const letKeeperGo = herd && startKeeper(herd)
    const leaving = new Promise((resolve) =>
      this.#leaving.signal.addEventListener('abort', resolve, { once: true }),
    )
    await Promise.race([exit, leaving])
    const askedAt = performance.now()
    this.#leaving.abort()
    const patience = delay(launch.stopTimeoutMs, undefined, { ref: false })
    if (this.#why !== undefined) await Promise.race([exit, patience])
    this.#readWatches()
    this.#memory?.stop()
    await this.#gpu.stop()
    const leftMs = Math.max(0, launch.stopTimeoutMs - (performance.now() - askedAt))
    // Who leads no more leaves nobody behind: after a death what it started is killed at once.
    const end = herd && (await endProcesses(herd, this.#why === undefined ? 0 : leftMs))
    letKeeperGo?.()
    const { isStarted, code, signal } = await exit
    await silent
    const died = isStarted ? 'died' : 'not-started'
    const how = this.#why === 'stopped' && end === 'killed' ? 'killed' : (this.#why ?? died)
    const isOurs = how === 'stopped' || how === 'killed'
    this.start.ended = {
      at: clock.now().toISOString(),
      how,
      ...(code === null ? {} : { code }),
      ...(signal === null ? {} : { signal }),
      ...(isOurs ? {} : { lastLines: log.lastLines() }),
    }
    return this.start.ended
  }
}
