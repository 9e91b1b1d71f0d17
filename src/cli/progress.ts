import type { Progress, Stage } from '../pipeline.ts'
import type { Io } from './io.ts'

const words: Record<Stage, string> = {
  data: 'Preparing pictures',
  inputs: 'Keeping inputs',
  run: 'Calling models',
  score: 'Scoring',
  compare: 'Comparing',
  report: 'Writing report',
}

type LanePace = Extract<Parameters<Progress['run']>[0], { event: 'lane-pace' }>

const barWidth = 28

const bar = (done: number, total: number): string => {
  const filled = total === 0 ? barWidth : Math.round((done / total) * barWidth)
  return `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`
}

const wordPace = ({ model, concurrency, configured, reason }: LanePace): string =>
  reason === 'rate-limit'
    ? `${model}: rate-limited; ${concurrency} of ${configured} calls at once from now on`
    : `${model}: ${concurrency} of ${configured} calls at once again`

/** A bar on a terminal; in CI a line at the start, at each quarter and at the end of a stage. */
export function createProgress(io: Io): Progress & { end: () => void } {
  const quarterOf = new Map<Stage, number>()
  let lineOpen = false
  const outcomes = new Map<string, number>()

  const show = (stage: Stage, done: number, total: number, note = ''): void => {
    const text = `${words[stage].padEnd(18)} ${bar(done, total)} ${done}/${total} ${note}`
    if (io.errLine) {
      io.errLine(text.slice(0, Math.max(40, io.width - 1)))
      lineOpen = true
      if (done >= total) end()
      return
    }
    const quarter = total === 0 ? 4 : Math.floor((done / total) * 4)
    if (quarterOf.get(stage) === quarter) return
    quarterOf.set(stage, quarter)
    io.err(`${words[stage]}: ${done}/${total} ${note}`.trimEnd())
  }

  const end = (): void => {
    if (lineOpen) io.err('')
    lineOpen = false
  }

  const remark = (text: string): void => {
    end()
    io.err(text)
  }

  return {
    end,
    stage: show,
    run: (event) => {
      switch (event.event) {
        case 'run-start':
          show('run', event.done, event.cells)
          break
        case 'cell-end':
          show(
            'run',
            event.done,
            event.cells,
            [...outcomes].map(([outcome, count]) => `${outcome} ${count}`).join(', '),
          )
          break
        case 'turn-end':
          outcomes.set(event.outcome, (outcomes.get(event.outcome) ?? 0) + 1)
          break
        case 'attempt-retry':
          remark(`${event.model}: trying again in ${Math.round(event.waitMs)} ms (${event.reason})`)
          break
        case 'lane-pace':
          remark(wordPace(event))
          break
        case 'run-stop':
          remark(`Stopped: ${event.message}`)
          break
        default:
          event satisfies never
      }
    },
  }
}
