import { readdir, readFile } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256 } from '#digest/sha256.ts'
import { webMessages } from '#ui/messages/web.ts'
import { pageFile } from '#ui/page-file.ts'
import { HttpError } from '#web/http/http-error.ts'
import type { Asked, Route } from '#web/http/route.ts'
import { pagePolicy, sendBytes } from '#web/http/send.ts'

const mediaTypes: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** One page: its script fills it, and all text arrives as data. */
const shellOf = (name: string, classic: readonly string[]): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>KontextBench</title>
<link rel="icon" href="/page/icon.svg">
<link rel="stylesheet" href="/page/base.css">
<link rel="stylesheet" href="/page/${name}.css">
</head>
<body>
<div id="page"></div>
${classic.map((file) => `<script src="/page/${file}"></script>\n`).join('')}<script type="module" src="/page/${name}.js"></script>
</body>
</html>
`

interface File {
  text: string
  mediaType: string
  tag: string
}

const fileOf = (text: string, mediaType: string): File => ({
  text,
  mediaType,
  tag: `"${sha256(text).slice(0, 24)}"`,
})

const html = 'text/html; charset=utf-8'
const charts = ['chart.js', 'whiskers.js']

const shells: Record<string, File> = {
  '/': fileOf(shellOf('runs', []), html),
  '/vote': fileOf(shellOf('vote', []), html),
  '/results': fileOf(shellOf('results', charts), html),
  '/view': fileOf(shellOf('view', []), html),
  '/play': fileOf(shellOf('play', []), html),
}

/** Everything that pages load, read once: a name that is asked for is looked up, and never becomes a path. */
async function pageFiles(): Promise<Map<string, File>> {
  const own = fileURLToPath(new URL('./page/', import.meta.url))
  const files = new Map<string, File>()
  for (const name of await readdir(own)) {
    const mediaType = mediaTypes[extname(name)]
    if (mediaType) files.set(name, fileOf(await readFile(join(own, name), 'utf8'), mediaType))
  }
  const chart = join(dirname(fileURLToPath(import.meta.resolve('chart.js'))), 'chart.umd.min.js')
  for (const [name, path] of [
    ['chart.js', chart],
    ['whiskers.js', fileURLToPath(pageFile('whiskers.js'))],
  ] as const)
    files.set(name, fileOf(await readFile(path, 'utf8'), mediaTypes['.js'] ?? ''))
  for (const language of ['en', 'zh'] as const)
    files.set(
      `words-${language}.json`,
      fileOf(JSON.stringify(webMessages[language]), 'application/json; charset=utf-8'),
    )
  return files
}

function sendFile({ request, response }: Asked, { text, mediaType, tag }: File): void {
  // Asked for again each time and rarely sent again: a new version shows at once.
  const headers = { etag: tag, 'cache-control': 'no-cache', 'content-security-policy': pagePolicy }
  if (request.headers['if-none-match'] === tag)
    return sendBytes(response, '', mediaType, { status: 304, headers })
  sendBytes(response, text, mediaType, { headers })
}

/** The pages and what they load. */
export async function pageRoutes(): Promise<Route[]> {
  const files = await pageFiles()
  return [
    ...Object.entries(shells).map(([path, file]): Route => ({
      method: 'GET',
      path,
      audience: 'anybody',
      handle: (asked) => sendFile(asked, file),
    })),
    {
      method: 'GET',
      path: '/page/:name',
      audience: 'anybody',
      handle: (asked) => {
        const file = files.get(asked.params['name'] ?? '')
        if (!file) throw new HttpError(404, 'not-found', 'there is no such file')
        sendFile(asked, file)
      },
    },
  ]
}
