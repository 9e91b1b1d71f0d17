import type { Progress } from '../pipeline.ts'
import type { Io } from './io.ts'
import { StageLine } from './stage-line.ts'

type LanePace = Extract<Parameters<Progress['run']>[0], { event: 'lane-pace' }>

const wordPace = ({ model, concurrency, configured, reason }: LanePace): string =>
  reason === 'rate-limit'
    ? `${model}: rate-limited; ${concurrency} of ${configured} calls at once from now on`
    : `${model}: ${concurrency} of ${configured} calls at once again`

/** A bar on a terminal; in CI a line at the start, at each quarter and at the end of a stage. */
export function createProgress(io: Io): Progress & { end: () => void } {
  const line = new StageLine(io)
  const outcomes = new Map<string, number>()
  const remark = (text: string): void => {
    line.end()
    io.err(text)
  }
  return {
    end: () => line.end(),
    stage: (stage, done, total, note) => line.show(stage, done, total, note),
    run: (event) => {
      switch (event.event) {
        case 'run-start':
          line.show('run', event.done, event.cells)
          break
        case 'cell-end':
          line.show(
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
        case 'server-change':
          remark(event.message)
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
