/** The report of 1,000 cases x 6 models whose pictures are distinct 512 x 512 JPEGs. */
import { spawn } from 'node:child_process'
import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bin, perfProject, removeProject, runCli } from './project.ts'
import { tell } from './spread.ts'

const cases = 1000
const models = 6

const sharpFile = fileURLToPath(import.meta.resolve('sharp'))

/** An engine of a user's own: a gradient whose hue follows the prompt and the model. */
const engineSource = `
import { pathToFileURL } from 'node:url'
const { default: sharp } = await import(pathToFileURL(${JSON.stringify(sharpFile)}).href)
export const createEngine = (model) => ({
  kind: 'gradient', work: 'wire', capabilities: { edit: true, generate: true },
  async generate({ prompt }) {
    const [index, seat] = [Number(prompt.slice(1)), Number(model.id.slice(5))]
    const hue = (index * 37 + seat * 50) % 360
    const svg = '<svg width="512" height="512"><linearGradient id="g"><stop stop-color="hsl(' + hue + ',80%,60%)"/><stop offset="1" stop-color="#222"/></linearGradient><rect width="512" height="512" fill="url(#g)"/><circle cx="' + (index % 512) + '" cy="' + (60 * seat + Math.floor(index / 512) * 20) + '" r="40" fill="#fff"/></svg>'
    const bytes = new Uint8Array(await sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer())
    return { outcome: 'image', warnings: [], image: { bytes, mediaType: 'image/jpeg' } }
  },
})
`

const sizeOf = (dir: string): number =>
  readdirSync(dir, { recursive: true, withFileTypes: true }).reduce(
    (sum, entry) => sum + (entry.isFile() ? statSync(join(entry.parentPath, entry.name)).size : 0),
    0,
  )

export async function reportSize(): Promise<void> {
  const dir = perfProject(
    cases,
    Array.from({ length: models }, (_, index) => ({
      id: `model${index}`,
      engine: { kind: 'own', module: '../engine.js' },
      concurrency: 4,
    })),
  )
  writeFileSync(join(dir, 'engine.js'), engineSource)
  await runCli(dir, ['run', 'perf', '--no-report'])
  const startedAt = performance.now()
  const child = spawn(process.execPath, [bin, 'report', 'last'], { cwd: dir, stdio: 'ignore' })
  let peak = 0
  const timer = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
    } catch {
      // It has ended.
    }
  }, 100)
  const code = await new Promise((resolve) => child.on('exit', resolve))
  clearInterval(timer)
  if (code !== 0) throw new Error(`report ended with ${String(code)}`)
  const seconds = (performance.now() - startedAt) / 1000
  const folder = join(dir, 'reports', 'perf', 'latest')
  tell(
    `report of ${cases} cases x ${models} models`,
    `${seconds.toFixed(1)} s, peak ${peak.toFixed(0)} MB, ${(sizeOf(folder) / 1e6).toFixed(0)} MB on disk`,
  )
  if (process.env['KEEP'] === undefined) removeProject(dir)
  else console.log(dir)
}

if (import.meta.main) await reportSize()
