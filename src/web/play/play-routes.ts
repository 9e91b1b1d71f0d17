import { readBytes, readJson } from '#web/http/read-body.ts'
import type { Route } from '#web/http/route.ts'
import { sendBytes, sendJson } from '#web/http/send.ts'
import { CallBody, PlayTable, QuoteBody, type PlayDesk, type PlayModel } from './play-table.ts'

const pictureLimit = 24 * 1024 * 1024

const listed = ({ model, capabilities, isFree, missingKey }: PlayModel) => ({
  id: model.id,
  name: model.name,
  kind: model.engine.kind,
  edit: capabilities?.edit ?? null,
  generate: capabilities?.generate ?? null,
  maxInputs: capabilities?.maxInputs ?? null,
  seed: capabilities?.seed ?? null,
  isFree,
  missingKey: missingKey ?? null,
})

/**
 * The Playground, for whoever runs the server: a call is made only with a price that was told before, and a paid one
 * only within a budget that was allowed.
 */
export function playRoutes(desk: PlayDesk): Route[] {
  const table = new PlayTable(desk)
  const route = (method: Route['method'], path: string, handle: Route['handle']): Route => ({
    method,
    path,
    audience: 'operator',
    handle,
  })
  return [
    route('GET', '/api/play/models', async ({ response }) =>
      sendJson(response, (await desk.models()).map(listed)),
    ),
    route('POST', '/api/play/pictures', async ({ request, response }) =>
      sendJson(response, table.keep(await readBytes(request, pictureLimit))),
    ),
    route('GET', '/api/play/pictures/:id', ({ params, response }) => {
      const { bytes, mediaType } = table.picture(params['id'] ?? '')
      sendBytes(response, bytes, mediaType)
    }),
    route('POST', '/api/play/quote', async ({ request, response }) =>
      sendJson(response, await table.quote(await readJson(request, QuoteBody))),
    ),
    route('POST', '/api/play/call', async ({ request, response, signal }) =>
      sendJson(response, await table.call(await readJson(request, CallBody), signal)),
    ),
  ]
}
