import type { StopSwitch } from '../pipeline.ts'
import type { Io } from './io.ts'

/** The first interrupt lets calls in flight finish; the second aborts them. Returns the way to stop listening. */
export function stopOnInterrupt(io: Io, stop: StopSwitch): () => void {
  return io.onInterrupt(() => {
    if (stop.stopped) {
      stop.abortCalls()
      return
    }
    stop.stop('interrupted', 'interrupted; waiting for calls in flight (again to abort them)')
    io.err(
      '\nStopping: calls in flight are finished, everything is kept. Interrupt again to abort them.',
    )
  })
}
