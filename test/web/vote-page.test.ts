import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../fixture/browser.ts'
import { beginVoting, nextPairAfter, openPage, pairShown } from './fixture/open-page.ts'
import { startVotingServer, type TestServer } from './fixture/voting-server.ts'

const hostile = '<img src=x onerror="globalThis.pwned=1"><script>globalThis.pwned=1</script>'

let browser: Browser
let editing: TestServer
let prompts: TestServer

beforeAll(async () => {
  browser = await launchBrowser()
  editing = await startVotingServer({ editing: 16, prompts: 0, chains: 0, instruction: hostile })
  prompts = await startVotingServer({ editing: 0, prompts: 8, chains: 0 })
}, 90_000)
afterAll(async () => {
  await browser.close()
  await Promise.all([editing.close(), prompts.close()])
})
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())))

const votesOf = async (server: TestServer, name: string) =>
  (await server.workspace.store.votes('r')).filter(({ voter }) => voter.id.startsWith(`${name}-`))

describe('keys', { timeout: 120_000 }, () => {
  it('answer, tag, skip with a reason and take back, without a mouse', async () => {
    const { page, faults } = await openPage(browser, `${editing.url}/vote`)
    await page.waitForSelector('#name:focus')
    await page.keyboard.type('Keys')
    await nextPairAfter(page, () => page.keyboard.press('Enter'))
    for (const key of ['1', '2', '0', '3'])
      await nextPairAfter(page, () => page.keyboard.press(key))
    await page.keyboard.press('q')
    await page.keyboard.press('t')
    await page.keyboard.press('Shift+W')
    await page.keyboard.press('q')
    await nextPairAfter(page, () => page.keyboard.press('1'))
    await page.keyboard.press('x')
    await nextPairAfter(page, () => page.keyboard.press('2'))
    await page.keyboard.press('x')
    await page.locator('dialog[open] input').fill('too dark')
    await nextPairAfter(page, () => page.keyboard.press('Enter'))
    const votes = (await votesOf(editing, 'Keys')).sort((a, b) => (a.at < b.at ? -1 : 1))
    expect(votes.map(({ choice, reason }) => reason ?? choice)).toEqual([
      'left',
      'right',
      'tie',
      'both-bad',
      'left',
      'unclear',
      'other: too dark',
    ])
    expect(votes[4]?.tags).toEqual({ left: ['over-edit'], right: ['identity-lost'] })
    expect(votes[0]?.viewport).toEqual({ width: 1280, height: 800, pixelRatio: 1, touch: false })
    expect(votes[0]?.msToVote).toBeGreaterThan(0)
    await nextPairAfter(page, () => page.keyboard.press('u'))
    expect(await page.locator('#status').textContent()).toContain('Taken back')
    expect((await votesOf(editing, 'Keys')).filter(({ undone }) => undone)).toHaveLength(1)
    expect(faults).toEqual([])
  })

  it('that are held down or belong to the browser answer nothing', async () => {
    const { page } = await openPage(browser, `${editing.url}/vote`)
    await beginVoting(page, 'Held')
    await nextPairAfter(page, async () => {
      await page.keyboard.down('1')
      await page.keyboard.down('1')
      await page.keyboard.down('1')
    })
    await page.keyboard.up('1')
    await page.keyboard.press('Control+1')
    await page.keyboard.press('Alt+2')
    await page.waitForTimeout(200)
    expect(await votesOf(editing, 'Held')).toHaveLength(1)
  })
})

describe('buttons', { timeout: 120_000 }, () => {
  it('answer each of several questions before the next pair comes', async () => {
    const { page } = await openPage(browser, `${prompts.url}/vote`)
    await beginVoting(page, 'Two')
    const rows = page.locator('.question-row')
    expect(await rows.count()).toBe(2)
    await rows.nth(1).locator('.right').click()
    expect(await votesOf(prompts, 'Two')).toHaveLength(0)
    await page.keyboard.press('u')
    expect(await page.locator('.choice[aria-pressed="true"]').count()).toBe(0)
    await rows.nth(1).locator('.tie').click()
    await nextPairAfter(page, () => rows.nth(0).locator('.left').click())
    const votes = await votesOf(prompts, 'Two')
    expect(Object.fromEntries(votes.map(({ task, choice }) => [task, choice]))).toEqual({
      aesthetics: 'left',
      realism: 'tie',
    })
    await page.click('#skip')
    await nextPairAfter(page, () => page.click('dialog[open] [data-reason="uncomfortable"]'))
    const skipped = (await votesOf(prompts, 'Two')).filter(({ choice }) => choice === 'skip')
    expect(skipped.map(({ reason }) => reason)).toEqual(['uncomfortable', 'uncomfortable'])
    await nextPairAfter(page, () => page.click('#undo'))
    expect((await votesOf(prompts, 'Two')).filter(({ undone }) => undone)).toHaveLength(2)
  })

  it('fit under a thumb on a phone, where nothing is cut off', async () => {
    const { page, faults } = await openPage(browser, `${editing.url}/vote`, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
      deviceScaleFactor: 2,
    })
    await page.tap('button.main')
    await pairShown(page)
    const overflow = 'document.documentElement.scrollWidth - innerWidth'
    expect(await page.evaluate(overflow)).toBe(0)
    for (const choice of ['left', 'tie', 'right', 'both-bad']) {
      const box = (await page.locator(`.choice.${choice}`).boundingBox())!
      expect([box.height >= 40, box.y + box.height <= 844]).toEqual([true, true])
    }
    for (const pane of ['source', 'output-0', 'output-1'])
      expect((await page.locator(`.${pane} .frame`).boundingBox())!.y).toBeLessThan(700)
    await page.tap('.marks-b .chip >> nth=0')
    await nextPairAfter(page, () => page.tap('.choice.both-bad'))
    const votes = await editing.workspace.store.votes('r')
    const vote = votes.find(({ viewport }) => viewport?.touch)
    expect(vote).toMatchObject({
      choice: 'both-bad',
      viewport: { width: 390, height: 844, pixelRatio: 2 },
      tags: { left: [], right: ['ignored-instruction'] },
    })
    expect(faults).toEqual([])
  })
})

describe('the page', { timeout: 120_000 }, () => {
  it('shows a pair only when every picture is there, and shows what was asked as text', async () => {
    const { page, faults } = await openPage(browser, `${editing.url}/vote`)
    await page.evaluate(`new MutationObserver(() => {
      const images = [...document.querySelectorAll('.frame img')]
      globalThis.shown = (globalThis.shown ?? 0) + images.length
      if (images.some((image) => !image.complete || image.naturalWidth === 0)) globalThis.early = true
    }).observe(document.body, { childList: true, subtree: true })`)
    await beginVoting(page)
    for (let pair = 0; pair < 4; pair++) await nextPairAfter(page, () => page.keyboard.press('0'))
    expect(await page.evaluate('globalThis.shown')).toBeGreaterThan(5)
    expect(await page.evaluate('globalThis.early')).toBeUndefined()
    expect(await page.locator('.instruction').textContent()).toBe(hostile)
    expect(await page.evaluate('globalThis.pwned')).toBeUndefined()
    expect(faults).toEqual([])
  })

  it('holds nothing that names a model, a case or a kept file', async () => {
    const { page } = await openPage(browser, `${editing.url}/vote`)
    await beginVoting(page)
    const markup = await page.content()
    expect(markup).not.toMatch(/alpha|beta|gamma|edit-\d|[0-9a-f]{64}/)
    const sources = await page
      .locator('.frame img')
      .evaluateAll((all) => all.map((image) => image.getAttribute('src')?.split(':')[0]))
    expect(new Set(sources)).toEqual(new Set(['blob']))
    const stored = await page.evaluate<string>('JSON.stringify([localStorage, sessionStorage])')
    expect(stored).not.toMatch(/alpha|beta|gamma/)
  })

  it('speaks to screen readers: names, states, what has changed', async () => {
    const { page } = await openPage(browser, `${editing.url}/vote`)
    await beginVoting(page)
    const nameless = await page
      .locator('button:visible, input:visible')
      .evaluateAll((all) =>
        all
          .filter((one) => !(one.getAttribute('aria-label') ?? one.textContent ?? '').trim())
          .map((one) => one.outerHTML),
      )
    expect(nameless).toEqual([])
    expect(
      await page
        .locator('.frame img:visible')
        .evaluateAll((all) => all.map((image) => image.getAttribute('alt'))),
    ).toEqual(['Source', 'Picture A', 'Picture B'])
    expect(await page.locator('#status').getAttribute('role')).toBe('status')
    expect(await page.getByRole('group', { name: 'Which follows better?' }).count()).toBe(1)
    expect(await page.getByRole('toolbar', { name: 'Ways to look' }).count()).toBe(1)
    expect(await page.getByRole('button', { name: 'A is better' }).count()).toBe(1)
  })

  it('speaks Chinese and goes dark when it is told to, or when the browser does', async () => {
    const { page } = await openPage(browser, `${editing.url}/vote`)
    await beginVoting(page)
    const paper = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor')
    const light = await paper()
    await page.click('#language')
    await page.waitForSelector('html[lang="zh"]')
    expect(await page.locator('.choice.left').textContent()).toContain('A 更好')
    expect(await page.locator('.question').textContent()).toBe('哪张更好地完成了指令？')
    await page.click('#theme')
    expect(await paper()).not.toBe(light)
    await page.reload()
    await pairShown(page)
    expect(await page.locator('.choice.tie').textContent()).toContain('一样')
    const other = await openPage(browser, `${editing.url}/vote`, {
      locale: 'zh-CN',
      colorScheme: 'dark',
    })
    await other.page.waitForSelector('#name')
    expect(await other.page.locator('h1').textContent()).toBe('盲测投票')
    expect(await other.page.locator('html').getAttribute('data-theme')).toBe('dark')
  })

  it('says when there is nothing left, and when there never was anything', async () => {
    const small = await startVotingServer({ editing: 2, prompts: 0, chains: 0, models: ['a', 'b'] })
    const { page } = await openPage(browser, `${small.url}/vote`)
    await beginVoting(page)
    await nextPairAfter(page, () => page.keyboard.press('1'))
    await page.keyboard.press('2')
    await page.waitForSelector('h1:text-is("Thank you")')
    await small.close()
    const alone = await startVotingServer({ models: ['a'] })
    const nothing = await openPage(browser, `${alone.url}/vote`)
    await nothing.page.waitForSelector('main.note')
    expect(await nothing.page.locator('h1').textContent()).toBe('Nothing to vote on')
    await alone.close()
  })
})
