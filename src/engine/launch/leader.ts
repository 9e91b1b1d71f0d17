import { spawn, type ChildProcess } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import type { Herd } from './end-processes.ts'
import type { ServerLog } from './server-log.ts'

/** How a process ended; `code` and `signal` are null where it never was one. */
export interface Exit {
  isStarted: boolean
  code: number | null
  signal: string | null
}

export interface Leader {
  /** Absent where the process could not be started. */
  herd?: Herd
  /** Settles at once when the process ends. */
  exit: Promise<Exit>
  /** Settles when its last words are read too, or someone who left the group holds its pipes. */
  silent: Promise<void>
}

const pipeGraceMs = 300

/** Passes on what a program says. */
export function listen(child: ChildProcess, log: ServerLog): void {
  for (const pipe of ['stdout', 'stderr'] as const) {
    child[pipe]?.setEncoding('utf8')
    child[pipe]?.on('data', (text: string) => log.push(pipe, text))
  }
}

/** Starts a program as the leader of a process group of its own, without a shell. Never throws. */
export function startLeader(
  [file, ...args]: readonly [string, ...string[]],
  options: { cwd: string | undefined; env: Record<string, string>; mark: string },
  log: ServerLog,
): Leader {
  const child = spawn(file, args, {
    cwd: options.cwd,
    env: options.env,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  })
  listen(child, log)
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const exit = new Promise<Exit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ isStarted: true, code, signal }))
    child.on('error', (error) => {
      log.note(error.message)
      if (child.pid === undefined) resolve({ isStarted: false, code: null, signal: null })
    })
  })
  const silent = exit.then(async () => {
    await Promise.race([closed, delay(pipeGraceMs)])
    child.stdout.destroy()
    child.stderr.destroy()
  })
  const { pid } = child
  return {
    ...(pid === undefined ? {} : { herd: { group: pid, mark: options.mark } }),
    exit,
    silent,
  }
}
