import { parentPort } from 'node:worker_threads'
import type { WorkerAnswer, WorkerTask } from './worker-message.ts'

/** What a worker can be asked for: one function a task name, plain data in and out. */
export type WorkerTasks = { [task: string]: (payload: never) => Promise<unknown> }

const describe = (error: unknown): { message: string; code?: string } =>
  error instanceof Error
    ? {
        message: error.message,
        ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
      }
    : { message: String(error) }

/** Call once at the end of a worker module; answers tasks until the pool ends the thread. */
export function serveWorker(tasks: WorkerTasks): void {
  const port = parentPort
  if (!port) throw new Error('serveWorker runs in a worker thread only')
  const answer = async ({ id, task, payload }: WorkerTask): Promise<WorkerAnswer> => {
    try {
      const handler = tasks[task]
      if (!handler) throw new Error(`this worker has no task "${task}"`)
      return { id, ok: true, value: await handler(payload as never) }
    } catch (error) {
      return { id, ok: false, error: describe(error) }
    }
  }
  port.on('message', (message: WorkerTask) => {
    void answer(message).then((reply) => port.postMessage(reply))
  })
}
