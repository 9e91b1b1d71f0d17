import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startVotingServer, type TestServer } from './fixture/voting-server.ts'
import { Visitor } from './fixture/visitor.ts'

let server: TestServer
let revealing: TestServer
let shared: TestServer

const share = { share: { days: 1, personalLinks: 2 } }

beforeAll(async () => {
  server = await startVotingServer()
  revealing = await startVotingServer({
    serve: { voting: { shares: { gold: 0, repeats: 0, same: 0 }, reveals: true } },
  })
  shared = await startVotingServer({ serve: share })
})
afterAll(() => Promise.all([server, revealing, shared].map((one) => one.close())))

const votesOf = ({ workspace }: TestServer) => workspace.store.votes('r')

async function voter({ url }: TestServer, name = 'Ada'): Promise<Visitor> {
  const visitor = new Visitor(url)
  await visitor.enter(name)
  return visitor
}

describe('a ballot', () => {
  it('is on disk when it is answered, with all that is known of it', async () => {
    const ada = await voter(server)
    const pair = await ada.next()
    const viewport = { width: 390, height: 844, pixelRatio: 3, touch: true }
    const tags = { left: ['artefact'], right: [] }
    const kept = await ada.vote(pair, 'left', { tags, viewport })
    expect(kept).toMatchObject({ status: 200, body: { state: 'kept', ballots: 1 } })
    const votes = (await votesOf(server)).filter(({ voter: { id } }) => id.startsWith('Ada-'))
    expect(votes).toHaveLength(pair.questions.length)
    expect(votes[0]).toMatchObject({ choice: 'left', tags, viewport, order: 1 })
    expect(votes[0]?.msToVote).toBeLessThanOrEqual(1)
  })

  it('counts once, however often it is sent', async () => {
    const ben = await voter(server, 'Ben')
    const pair = await ben.next()
    const sent = await Promise.all([1, 2, 3].map(() => ben.vote(pair, 'tie')))
    expect(sent.map(({ status }) => String(status)).sort()).toEqual(['200', '409', '409'])
    const votes = (await votesOf(server)).filter(({ voter: { id } }) => id.startsWith('Ben-'))
    expect(votes).toHaveLength(pair.questions.length)
  })

  it('is not taken with a ticket that is forged, changed, or of another voter', async () => {
    const [ada, ben] = [await voter(server), await voter(server, 'Ben')]
    const pair = await ada.next()
    const middle = Math.floor(pair.ticket.length / 2)
    const swapped = pair.ticket[middle] === 'A' ? 'B' : 'A'
    const changed = `${pair.ticket.slice(0, middle)}${swapped}${pair.ticket.slice(middle + 1)}`
    const before = (await votesOf(server)).length
    for (const [who, ticket] of [
      [ada, changed],
      [ada, 'forged'],
      [ada, ''],
      [ben, pair.ticket],
    ] as const)
      expect((await who.vote({ ...pair, ticket }, 'left')).status).toBe(403)
    expect(await votesOf(server)).toHaveLength(before)
  })

  it('is not taken incomplete, with questions of its own, or skipped without a reason', async () => {
    const ada = await voter(server)
    const pair = await ada.next()
    const [question] = pair.questions
    const answer = { task: question!.task, question: question!.id, choice: 'left' }
    const cast = (answers: unknown) =>
      ada.post('/api/vote/ballot', { ticket: pair.ticket, answers, msToVote: 1 })
    const bad = [
      [],
      [answer, answer],
      [{ ...answer, task: 'mine' }],
      [{ ...answer, choice: 'all' }],
    ]
    for (const answers of bad) expect((await cast(answers)).status).toBe(400)
    expect((await ada.vote(pair, 'skip')).status).toBe(400)
    expect((await ada.vote(pair, 'skip', { reason: 'unclear', remark: 'odd' })).status).toBe(200)
    const skipped = (await votesOf(server)).filter(({ choice }) => choice === 'skip')
    expect(skipped.map(({ reason }) => reason)).toEqual(pair.questions.map(() => 'unclear: odd'))
  })

  it('is taken back once, stays marked, and is asked anew under other names', async () => {
    const ada = await voter(server, 'Undoer')
    const pair = await ada.next()
    await ada.vote(pair, 'left')
    const again = await ada.post('/api/vote/undo', { ticket: pair.ticket })
    expect(again).toMatchObject({ status: 200, body: { state: 'pair', ballots: 0 } })
    expect(JSON.stringify(again.body)).not.toContain(pair.pictures.a)
    expect((await ada.post('/api/vote/undo', { ticket: pair.ticket })).status).toBe(409)
    expect((await ada.vote(pair, 'right')).status).toBe(409)
    expect((await ada.vote(again.body as typeof pair, 'right')).status).toBe(200)
    const votes = (await votesOf(server)).filter(({ voter: { id } }) => id.startsWith('Undoer'))
    const told = votes.map(({ choice, undone }) => [choice, undone !== undefined])
    expect(told).toContainEqual(['left', true])
    expect(told).toContainEqual(['right', false])
    expect(votes).toHaveLength(2 * pair.questions.length)
  })

  it('names the models only once it is kept, and cannot be given or changed after that', async () => {
    const ada = await voter(revealing)
    const pair = await ada.next()
    expect(JSON.stringify(pair)).not.toMatch(/alpha|beta|gamma/)
    const kept = await ada.vote(pair, 'left')
    expect(Object.keys((kept.body as { reveal: object }).reveal)).toEqual(['a', 'b'])
    expect(JSON.stringify(kept.body)).toMatch(/alpha|beta|gamma/)
    expect((await ada.vote(pair, 'right')).status).toBe(409)
    expect((await ada.post('/api/vote/undo', { ticket: pair.ticket })).status).toBe(409)
    const votes = await votesOf(revealing)
    expect(votes.every(({ choice, undone }) => choice === 'left' && !undone)).toBe(true)
  })
})

describe('pictures', () => {
  it('are shown to the voter they were drawn for, and to nobody else', async () => {
    const [ada, ben] = [await voter(server), await voter(server, 'Ben')]
    const { pictures } = await ada.next()
    const address = `/api/vote/pictures/${pictures.a}`
    const own = await ada.fetch(address)
    expect([own.status, own.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect((await ben.get(address)).status).toBe(404)
    expect((await new Visitor(server.url).get(address)).status).toBe(404)
  })
})

describe('an invitation', () => {
  const links = () => shared.served.links!
  const pathOf = (link: string) => link.slice(shared.url.length)

  it('lets one voter in for each personal link, in whatever browser', async () => {
    const [first, second] = links().voters
    const [here, there, other] = [1, 2, 3].map(() => new Visitor(shared.url)) as [
      Visitor,
      Visitor,
      Visitor,
    ]
    for (const [who, link] of [
      [here, first],
      [there, first],
      [other, second],
    ] as const) {
      const answer = await who.get(pathOf(link!))
      expect([answer.status, answer.headers.get('location')]).toEqual([303, '/vote'])
      expect(answer.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax; Max-Age=\d+$/)
    }
    const voters = await Promise.all(
      [here, there, other].map(async (who) => (await who.get('/api/vote/session')).body),
    )
    const ids = voters.map((body) => (body as { voter: string }).voter)
    expect([ids[0] === ids[1], ids[0] === ids[2]]).toEqual([true, false])
    const pair = await here.next()
    expect((await there.vote(pair, 'left')).status).toBe(200)
  })

  it('is needed for everything but the pages themselves', async () => {
    const stranger = new Visitor(shared.url)
    expect((await stranger.get('/vote')).status).toBe(200)
    for (const path of ['/api/vote/session', '/api/results', '/api/runs', '/api/play/models'])
      expect((await stranger.get(path)).status).toBe(401)
    expect((await stranger.post('/api/vote/next', {})).status).toBe(401)
  })

  it('for voters opens neither results nor runs nor the Playground; the operator`s does', async () => {
    const [guest, operator] = [new Visitor(shared.url), new Visitor(shared.url)]
    await guest.get(pathOf(links().voters[0]!))
    await operator.get(pathOf(links().operator))
    for (const path of ['/api/results', '/api/runs', '/api/play/models']) {
      expect((await guest.get(path)).status).toBe(403)
      expect((await operator.get(path)).status).toBe(200)
    }
  })

  it('is refused when it was changed, or signed elsewhere', async () => {
    const link = pathOf(links().voters[0]!)
    const [body = '', mac = ''] = link.slice('/join/'.length).split('.')
    const facts = JSON.parse(Buffer.from(body, 'base64url').toString()) as object
    const forged = Buffer.from(JSON.stringify({ ...facts, role: 'operator' })).toString('base64url')
    const other = await startVotingServer({ serve: share })
    const elsewhere = other.served.links!.operator.slice(other.url.length)
    await other.close()
    for (const path of [`/join/${forged}.${mac}`, '/join/x', '/join/..', elsewhere]) {
      const stranger = new Visitor(shared.url)
      await stranger.get(path)
      expect([stranger.cookie, (await stranger.get('/api/vote/session')).status]).toEqual(['', 401])
    }
  })

  it('makes voters and takes questions no faster than people are', async () => {
    const guest = new Visitor(shared.url)
    await guest.get(pathOf(links().voters[1]!))
    const asked = await Promise.all(
      Array.from({ length: 80 }, () => guest.post('/api/vote/undo', { ticket: 'x' })),
    )
    const statuses = asked.map(({ status }) => status)
    expect(statuses.filter((status) => status === 403).length).toBeGreaterThanOrEqual(55)
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(5)
  })
})
