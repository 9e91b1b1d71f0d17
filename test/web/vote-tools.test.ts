import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../fixture/browser.ts'
import { beginVoting, openPage } from './fixture/open-page.ts'
import { flatPicture, startVotingServer, type TestServer } from './fixture/voting-server.ts'

let browser: Browser
let editing: TestServer

beforeAll(async () => {
  browser = await launchBrowser()
  editing = await startVotingServer({ editing: 16, prompts: 0, chains: 0 })
}, 90_000)
afterAll(async () => {
  await browser.close()
  await editing.close()
})
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())))

const stage = (page: Page) => page.locator('.stage')
const mode = (page: Page) => stage(page).getAttribute('data-mode')
const style = (page: Page, name: string) =>
  stage(page).evaluate((element, key) => Number(element.style.getPropertyValue(key)), name)

/** Average brightness of what is seen of a pane, 0 to 255. */
async function brightness(page: Page, selector: string): Promise<number> {
  const shot = await page.locator(selector).screenshot()
  const { channels } = await sharp(shot).stats()
  return channels.slice(0, 3).reduce((sum, { mean }) => sum + mean, 0) / 3
}

describe('tools', { timeout: 120_000 }, () => {
  it('each have a key', async () => {
    const { page } = await openPage(browser, `${editing.url}/vote`)
    await beginVoting(page)
    const pressed: [string, string][] = [
      ['b', 'blink'],
      [' ', 'side'],
      [' ', 'blink'],
      ['s', 'slider'],
      ['d', 'difference'],
      ['d', 'side'],
    ]
    for (const [key, after] of pressed) {
      await page.keyboard.press(key === ' ' ? 'Space' : key)
      expect(await mode(page)).toBe(after)
      const button = page.locator(`[data-mode="${after}"]:is(button)`)
      expect(await button.getAttribute('aria-pressed')).toBe('true')
    }
    await page.keyboard.press('s')
    await page.keyboard.press('ArrowRight')
    expect(await style(page, '--split')).toBeCloseTo(0.55)
    await page.keyboard.press('z')
    expect(await style(page, '--zoom')).toBe(4)
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    expect([await style(page, '--x'), await style(page, '--y')]).toEqual([-1.62, -1.62])
    await page.keyboard.press('-')
    expect(await style(page, '--zoom')).toBeCloseTo(4 / 1.5)
    await page.keyboard.press('z')
    await page.keyboard.press('+')
    expect(await style(page, '--zoom')).toBe(1.5)
    await page.keyboard.press('?')
    expect(await page.locator('dialog[open] kbd').count()).toBeGreaterThan(10)
    await page.keyboard.press('1')
    await page.keyboard.press('Escape')
    expect(await page.locator('dialog[open]').count()).toBe(0)
  })

  it('show the source as long as it is held, by key and by button', async () => {
    const { page } = await openPage(browser, `${editing.url}/vote`)
    await beginVoting(page)
    const colourOf = (selector: string) => brightness(page, selector)
    const source = await colourOf('.source .frame')
    const output = await colourOf('.output-0 .frame')
    await page.keyboard.down('o')
    expect(await colourOf('.output-0 .frame')).toBeCloseTo(source, 0)
    await page.keyboard.up('o')
    expect(await colourOf('.output-0 .frame')).toBeCloseTo(output, 0)
    const box = (await page.locator('#hold-source').boundingBox())!
    await page.mouse.move(box.x + 5, box.y + 5)
    await page.mouse.down()
    expect(await colourOf('.output-1 .frame')).toBeCloseTo(source, 0)
    await page.mouse.up()
    expect(await colourOf('.output-0 .frame')).toBeCloseTo(output, 0)
    await page.focus('#hold-source')
    await page.keyboard.down('Space')
    expect(await colourOf('.output-0 .frame')).toBeCloseTo(source, 0)
    await page.keyboard.up('Space')
  })

  it('blink both outputs in one place, and by hand where stillness is preferred', async () => {
    const { page } = await openPage(browser, `${editing.url}/vote`, { reducedMotion: 'reduce' })
    await beginVoting(page)
    await page.keyboard.press('b')
    const boxes = await Promise.all(
      ['.output-0', '.output-1'].map((pane) => page.locator(`${pane} .frame`).boundingBox()),
    )
    expect(boxes[1]).toEqual(boxes[0])
    const front = () => stage(page).getAttribute('data-front')
    await page.waitForTimeout(900)
    expect(await front()).toBe('0')
    await page.keyboard.press('b')
    expect(await front()).toBe('1')
    expect(await page.locator('.output-0').isVisible()).toBe(false)
  })

  it('blink by themselves where motion is welcome', async () => {
    const { page } = await openPage(browser, `${editing.url}/vote`)
    await beginVoting(page)
    await page.keyboard.press('b')
    await page.waitForSelector('.stage[data-front="1"]')
    await page.waitForSelector('.stage[data-front="0"]')
  })

  it('divide A and B where the slider stands, dragged on the picture or by its control', async () => {
    const { page } = await openPage(browser, `${editing.url}/vote`)
    await beginVoting(page)
    await page.click('button[data-mode="slider"]')
    const box = (await page.locator('.output-0 .frame').boundingBox())!
    await page.mouse.move(box.x + box.width / 2, box.y + 20)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width * 0.25, box.y + 20)
    await page.mouse.up()
    expect(await style(page, '--split')).toBeCloseTo(0.25, 1)
    await page.locator('input.split').fill('80')
    expect(await style(page, '--split')).toBe(0.8)
  })

  it('turn what is the same as the source black', async () => {
    const same = await startVotingServer({
      models: ['alpha', 'beta'],
      editing: 1,
      prompts: 0,
      chains: 0,
      controls: false,
      draw: async () => flatPicture('one', '', 1),
    })
    const { page } = await openPage(browser, `${same.url}/vote`)
    await beginVoting(page)
    expect(await brightness(page, '.output-0 .frame img.output')).toBeGreaterThan(20)
    await page.keyboard.press('d')
    expect(await brightness(page, '.output-0 .frame img.output')).toBeLessThan(2)
    expect(await brightness(page, '.source .frame img')).toBeGreaterThan(20)
    await same.close()
  })

  it('zoom and move every picture as one, with wheel and drag', async () => {
    const { page } = await openPage(browser, `${editing.url}/vote`)
    await beginVoting(page)
    const box = (await page.locator('.output-1 .frame').boundingBox())!
    await page.mouse.move(box.x + box.width / 4, box.y + box.height / 4)
    await page.mouse.wheel(0, -400)
    const zoom = await style(page, '--zoom')
    expect(zoom).toBeGreaterThan(2)
    expect(await style(page, '--x')).toBeCloseTo((1 - zoom) / 4, 1)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 4 - 40, box.y + box.height / 4)
    await page.mouse.up()
    expect(await style(page, '--x')).toBeCloseTo((1 - zoom) / 4 - 40 / box.width, 1)
    const scales = await page.evaluate<string[]>(
      `[...document.querySelectorAll('.frame img')].map(
        (image) => getComputedStyle(image).transform.split(',')[0])`,
    )
    expect([scales.length, new Set(scales).size]).toEqual([5, 1])
    await page.mouse.dblclick(box.x + 20, box.y + 20)
    expect(await style(page, '--zoom')).toBe(1)
  })
})
