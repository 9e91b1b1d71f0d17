import type { RunState } from '../pipeline.ts'

/** Exit code of a run by how it ended; refusals and failures of models are results, not errors. */
export function exitCodeOfRun(state: RunState): number {
  switch (state) {
    case 'finished':
      return 0
    case 'budget':
      return 4
    case 'interrupted':
      return 130
    case 'unreachable':
      return 3
    case 'planned':
    case 'running':
      return 3
    default:
      return state satisfies never
  }
}
