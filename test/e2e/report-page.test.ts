import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { launchBrowser } from '../fixture/browser.ts'
import { kontextbench, projectWith } from '../fixture/cli.ts'

const hostile =
  '<img src=x onerror="globalThis.pwned=1"></script><script>globalThis.pwned=1</script>'

describe('the report page', () => {
  it('opens from file:// without network or errors, runs nothing a prompt says, and speaks two languages', async () => {
    const dir = projectWith({ cases: 2, prompt: hostile })
    expect(kontextbench(dir, ['run', 'own']).status).toBe(0)
    const browser = await launchBrowser()
    try {
      const page = await browser.newPage({ viewport: { width: 1200, height: 800 } })
      const faults: string[] = []
      const outside: string[] = []
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('request', (request) => {
        if (!request.url().startsWith('file:') && !request.url().startsWith('data:'))
          outside.push(request.url())
      })
      await page.goto(pathToFileURL(join(dir, 'reports/own/latest/index.html')).href)
      await page.waitForSelector('article.case figure img')
      expect(await page.locator('h1').textContent()).toBe(hostile)
      expect(await page.locator('article.case .ask').first().textContent()).toBe(`${hostile} 0`)
      expect(await page.locator('h2').allTextContents()).toContain('Verdict')
      await page.click('#language')
      expect(await page.locator('h2').allTextContents()).toContain('结论')
      await page.click('#theme')
      await page.waitForSelector('article.case figure img')
      await page.locator('article.case figure img').first().click()
      expect(await page.locator('dialog[open] img').count()).toBe(1)
      expect(await page.evaluate(() => (globalThis as { pwned?: number }).pwned)).toBeUndefined()
      expect([faults, outside]).toEqual([[], []])
    } finally {
      await browser.close()
    }
  }, 90_000)
})
