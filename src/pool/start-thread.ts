import { Worker, type WorkerOptions } from 'node:worker_threads'

/** Starts a thread that resolves `#room/file.ts` as this one does: from sources in the repo, from dist once built. */
export function startThread(module: URL, options: WorkerOptions = {}): Worker {
  const fromSource = import.meta.url.endsWith('.ts')
  return new Worker(module, {
    ...options,
    execArgv: fromSource ? ['--conditions=kontextbench-source'] : [],
  })
}
