import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** A log and the one before it: never more than twice this. */
const longestLog = 1024 * 1024
const longestLine = 2000

/** A server's output, line by line and without keys: the last lines in memory, all of it in a bounded file. */
export class ServerLog {
  readonly #file: string | undefined
  readonly #scrub: (text: string) => string
  readonly #keep: number
  readonly #open = new Map<string, string>()
  #last: string[] = []
  #handle: number | undefined
  #size = 0

  constructor(options: {
    file?: string | undefined
    scrub: (text: string) => string
    keepLines: number
  }) {
    this.#file = options.file
    this.#scrub = options.scrub
    this.#keep = options.keepLines
    if (this.#file !== undefined) mkdirSync(dirname(this.#file), { recursive: true })
  }

  /** Text as it comes out of one of the server's pipes. A progress bar that rewrites its line makes many. */
  push(pipe: string, text: string): void {
    const lines = `${this.#open.get(pipe) ?? ''}${text}`.split(/\r\n|\n|\r/)
    const rest = lines.pop() ?? ''
    // Cut after: the end of a key that lost its beginning would be found by nobody.
    this.#open.set(pipe, this.#scrub(rest).slice(-longestLine))
    for (const line of lines) this.note(line)
  }

  /** One whole line. */
  note(line: string): void {
    if (line.trim() === '') return
    const kept = this.#scrub(line).slice(0, longestLine)
    this.#last = [...this.#last, kept].slice(-this.#keep)
    this.#write(`${kept}\n`)
  }

  /** The last lines, also one that was not ended. */
  lastLines(): string[] {
    for (const [pipe, rest] of this.#open) {
      this.#open.set(pipe, '')
      this.note(rest)
    }
    return this.#last
  }

  /** Begins a new start: what it says is not mixed with what the last one said. */
  begin(heading: string): void {
    this.#last = []
    this.#write(`--- ${heading}\n`)
  }

  close(): void {
    this.lastLines()
    if (this.#handle !== undefined) closeSync(this.#handle)
    this.#handle = undefined
  }

  #write(text: string): void {
    if (this.#file === undefined) return
    if (this.#handle === undefined) {
      this.#size = existsSync(this.#file) ? statSync(this.#file).size : 0
      this.#handle = openSync(this.#file, 'a')
    }
    if (this.#size > longestLog) {
      closeSync(this.#handle)
      renameSync(this.#file, `${this.#file}.before`)
      this.#handle = openSync(this.#file, 'w')
      this.#size = 0
    }
    this.#size += writeSync(this.#handle, text)
  }
}
