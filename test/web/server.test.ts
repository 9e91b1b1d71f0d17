import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startVotingServer, type TestServer } from './fixture/voting-server.ts'
import { Visitor } from './fixture/visitor.ts'

let server: TestServer
let visitor: Visitor

beforeAll(async () => {
  server = await startVotingServer()
  visitor = new Visitor(server.url)
})
afterAll(() => server.close())

/** A request as no client of today would send it: nothing in its path is normalised. */
const raw = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  new Promise<{ status: number; text: string; headers: Record<string, unknown> }>(
    (resolve, reject) => {
      const { port } = server.served
      const asked = request({ port, host: '127.0.0.1', path, method, headers }, (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => (text += chunk.toString()))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text, headers: response.headers }),
        )
      })
      asked.on('error', reject)
      asked.end()
    },
  )

describe('the server', () => {
  it('listens on this machine only, unless it is shared', async () => {
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    await expect(startVotingServer({ serve: { host: '0.0.0.0' } })).rejects.toThrow(
      'others could reach the server at "0.0.0.0"',
    )
  })

  it('answers to its own names only', async () => {
    const own = `127.0.0.1:${server.served.port}`
    expect((await raw('/vote', { host: own })).status).toBe(200)
    expect((await raw('/vote', { host: `localhost:${server.served.port}` })).status).toBe(200)
    for (const host of ['evil.example', `evil.example:${server.served.port}`, '127.0.0.1:1'])
      expect((await raw('/api/runs', { host })).status).toBe(421)
  })

  it('changes nothing for another site, or without an origin', async () => {
    const path = '/api/vote/enter'
    const body = { name: 'x' }
    const origins = ['http://evil.example', 'null', `https://127.0.0.1:${server.served.port}`]
    for (const origin of origins)
      expect((await visitor.post(path, body, { origin })).status).toBe(403)
    expect((await raw(path, {}, 'POST')).status).toBe(403)
    expect(
      (await visitor.fetch('/api/runs', { headers: { origin: 'http://evil.example' } })).status,
    ).toBe(403)
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    expect((await visitor.post(path, body, form)).status).toBe(415)
  })

  it('sends pages that run only what it serves, and that nobody frames', async () => {
    for (const path of ['/', '/vote', '/results', '/view', '/play']) {
      const { status, headers, body } = await visitor.get(path)
      const policy = headers.get('content-security-policy') ?? ''
      expect([status, headers.get('x-frame-options')]).toEqual([200, 'DENY'])
      expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
      expect(policy).not.toContain('unsafe')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(body).not.toMatch(/<script(?![^>]*src=)|<style|\son\w+=|style="/)
    }
  })

  it('gives no file that it does not mean to, however it is asked', async () => {
    const outside = join(server.dir, 'secret.html')
    writeFileSync(outside, 'secret')
    const report = join(server.dir, 'reports/b/r')
    mkdirSync(report, { recursive: true })
    writeFileSync(join(report, 'index.html'), '<h1>report</h1>')
    writeFileSync(join(report, 'notes.txt'), 'text')
    symlinkSync(outside, join(report, 'link.html'))
    const runs = (await visitor.get('/api/runs')).body as { report: string }[]
    const address = runs[0]!.report
    const own = await raw(address)
    expect([own.status, own.text]).toEqual([200, '<h1>report</h1>'])
    expect(own.headers['content-security-policy']).toContain('sandbox allow-scripts')
    const folder = address.replace(/\/index\.html$/, '')
    const asked = [
      `${folder}/link.html`,
      `${folder}/notes.txt`,
      `${folder}/../../../secret.html`,
      `${folder}/..%2f..%2f..%2fsecret.html`,
      `${folder}/%2e%2e/%2e%2e/%2e%2e/secret.html`,
      `${folder}/..\\..\\secret.html`,
      `${folder}/index.html%00`,
      address.replace(/\/reports\/[0-9a-f]+/, '/reports/0'),
      '/page/../../package.json',
      '/page/..%2f..%2fserve.ts',
      '/page/%2e%2e%2fpages.ts',
      '//etc/passwd',
      '/api/pictures/../../../x',
      `/api/pictures/${'0'.repeat(64)}`,
      '/%',
    ]
    for (const path of asked) expect([path, (await raw(path)).status]).toEqual([path, 404])
  })

  it('says what is wrong in words of its own, and nothing of its inside', async () => {
    const wrong = [
      await visitor.get('/api/none'),
      await visitor.get('/api/vote/next'),
      await visitor.post('/api/vote/enter', { name: 'x', role: 'operator' }),
      await visitor.post('/api/vote/enter', { name: 'x'.repeat(70_000) }),
      await visitor.get('/api/runs/none'),
      await visitor.get('/api/runs/r/cases/-1'),
    ]
    expect(wrong.map(({ status }) => status)).toEqual([404, 405, 400, 413, 404, 404])
    for (const { body } of wrong) expect(JSON.stringify(body)).not.toMatch(/\.ts|node:|Error:/)
    expect(server.told).toEqual([])
  })
})

describe('results', () => {
  it('follow the votes while somebody looks', async () => {
    const live = await startVotingServer({ editing: 6, prompts: 0, chains: 0 })
    const ada = new Visitor(live.url)
    await ada.enter('Ada')
    const before = (await ada.get('/api/results')).body as { results: { votes: object } }
    expect(before.results.votes).toMatchObject({ people: 0 })
    const stream = await ada.fetch('/api/results/stream')
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
    for (let k = 0; k < 6; k++) await ada.vote(await ada.next(), k % 3 === 0 ? 'tie' : 'left')
    let told = ''
    while (!told.includes('"people":6')) {
      const { value = '', done } = await reader.read()
      if (done) break
      told += value
    }
    expect(told).toContain('"people":6')
    await reader.cancel()
    const after = (await ada.get('/api/results')).body as {
      results: { ratings: { parts: { ratings: object[]; toDecide: object }[] }; position: object[] }
    }
    const [part] = after.results.ratings.parts
    expect(part?.ratings).toHaveLength(3)
    expect(part?.toDecide).toMatchObject({ done: false })
    expect(after.results.position[0]).toMatchObject({ voters: 'person', left: { value: 1, n: 4 } })
    await live.close()
  })
})
