/** What crosses between a pool and its workers. */
export interface WorkerTask {
  id: number
  task: string
  payload: unknown
}

export type WorkerAnswer =
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; error: { message: string; code?: string } }
