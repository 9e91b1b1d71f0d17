/** Rating votes: a million over 60 models, a thousand cluster bootstraps, and memory by the number of votes. */
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fitRatings } from '#stats/fit-ratings.ts'
import { Exposure, nextPair, pairGains } from '#stats/next-pair.ts'
import { createRandom, type Random } from '#stats/random.ts'
import { sandwichUncertainty } from '#stats/rating-uncertainty.ts'
import { tabulateRatings, votesOf } from '#stats/rating-table.ts'
import { VoteCounts, type Outcome } from '#stats/vote-counts.ts'
import { createDrawing } from '#vote/draw-in-threads.ts'
import { bin } from './project.ts'
import { spread, tell } from './spread.ts'

const options = { ties: 'half', bothBad: 'tie', orderEffect: false, prior: 0 } as const

interface Cast {
  left: string
  right: string
  choice: Outcome
}

/** A vote between two of so many models, the higher number the better, a tenth of them ties. */
function castVote(models: number, random: Random): Cast {
  const l = random.int(models)
  const r = (l + 1 + random.int(models - 1)) % models
  const drawn = random.next()
  const isLeft = random.next() < 1 / (1 + Math.exp(((r - l) * 3) / models))
  const choice = drawn < 0.08 ? 'tie' : drawn < 0.1 ? 'both-bad' : isLeft ? 'left' : 'right'
  return { left: `model-${l}`, right: `model-${r}`, choice }
}

/** A CSV of votes with every usual column; returns its path. */
function voteFile(dir: string, votes: number, models: number): string {
  const file = join(dir, `${votes}.csv`)
  const random = createRandom(votes)
  const out = openSync(file, 'w')
  let text = 'left,right,choice,question,task,case,voter,kind\n'
  for (let vote = 0; vote < votes; vote++) {
    const { left, right, choice } = castVote(models, random)
    text += `${left},${right},${choice},which is better,local-editing,case-${random.int(500)},voter-${random.int(900)},person\n`
    if (text.length < 1e6) continue
    writeSync(out, text)
    text = ''
  }
  writeSync(out, text)
  closeSync(out)
  return file
}

const timed = async (work: () => unknown): Promise<number> => {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}

async function repeated(times: number, work: () => unknown): Promise<number[]> {
  const found: number[] = []
  for (let time = 0; time < times; time++) found.push(await timed(work))
  return found
}

function countsOf(votes: number, models: number, cases: number): VoteCounts {
  const random = createRandom(votes)
  const counts = new VoteCounts()
  for (let vote = 0; vote < votes; vote++) {
    const { left, right, choice } = castVote(models, random)
    counts.add(left, right, choice, 1, `case ${random.int(cases)}`)
  }
  return counts
}

const rateCli = (file: string, args: readonly string[]): void => {
  const { status, stderr } = spawnSync(process.execPath, [bin, 'rate', file, ...args], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
}

async function million(dir: string): Promise<void> {
  const pairs = countsOf(1_000_000, 60, 500).pairs()
  const rate = (): void => {
    const fitted = fitRatings(pairs, options)
    const uncertainty = sandwichUncertainty(fitted, 0.95)
    tabulateRatings(fitted.fit, votesOf(pairs), uncertainty, { scale: 400, center: 1000 })
  }
  tell('1,000,000 votes, 60 models: rating', spread(await repeated(9, rate)))
  const random = createRandom(1)
  const votes = Array.from({ length: 1_000_000 }, () => castVote(60, random))
  const count = (): void => {
    const counts = new VoteCounts()
    for (const { left, right, choice } of votes) counts.add(left, right, choice)
    counts.pairs()
  }
  tell('1,000,000 votes, 60 models: counting', spread(await repeated(5, count)))
  const file = voteFile(dir, 1_000_000, 60)
  tell(
    '1,000,000 votes, 60 models: rate FILE.csv',
    spread(await repeated(5, () => rateCli(file, []))),
  )
}

async function bootstraps(dir: string): Promise<void> {
  const table = countsOf(50_000, 20, 500).clustered()
  const plan = { tables: [table], options, seed: 1, how: 'resample' } as const
  const draw = async (threads: number): Promise<void> => {
    const drawing = createDrawing(threads)
    await drawing.draw(plan, 1000)
    await drawing.close()
  }
  for (const threads of [1, 2]) {
    const found = await repeated(5, () => draw(threads))
    tell(`1,000 bootstraps of 500 clusters, ${threads} threads`, spread(found))
  }
  const file = voteFile(dir, 50_000, 20)
  const args = ['--interval', 'cluster:case']
  tell('the same: rate FILE.csv', spread(await repeated(5, () => rateCli(file, args))))
}

/** The most a process held, as the system counted it. */
async function peakMb(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [bin, ...args], { stdio: 'ignore' })
  let peak = 0
  const timer = setInterval(() => {
    try {
      const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
      peak = Math.max(peak, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
    } catch {
      // It has just ended.
    }
  }, 10)
  const code = await new Promise((resolve) => child.on('exit', resolve))
  clearInterval(timer)
  if (code !== 0) throw new Error(`rate ended with ${String(code)}`)
  return peak
}

async function memoryOfVotes(dir: string): Promise<void> {
  for (const votes of [100_000, 1_000_000, 4_000_000]) {
    const file = voteFile(dir, votes, 60)
    const plain = await peakMb(['rate', file])
    const clustered = await peakMb(['rate', file, '--interval', 'cluster:voter', '--draws', '100'])
    rmSync(file)
    tell(
      `rate, ${votes} votes: peak`,
      `${plain.toFixed(0)} MB, by cluster ${clustered.toFixed(0)} MB`,
    )
  }
}

async function asking(): Promise<void> {
  const pairs = countsOf(20_000, 60, 500).pairs()
  tell('next pair: gains of 60 models', spread(await repeated(9, () => pairGains(pairs))))
  const everyModel = new Set(pairs.models)
  const cases = new Map(Array.from({ length: 500 }, (_, id) => [`c${id}`, everyModel]))
  const [gains, exposure, random] = [pairGains(pairs), new Exposure(), createRandom(1)]
  const ask = (): void => {
    for (let time = 0; time < 100; time++) {
      const next = nextPair(gains, { cases, exposure, random })!
      exposure.add(next.left, next.right, next.case)
    }
  }
  tell('next pair: 100 asks of 500 cases', spread(await repeated(9, ask), 1))
}

export async function ratings(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'kontextbench-ratings-'))
  try {
    await million(dir)
    await bootstraps(dir)
    await memoryOfVotes(dir)
    await asking()
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

if (import.meta.main) await ratings()
