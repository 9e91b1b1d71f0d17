import type { Stage } from '../pipeline.ts'
import type { Io } from './io.ts'

const words: Record<Stage, string> = {
  fetch: 'Fetching',
  data: 'Preparing pictures',
  inputs: 'Keeping inputs',
  run: 'Calling models',
  score: 'Scoring',
  compare: 'Comparing',
  report: 'Writing report',
}

const barWidth = 28

const bar = (done: number, total: number): string => {
  const filled = total === 0 ? barWidth : Math.round((done / total) * barWidth)
  return `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`
}

/** How far a stage is: one line that is written over on a terminal, a line now and then in CI. */
export class StageLine {
  readonly #io: Io
  readonly #quarterOf = new Map<Stage, number>()
  #isOpen = false

  constructor(io: Io) {
    this.#io = io
  }

  show(stage: Stage, done: number, total: number | undefined, note = ''): void {
    if (total === undefined) return this.#showCount(stage, done)
    if (this.#io.errLine) {
      this.#write(`${words[stage].padEnd(18)} ${bar(done, total)} ${done}/${total} ${note}`)
      if (done >= total) this.end()
      return
    }
    const quarter = total === 0 ? 4 : Math.floor((done / total) * 4)
    if (this.#quarterOf.get(stage) === quarter) return
    this.#quarterOf.set(stage, quarter)
    this.#io.err(`${words[stage]}: ${done}/${total} ${note}`.trimEnd())
  }

  end(): void {
    if (this.#isOpen) this.#io.err('')
    this.#isOpen = false
  }

  /** How much there will be is not known: only how much there was. */
  #showCount(stage: Stage, done: number): void {
    if (this.#io.errLine) this.#write(`${words[stage].padEnd(18)} ${done}`)
    else if (done === 1 || done % 1000 === 0) this.#io.err(`${words[stage]}: ${done}`)
  }

  #write(text: string): void {
    this.#io.errLine?.(text.slice(0, Math.max(40, this.#io.width - 1)))
    this.#isOpen = true
  }
}
