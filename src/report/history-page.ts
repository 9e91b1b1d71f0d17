import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256 } from '#digest/sha256.ts'
import { escapeXml } from '#image/svg.ts'
import type { History } from '#schema/history.ts'
import { fill } from '#ui/fill.ts'
import { en } from '#ui/messages/en.ts'
import { zh } from '#ui/messages/zh.ts'
import { scriptJson } from './script-json.ts'

const pageFile = (name: string): Promise<string> =>
  readFile(new URL(`./page/${name}`, import.meta.url), 'utf8')

const chartFile = (): Promise<string> =>
  readFile(
    join(dirname(fileURLToPath(import.meta.resolve('chart.js'))), 'chart.umd.min.js'),
    'utf8',
  )

/** The policy's word for one inline script: nothing else may run, whatever a series is called. */
const hashOf = (script: string): string =>
  `'sha256-${Buffer.from(sha256(new TextEncoder().encode(script)), 'hex').toString('base64')}'`

/** One file that opens from file:// without any network: the series drawn, their changes marked and listed. */
export async function historyPage(history: History): Promise<string> {
  const scripts = [await chartFile(), await pageFile('words.js'), await pageFile('history.js')]
  const styles = `${await pageFile('report.css')}\n${await pageFile('history.css')}`
  const policy = `default-src 'none'; script-src ${scripts.map(hashOf).join(' ')}; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escapeXml(fill(en.historyTitle, { measure: history.measure }))}</title>
<style>
${styles}
</style>
</head>
<body>
<main id="history"></main>
<script id="data" type="application/json">${scriptJson({ history, messages: { en, zh } })}</script>
${scripts.map((script) => `<script>${script}</script>`).join('\n')}
</body>
</html>
`
}
