import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../fixture/browser.ts'
import { openPage } from './fixture/open-page.ts'
import { flatPicture, startVotingServer, type TestServer } from './fixture/voting-server.ts'
import { Visitor } from './fixture/visitor.ts'

let browser: Browser
let server: TestServer
let shared: TestServer

beforeAll(async () => {
  browser = await launchBrowser()
  server = await startVotingServer({ editing: 6, prompts: 2, chains: 1 })
  shared = await startVotingServer({ serve: { share: { days: 1, personalLinks: 0 } } })
}, 90_000)
afterAll(async () => {
  await browser.close()
  await Promise.all([server.close(), shared.close()])
})
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())))

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }
const overflow = 'document.documentElement.scrollWidth - innerWidth'

describe('the pages', { timeout: 120_000 }, () => {
  it('show results that follow the votes, in both languages', async () => {
    const { page, faults } = await openPage(browser, `${server.url}/results`)
    await page.waitForSelector('text=No votes yet.')
    const ada = new Visitor(server.url)
    await ada.enter('Ada')
    for (let k = 0; k < 12; k++) await ada.vote(await ada.next(), k % 3 === 0 ? 'right' : 'left')
    await page.waitForSelector('section.card .plot canvas')
    const { length } = await server.workspace.store.votes('r')
    expect(length).toBeGreaterThanOrEqual(12)
    await page.waitForSelector(`.tile .big:text-is("${length}")`)
    const heads = await page.locator('.rated >> nth=0 >> th').allTextContents()
    expect(heads).toEqual([
      'Model',
      'Rating',
      '95 % interval',
      'Rank',
      'Group',
      'Win rate',
      'Votes',
    ])
    expect(await page.locator('text=Chose left, of those who chose a side').count()).toBe(1)
    await page.click('#language')
    await page.waitForSelector('h1:text-is("投票结果")')
    expect(faults).toEqual([])
  })

  it('lead through runs to every picture of a case, with the same tools', async () => {
    const { page, faults } = await openPage(browser, `${server.url}/`)
    await page.click('text=Look at pictures')
    await page.waitForSelector('.output-2 img')
    const captions = () => page.locator('figcaption').allTextContents()
    expect(await captions()).toEqual(['Source', 'alpha', 'beta', 'gamma'])
    await page.locator('label:has-text("reference") input').check()
    await page.waitForSelector('.output-3 img')
    await page.keyboard.press('s')
    expect(await page.locator('.stage').getAttribute('data-mode')).toBe('slider')
    await page.locator('label:has-text("Case") select').selectOption({ index: 6 })
    await page.locator('label:has-text("Turn") select').selectOption({ index: 1 })
    await page.waitForSelector('.instruction:text-is("Make the door red 2")')
    await page.keyboard.press('n')
    await page.waitForSelector('.instruction:text-is("A lighthouse at dusk")')
    expect(faults).toEqual([])
  })

  it('make pictures in the Playground, from a file and from what was made', async () => {
    const { page, faults } = await openPage(browser, `${server.url}/play`)
    const file = join(server.dir, 'own.png')
    writeFileSync(file, (await flatPicture('own', '', 1)).bytes)
    const drawing = join(server.dir, 'drawing.svg')
    writeFileSync(drawing, '<svg xmlns="http://www.w3.org/2000/svg"/>')
    await page.setInputFiles('input[type=file]', drawing)
    await page.waitForSelector('text=That file is no picture.')
    await page.setInputFiles('input[type=file]', file)
    await page.waitForSelector('.given img')
    await page.selectOption('#first-model', 'flux-kontext-pro@bfl')
    await page.fill('#prompt', 'Turn the picture to night')
    await page.waitForSelector('.said.problem:has-text("BFL_API_KEY")')
    expect(await page.isDisabled('#make')).toBe(true)
    await page.selectOption('#first-model', 'procedural:draft')
    await page.click('#make:not(:disabled):has-text("costs nothing")')
    await page.waitForSelector('.facts:has-text(" ms · 0 USD")')
    expect(await page.locator('.outcome figcaption').allTextContents()).toHaveLength(2)
    await page.click('[data-action="go-on"]')
    await page.fill('#prompt', 'Make it warmer')
    await page.click('#make:not(:disabled)')
    await page.waitForSelector('.history button >> nth=1')
    expect(faults).toEqual([])
  })

  it('fit on a phone', async () => {
    for (const path of ['/', '/results', '/play', '/view?run=r']) {
      const { page } = await openPage(browser, server.url + path, phone)
      await page.waitForSelector('main')
      expect([path, await page.evaluate(overflow)]).toEqual([path, 0])
      await page.context().close()
    }
  })

  it('let guests vote, and tell strangers what they need', async () => {
    const stranger = await openPage(browser, `${shared.url}/vote`)
    await stranger.page.waitForSelector('h1:text-is("An invitation is needed")')
    const guest = await openPage(browser, shared.served.links!.voters[0]!)
    await guest.page.waitForSelector('#name')
    expect(await guest.page.locator('nav a').count()).toBe(0)
    await guest.page.goto(`${shared.url}/results`)
    await guest.page.waitForSelector('h1:text-is("An invitation is needed")')
  })
})
