import { afterEach, describe, expect, it } from 'vitest'
import { createKeyGuard } from '#engine/ai-sdk/key-guard.ts'
import { createTap, type Tap } from '#engine/ai-sdk/tap.ts'
import { fetchOver } from '#engine/ai-sdk/timed-fetch.ts'
import { createHttpClient } from '#engine/http-client.ts'
import type { HttpRequest } from '#schema/engine.ts'
import { startServer, type Answer, type Asked } from '../fixture/wire-server.ts'

const key = 'kb-test-key-77'
const http = createHttpClient()
let server: Awaited<ReturnType<typeof startServer>> | undefined

afterEach(async () => {
  await server?.close()
  server = undefined
})

/** Our fetch against a server that plays every host: which one was meant is kept. */
async function fetching(
  answer: (asked: Asked, call: number) => Answer,
  { base, hosts = [] }: { base?: string; hosts?: string[] } = {},
) {
  const started = await startServer(answer)
  server = started
  const sent: HttpRequest[] = []
  const tap: Tap = createTap()
  const abort = new AbortController()
  const led = {
    send(request: HttpRequest) {
      sent.push(request)
      const url = new URL(request.url)
      const { publicOnly: _meant, ...rest } = request
      return http.send({ ...rest, url: `${started.url}${url.pathname}${url.search}` })
    },
  }
  const guard = createKeyGuard(key, base, hosts)
  const fetch = fetchOver({ signal: abort.signal, http: led }, guard, tap)
  return { fetch, sent, tap, abort, asked: started.asked }
}

const json = (value: unknown): Answer => ({ body: JSON.stringify(value) })
const headersOf = (sent: HttpRequest[], index: number): Record<string, string> =>
  sent[index]?.headers ?? {}

describe('fetchOver', () => {
  it('sends every kind of body, and gives a Response with its address', async () => {
    const { fetch, asked } = await fetching((one) => ({
      status: 201,
      headers: { 'x-was': one.headers['content-type'] ?? '' },
      body: one.body,
    }))
    const form = new FormData()
    form.append('image', new Blob(['abc'], { type: 'image/png' }), 'a.png')
    const bodies: [NonNullable<RequestInit['body']>, string][] = [
      ['text', 'text'],
      [new Uint8Array([97, 98]), 'ab'],
      [new Blob(['blob']), 'blob'],
      [new ReadableStream({ start: (to) => (to.enqueue(Buffer.from('str')), to.close()) }), 'str'],
      [form, 'abc'],
    ]
    for (const [body, expected] of bodies) {
      const response = await fetch('https://api.example.com/x?y=1', { method: 'POST', body })
      expect(response).toMatchObject({
        status: 201,
        ok: true,
        url: 'https://api.example.com/x?y=1',
      })
      expect(await response.text()).toContain(expected)
    }
    expect(asked.at(-1)?.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
  })

  it('keeps the key from foreign hosts, whatever header holds it, and names them', async () => {
    const { fetch, sent, tap } = await fetching(() => json({}), {
      base: 'https://api.example.com/v1',
      hosts: ['*.example.org'],
    })
    const headers = { authorization: `Bearer ${key}`, 'x-mine': `k=${key}`, accept: 'a/b' }
    for (const host of ['api.example.com', 'eu.example.org', 'cdn.example.net'])
      await fetch(`https://${host}/`, { headers })
    await fetch('http://eu.example.org/', { headers })
    expect(sent.map((_, index) => JSON.stringify(headersOf(sent, index)).includes(key))).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(headersOf(sent, 2)).toEqual({ accept: 'a/b' })
    expect([...tap.keptFrom]).toEqual(['cdn.example.net', 'eu.example.org'])
    expect(sent.map(({ publicOnly }) => publicOnly)).toEqual([false, true, true, true])
  })

  it('sends nothing where the key stands in a foreign address or body', async () => {
    const { fetch, sent } = await fetching(() => json({}), { base: 'https://api.example.com' })
    await expect(fetch(`https://evil.example.net/?key=${key}`)).rejects.toThrow(/foreign host/)
    await expect(
      fetch('https://evil.example.net/', { method: 'POST', body: `{"key":"${key}"}` }),
    ).rejects.toThrow(/foreign host/)
    expect(sent).toHaveLength(0)
  })

  it('follows redirects as fetch does, and takes the key off on the way to another host', async () => {
    const { fetch, sent, asked } = await fetching(
      (one): Answer =>
        one.path === '/start'
          ? { status: 303, headers: { location: 'https://cdn.example.net/end' }, body: '' }
          : json({ method: one.method }),
      { base: 'https://api.example.com' },
    )
    const response = await fetch('https://api.example.com/start', {
      method: 'POST',
      body: '{}',
      headers: { 'x-key': key, 'content-type': 'application/json' },
    })
    expect(await response.json()).toEqual({ method: 'GET' })
    expect(response.url).toBe('https://cdn.example.net/end')
    expect(headersOf(sent, 0)['x-key']).toBe(key)
    expect(headersOf(sent, 1)).toEqual({})
    expect(asked[1]?.body).toHaveLength(0)
  })

  it('goes neither in circles nor to files, and leaves redirects alone where asked', async () => {
    const to = (location: string) => () => ({ status: 307, headers: { location }, body: '' })
    const circle = await fetching(to('/again'))
    await expect(circle.fetch('https://a.example.com/')).rejects.toThrow(/without end/)
    await server?.close()
    const file = await fetching(to('file:///etc/hostname'))
    await expect(file.fetch('https://a.example.com/')).rejects.toThrow(/file: address/)
    await expect(file.fetch('https://a.example.com/', { redirect: 'error' })).rejects.toThrow()
    const left = await file.fetch('https://a.example.com/', { redirect: 'manual' })
    expect(left.status).toBe(307)
  })

  it('rejects at once when the call or the caller gives up', async () => {
    const { fetch, abort } = await fetching(() => ({ body: '', hangs: true }))
    const own = new AbortController()
    const first = fetch('https://a.example.com/', { signal: own.signal })
    own.abort()
    await expect(first).rejects.toMatchObject({ name: 'AbortError' })
    const second = fetch('https://a.example.com/')
    abort.abort()
    await expect(second).rejects.toMatchObject({ name: 'AbortError' })
    await expect(fetch('https://a.example.com/')).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('fails as fetch does where the wire does, and says on which host', async () => {
    const { fetch } = await fetching(() => ({ body: 'half', cutAfter: 2 }))
    const fault = await fetch('https://a.example.com/').catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(TypeError)
    expect((fault as Error).cause).toMatchObject({ code: 'network' })
  })

  it('stamps what it sends, and reads no picture out of a data address', async () => {
    const { fetch, tap, sent } = await fetching(() => json({ state: 'Pending' }))
    await fetch('https://a.example.com/')
    expect(await (await fetch('data:text/plain,abc')).text()).toBe('abc')
    expect(sent).toHaveLength(1)
    expect(tap.seen).toEqual([
      {
        contentType: 'application/json',
        times: expect.objectContaining({ sentAt: expect.any(Number), endAt: expect.any(Number) }),
      },
    ])
    expect(tap.lastAnswer).toBe('{"state":"Pending"}')
  })
})
