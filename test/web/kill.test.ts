import { once } from 'node:events'
import type { ChildProcess } from 'node:child_process'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorkspace } from '#record/workspace.ts'
import { systemClock } from '#run/system-clock.ts'
import type { Vote } from '#schema/vote.ts'
import { launchBrowser } from '../fixture/browser.ts'
import { spawnKontextbench } from '../fixture/cli.ts'
import { beginVoting, nextPairAfter, openPage } from './fixture/open-page.ts'
import { startVotingServer, votingWorkspace } from './fixture/voting-server.ts'

let browser: Browser

beforeAll(async () => {
  browser = await launchBrowser()
}, 90_000)
afterAll(() => browser.close())

async function serve(dir: string, port: number): Promise<{ child: ChildProcess; url: string }> {
  const args = ['serve', '--port', String(port), '--gold', '0', '--repeats', '0', '--same', '0']
  const child = spawnKontextbench(dir, args)
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, url: chunk.toString().trim().replace(/\/$/, '') }
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

async function votesIn(workspaceDir: string): Promise<Vote[]> {
  const workspace = await openWorkspace(workspaceDir, systemClock)
  const votes = await workspace.store.votes('r')
  await workspace.close()
  return votes
}

describe('a server that is killed', { timeout: 120_000 }, () => {
  it('loses no vote that was taken, and voters go on, with and without a reload', async () => {
    const { dir, workspace, project } = await votingWorkspace({
      editing: 12,
      prompts: 0,
      chains: 0,
    })
    await workspace.close()
    const first = await serve(dir, 0)
    const { page, faults } = await openPage(browser, `${first.url}/vote`)
    await beginVoting(page)
    for (const key of ['1', '2', '0']) await nextPairAfter(page, () => page.keyboard.press(key))
    await kill(first.child)
    expect((await votesIn(project.workspaceDir)).map(({ choice }) => choice).sort()).toEqual([
      'left',
      'right',
      'tie',
    ])
    // Answered while nobody is there: the page keeps it, says so, and hands it in later.
    await page.keyboard.press('3')
    await page.waitForSelector('#status:text("not kept yet")')
    let second = first
    await nextPairAfter(page, async () => {
      second = await serve(dir, Number(new URL(first.url).port))
    })
    await nextPairAfter(page, () => page.keyboard.press('1'))
    await kill(second.child)
    const third = await serve(dir, Number(new URL(first.url).port))
    await page.reload()
    await page.waitForSelector('#page:not(.busy) .choice')
    expect(await page.locator('.progress').textContent()).toBe('5 answered')
    await nextPairAfter(page, () => page.keyboard.press('2'))
    await kill(third.child)
    const votes = await votesIn(project.workspaceDir)
    expect(votes.map(({ choice }) => choice).sort()).toEqual(
      ['both-bad', 'left', 'left', 'right', 'right', 'tie'].sort(),
    )
    expect(new Set(votes.map(({ voter }) => voter.id)).size).toBe(1)
    expect(new Set(votes.map(({ pair }) => pair)).size).toBe(6)
    expect(faults).toEqual([])
  })
})

describe('two voters at once', { timeout: 120_000 }, () => {
  it('keep their own votes, names and pictures, and share the work', async () => {
    const server = await startVotingServer({ editing: 10, prompts: 0, chains: 0 })
    const opened = await Promise.all(
      ['Ada', 'Ben'].map(async (name) => {
        const { page } = await openPage(browser, `${server.url}/vote`)
        await beginVoting(page, name)
        return page
      }),
    )
    await Promise.all(
      opened.map(async (page, index) => {
        for (let pair = 0; pair < 6; pair++)
          await nextPairAfter(page, () => page.keyboard.press(index === 0 ? '1' : '2'))
      }),
    )
    const votes = await server.workspace.store.votes('r')
    const by = Map.groupBy(votes, ({ voter }) => voter.id.split('-')[0])
    expect([by.get('Ada')?.length, by.get('Ben')?.length]).toEqual([6, 6])
    expect(by.get('Ada')?.every(({ choice }) => choice === 'left')).toBe(true)
    expect(by.get('Ben')?.every(({ choice }) => choice === 'right')).toBe(true)
    // Of 30 questions 12 were asked; a draw that did not mind the other would ask many twice.
    expect(new Set(votes.map(({ pair }) => pair)).size).toBeGreaterThan(8)
    for (const page of opened)
      expect(await page.locator('.progress').textContent()).toBe('6 answered')
    await Promise.all(opened.map((page) => page.context().close()))
    await server.close()
  })
})
