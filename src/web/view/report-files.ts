import { randomBytes } from 'node:crypto'
import { readFile, realpath } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { HttpError } from '#web/http/http-error.ts'
import type { Asked, Route } from '#web/http/route.ts'
import { sendBytes } from '#web/http/send.ts'

const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.png': 'image/png',
  '.webp': 'image/webp',
}

/**
 * A report's scripts run, and reach nothing else of this server: its page has an origin of its own. What it loads
 * would be anybody's then, so all lies under a name that only our pages know.
 */
const reportPolicy = [
  'sandbox allow-scripts',
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const missing = (): HttpError => new HttpError(404, 'not-found', 'there is no such file')

const isPlain = (part: string): boolean => /^[A-Za-z0-9@+:_-][A-Za-z0-9@+:._-]*$/.test(part)

/** Path of a file inside a folder; links may not lead out of it either. @throws HttpError 404 */
async function fileWithin(root: string, path: string): Promise<string> {
  if (!path.split('/').every(isPlain)) throw missing()
  try {
    const [own, file] = await Promise.all([realpath(root), realpath(join(root, path))])
    if (file.startsWith(own + sep)) return file
  } catch {
    // Not there.
  }
  throw missing()
}

export interface ReportFiles {
  routes: Route[]
  /** Address of a run's report; undefined when none was written. */
  addressOf: (bench: string, run: string) => Promise<string | undefined>
}

export function reportFiles(reportsDir: string): ReportFiles {
  const key = randomBytes(16).toString('hex')
  const handle = async ({ params, response }: Asked): Promise<void> => {
    if (params['key'] !== key) throw missing()
    const path = params['*'] ?? ''
    const mediaType = mediaTypes[extname(path)]
    if (!mediaType) throw missing()
    const bytes = await readFile(await fileWithin(reportsDir, path)).catch(() => {
      throw missing()
    })
    sendBytes(response, bytes, mediaType, {
      headers: {
        'content-security-policy': reportPolicy,
        'cross-origin-opener-policy': 'unsafe-none',
        'cross-origin-resource-policy': 'cross-origin',
      },
    })
  }
  return {
    routes: [{ method: 'GET', path: '/reports/:key/*', audience: 'operator', handle }],
    addressOf: async (bench, run) => {
      const path = `${bench}/${run}/index.html`
      return fileWithin(reportsDir, path).then(
        () => `/reports/${key}/${path}`,
        () => undefined,
      )
    },
  }
}
