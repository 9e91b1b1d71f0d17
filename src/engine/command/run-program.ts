import { type ChildProcess, spawn } from 'node:child_process'

export interface Program {
  argv: readonly string[]
  cwd: string | undefined
  env: Record<string, string>
  input: string
  maxOutputBytes: number
  signal: AbortSignal
}

/** Why it ended: by itself, or stopped by us. */
type Ending = 'exit' | 'cancelled' | 'too-much-output' | 'not-started'

export interface ProgramEnd {
  ending: Ending
  /** Exit code, or the signal's name. */
  code: number | string | null
  stdout: string
  /** The last 4 KiB. */
  stderrTail: string
}

const tailBytes = 4096
/** How long a pipe may stay open after the program's end: someone who left the group may hold it. */
const pipeGraceMs = 1000

/** Ends the program and all it started; also those it left behind. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  try {
    if (process.platform === 'win32') child.kill('SIGKILL')
    else process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Nobody is left.
  }
}

function keepTail(child: ChildProcess): () => string {
  let tail = Buffer.alloc(0)
  child.stderr?.on('data', (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk]).subarray(-tailBytes)
  })
  return () => tail.toString('utf8').trim()
}

function keepOutput(child: ChildProcess, maxBytes: number, overflow: () => void): () => string {
  const chunks: Buffer[] = []
  let size = 0
  child.stdout?.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > maxBytes) overflow()
    else chunks.push(chunk)
  })
  return () => Buffer.concat(chunks).toString('utf8')
}

/** Runs one program in a process group of its own, without a shell. Never throws. */
export function runProgram(program: Program): Promise<ProgramEnd> {
  const { promise, resolve } = Promise.withResolvers<ProgramEnd>()
  const [file = '', ...args] = program.argv
  const child = spawn(file, args, {
    cwd: program.cwd,
    env: program.env,
    detached: process.platform !== 'win32',
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  })
  let ending: Ending = 'exit'
  const letGo = (): void => {
    child.stdout.destroy()
    child.stderr.destroy()
  }
  const stop = (why: Ending) => (): void => {
    if (ending === 'exit') ending = why
    killGroup(child)
    letGo()
  }
  const stderrTail = keepTail(child)
  const stdout = keepOutput(child, program.maxOutputBytes, stop('too-much-output'))
  const onAbort = stop('cancelled')
  program.signal.addEventListener('abort', onAbort, { once: true })
  const settle = (end: ProgramEnd): void => {
    program.signal.removeEventListener('abort', onAbort)
    resolve(end)
  }
  child.once('error', (error) =>
    settle({ ending: 'not-started', code: null, stdout: '', stderrTail: error.message }),
  )
  child.once('exit', () => {
    killGroup(child)
    setTimeout(letGo, pipeGraceMs).unref()
  })
  child.once('close', (code, signal) =>
    settle({ ending, code: code ?? signal, stdout: stdout(), stderrTail: stderrTail() }),
  )
  // A program that never reads its input closes the pipe on us; its exit code tells the rest.
  child.stdin.on('error', () => undefined)
  child.stdin.end(program.input)
  return promise
}
