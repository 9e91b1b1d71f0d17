import { inspectImage } from '#image/inspect.ts'
import { Sha256 } from '#schema/id.ts'
import { KontextError } from '#schema/kontext-error.ts'
import type { Blobs } from '#schema/store.ts'
import { HttpError } from '#web/http/http-error.ts'
import type { Asked, Route } from '#web/http/route.ts'
import { sendBytes, sendJson } from '#web/http/send.ts'
import type { ReportFiles } from './report-files.ts'
import type { RunIndex } from './run-index.ts'

const found = <T>(value: T | undefined): T => {
  if (value === undefined) throw new HttpError(404, 'not-found', 'that is not kept here')
  return value
}

async function pictureOf(blobs: Blobs, name: string): Promise<Uint8Array> {
  try {
    return await blobs.get(Sha256.parse(name))
  } catch (error) {
    if (error instanceof KontextError && error.code !== 'blob-missing') throw error
    throw new HttpError(404, 'not-found', 'the picture is not kept here')
  }
}

/** Kept runs, not blind: for whoever runs the server. */
export function viewRoutes(index: RunIndex, blobs: Blobs, reports: ReportFiles): Route[] {
  const sendRuns = async ({ response }: Asked): Promise<void> => {
    const runs = await index.list()
    sendJson(
      response,
      await Promise.all(
        runs.map(async (run) => ({
          ...run,
          report: (await reports.addressOf(run.bench, run.id)) ?? null,
        })),
      ),
    )
  }
  const get = (path: string, handle: Route['handle']): Route => ({
    method: 'GET',
    path,
    audience: 'operator',
    handle,
  })
  return [
    get('/api/runs', sendRuns),
    get('/api/runs/:run', async ({ params, response }) =>
      sendJson(response, found(await index.run(params['run'] ?? ''))),
    ),
    get('/api/runs/:run/cases/:case', async ({ params, response }) => {
      const place = Number(params['case'])
      sendJson(response, found(await index.case(params['run'] ?? '', place)))
    }),
    get('/api/pictures/:sha256', async ({ params, response }) => {
      const bytes = await pictureOf(blobs, params['sha256'] ?? '')
      sendBytes(response, bytes, inspectImage(bytes).mediaType, {
        headers: { 'cache-control': 'private, max-age=31536000, immutable' },
      })
    }),
    ...reports.routes,
  ]
}
