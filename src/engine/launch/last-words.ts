import type { ServerStart } from '#schema/server.ts'

const longest = 700

/** The end of what a server said last, on one line. */
function lastWords(lines: readonly string[]): string {
  const text = lines.map((line) => line.trim()).join(' | ')
  return text.length > longest ? `…${text.slice(-longest)}` : text
}

const causeOf = ({ how, code, signal }: NonNullable<ServerStart['ended']>): string => {
  const by = signal ?? (code === undefined ? undefined : `exit code ${code}`)
  return by === undefined || how === 'not-ready' ? '' : ` (${by})`
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** One sentence on an end that nobody asked for, with the server's last lines. */
export function describeEnd(models: readonly string[], { ready, ended }: ServerStart): string {
  const name = `the server of ${models.join(', ')}`
  if (!ended) return `${name} ended`
  const what = {
    died: ready ? 'died' : 'ended before it was ready',
    'not-ready': 'was not ready in time',
    'not-started': 'could not be started',
    stopped: 'was stopped',
    killed: 'was killed',
  }[ended.how]
  const words = lastWords(ended.lastLines ?? [])
  const said = words === '' ? '; it said nothing' : `; its last lines: ${words}`
  return `${name} ${what}${causeOf(ended)}${said}`
}

export const describeReady = (models: readonly string[], { ready }: ServerStart): string =>
  `the server of ${models.join(', ')} is ready after ${seconds(ready?.ms ?? 0)}`
