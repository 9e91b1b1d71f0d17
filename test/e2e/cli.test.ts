import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as delay } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { tinyPng } from '../fixture/wire-server.ts'
import { kontextbench, projectWith, startKontextbench } from '../fixture/cli.ts'

/** Waits until the running process has written so many turns; looks into its database from outside. */
async function untilTurns(dir: string, count: number): Promise<void> {
  const file = join(dir, '.kontextbench/kontextbench.sqlite')
  for (;;) {
    await delay(20)
    if (!existsSync(file)) continue
    const database = new DatabaseSync(file, { readOnly: true, timeout: 1000 })
    try {
      const row = database
        .prepare("SELECT count(*) AS n FROM sqlite_master WHERE name = 'turns'")
        .get() as { n: number }
      if (row.n === 0) continue
      if ((database.prepare('SELECT count(*) AS n FROM turns').get() as { n: number }).n >= count)
        return
    } finally {
      database.close()
    }
  }
}

const lastRun = (dir: string): { id: string; state: string } =>
  JSON.parse(kontextbench(dir, ['runs', 'list', '--json']).stdout)[0]

describe('the command line', () => {
  it('answers --version and --help', () => {
    const dir = projectWith({ cases: 1 })
    expect(kontextbench(dir, ['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
    const { status, stdout } = kontextbench(dir, ['--help'])
    expect(status).toBe(0)
    for (const command of [
      'run',
      'generate',
      'score',
      'compare',
      'report',
      'runs',
      'datasets',
      'rate',
      'agreement',
      'votes',
      'models',
      'doctor',
    ])
      expect(stdout).toContain(command)
  })

  it('turns each mistake into one sentence and exit code 2', () => {
    const dir = projectWith({ cases: 1 })
    const mistakes: [string[], RegExp][] = [
      [['run', 'nothing'], /there is no bench "nothing"\. Name one of .*own/],
      [['run', 'own', '--models', 'ghost'], /there is no model "ghost"/],
      [['run', 'own', '--frobnicate'], /frobnicate/i],
      [['report', 'ghost'], /there is no run "ghost"/],
      [
        [
          'generate',
          '--model',
          'procedural:fine',
          '--prompt',
          'x',
          '--image',
          'no.png',
          '--out',
          'o.png',
        ],
        /no\.png: the picture cannot be read/,
      ],
      [[], /Name a command/],
    ]
    for (const [args, message] of mistakes) {
      const { status, stderr } = kontextbench(dir, args)
      expect([args.join(' '), status]).toEqual([args.join(' '), 2])
      expect(stderr).toMatch(message)
      expect(stderr).not.toMatch(/\n\s+at /)
    }
  })

  it('generates one picture and says all about it in JSON', () => {
    const dir = projectWith({ cases: 1 })
    const { status, stdout } = kontextbench(dir, [
      'generate',
      '--model',
      'procedural:draft',
      '--prompt',
      'Two red circles on a white background',
      '--seed',
      '4',
      '--out',
      'out/a.png',
      '--json',
    ])
    expect(status).toBe(0)
    const answer = JSON.parse(stdout)
    expect(answer).toMatchObject({
      outcome: 'image',
      costUsd: 0,
      seed: 4,
      image: { width: 512, height: 512, mediaType: 'image/png' },
    })
    expect(answer.phases.totalMs).toBeGreaterThan(0)
    expect(existsSync(join(dir, 'out/a.png'))).toBe(true)
  })

  it('plans without calling, runs, compares and reports in a project of its own', () => {
    const dir = projectWith({ cases: 3, prompt: '=HYPERLINK("x")' })
    expect(kontextbench(dir, ['run', 'own', '--dry-run']).stdout).toMatch(/cells\s+3, calls 3/)
    expect(existsSync(join(dir, 'reports'))).toBe(false)
    const { status, stdout } = kontextbench(dir, ['run', 'own'])
    expect(status).toBe(0)
    expect(stdout).toContain('Awaiting votes')
    const latest = join(dir, 'reports/own/latest')
    for (const file of ['index.html', 'summary.csv', 'cells.csv', 'scores.csv', 'comparison.json'])
      expect(existsSync(join(latest, file)), file).toBe(true)
    expect(readFileSync(join(latest, 'summary.csv'), 'utf8').split('\n')[0]).toBe(
      'task,model,setting,turn,metric,unit,direction,statistic,estimate,low,high,level,method,n,clusters,planned,missing',
    )
    expect(readFileSync(join(latest, 'cells.csv'), 'utf8').trim().split('\n')).toHaveLength(4)
    expect(kontextbench(dir, ['run', 'own', '--no-report', '--min-coverage', '0.5']).status).toBe(0)
  })

  it('imports a table, runs it by a JSON bench or by name, and keeps a category that no task has', async () => {
    const dir = projectWith({ cases: 1 })
    mkdirSync(join(dir, 'in'))
    writeFileSync(join(dir, 'in', 'a.png'), tinyPng)
    writeFileSync(
      join(dir, 'in', 'rows.csv'),
      'file_name,instruction,category\na.png,Make it older,ageing\nnone.png,x,local\n',
    )
    const imported = kontextbench(dir, ['datasets', 'import', 'in', '--id', 'mine'])
    expect(imported.stdout).toContain('mine: 1 case kept, 1 row refused')
    expect(imported.stderr).toMatch(/rows\.csv:3 file_name: the file is missing/)
    writeFileSync(
      join(dir, 'mine.json'),
      JSON.stringify({ id: 'mine', title: 'Mine', dataSets: ['mine'], models: ['copy-input'] }),
    )
    const asJson = kontextbench(dir, ['run', './mine.json', '--json', '--no-report'])
    expect(JSON.parse(asJson.stdout).comparison.panels).toMatchObject([
      { task: 'ageing', metric: null, kind: 'editing' },
    ])
    const byName = kontextbench(dir, ['run', 'own', '--datasets', 'mine', '--json'])
    expect(JSON.parse(byName.stdout).comparison.coverage[0]).toMatchObject({
      task: 'ageing',
      planned: 1,
    })
  })

  it('makes a run of pictures made elsewhere, with times and costs missing', async () => {
    const dir = projectWith({ cases: 1 })
    const put = (name: string) => {
      mkdirSync(join(dir, name, '..'), { recursive: true })
      writeFileSync(join(dir, name), tinyPng)
    }
    const ids = ['k1', 'k2', 'k3']
    mkdirSync(join(dir, 'in'))
    put('in/a.png')
    writeFileSync(
      join(dir, 'in', 'rows.csv'),
      `key,file_name,instruction,category\n${ids.map((id) => `${id},a.png,Make it old,local`).join('\n')}\n`,
    )
    kontextbench(dir, ['datasets', 'import', 'in', '--id', 'mine'])
    for (const id of ids) put(`a/fullset/${id}.png`)
    put('a/fullset/k1_SRCIMG.png')
    put('b/k1.png')
    put('b/one/k2.png')
    put('b/two/k2.png')
    writeFileSync(join(dir, 'b', 'k3.png'), 'no picture')
    const importIt = (...args: string[]) =>
      kontextbench(dir, ['import-outputs', '--dataset', 'mine', ...args, '--json', '--no-report'])
    const { status, stdout } = importIt('--model', 'a', '--model', 'b', 'a', 'b')
    expect(status).toBe(1)
    const { found, planned, refused, comparison } = JSON.parse(stdout)
    expect([found, planned]).toEqual([4, 6])
    expect(refused.map((row: { reason: string }) => row.reason)).toEqual([
      'two files could be turn 1 of k2: one/k2.png, two/k2.png',
      expect.stringContaining('picture'),
    ])
    expect(comparison.coverage).toMatchObject([
      { model: 'a', planned: 3, image: 3, notRun: 0 },
      { model: 'b', planned: 3, image: 1, notRun: 2 },
    ])
    expect(comparison.latency).toEqual([])
    const strangers = importIt('--model', 'c', 'in')
    expect([strangers.status, strangers.stderr]).toEqual([
      2,
      expect.stringContaining('no picture here'),
    ])
    expect(importIt('--model', 'c', 'a', 'b').status).toBe(2)
    expect(JSON.parse(kontextbench(dir, ['runs', 'list', '--json']).stdout)).toHaveLength(1)
  })

  it('loses and repeats nothing when killed and resumed', async () => {
    const dir = projectWith({ cases: 60, delayMs: 100 })
    for (const finished of [6, 20, 33]) {
      const args = finished === 6 ? ['run', 'own'] : ['run', '--resume', 'last']
      const child = startKontextbench(dir, [...args, '--no-report'])
      const exited = new Promise((resolve) => child.once('exit', resolve))
      await untilTurns(dir, finished)
      if (finished === 6) {
        // Held where it is: on a slow machine it would be done before the others have started.
        child.kill('SIGSTOP')
        const second = kontextbench(dir, ['run', '--resume', 'last'])
        expect([second.status, second.stderr]).toEqual([
          2,
          expect.stringContaining('is being carried out by another process'),
        ])
        expect(kontextbench(dir, ['runs', 'gc']).status).toBe(3)
      }
      child.kill('SIGKILL')
      await exited
    }
    const changed = kontextbench(dir, ['run', '--resume', 'last', '--cases', '3'])
    expect([changed.status, changed.stderr]).toEqual([2, expect.stringContaining('--cases')])
    const { status, stdout } = kontextbench(dir, ['run', '--resume', 'last', '--json'])
    expect(status).toBe(0)
    const { run, report, comparison } = JSON.parse(stdout)
    expect(run).toBe(lastRun(dir).id)
    expect(comparison.coverage[0]).toMatchObject({ planned: 60, image: 60, notRun: 0 })
    const rows = readFileSync(join(report, 'cells.csv'), 'utf8').trim().split('\n').slice(1)
    expect(new Set(rows.map((row) => row.split(',')[0])).size).toBe(60)
    // Only calls in flight at a kill may have been made again: four lanes, three kills.
    const attempts = rows.map((row) => Number(row.split(',')[8]))
    expect(attempts.reduce((sum, count) => sum + count - 1, 0)).toBeLessThanOrEqual(12)
  })
})
