import { Worker, type WorkerOptions } from 'node:worker_threads'

/** Starts a thread that resolves `#room/file.ts` as this one does: from sources in the repo, from dist once built. */
export function startThread(module: URL, options: WorkerOptions = {}): Worker {
  const fromSource = import.meta.url.endsWith('.ts')
  return new Worker(module, {
    ...options,
    // Left alone, each thread lets 100 MB of short-lived objects pile up before it cleans.
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
    execArgv: fromSource ? ['--conditions=kontextbench-source'] : [],
  })
}
