import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { kontextbench } from '../fixture/cli.ts'
import { runCommand } from '../fixture/in-process.ts'
import { pacedProject, pacedRun } from '../fixture/paced-project.ts'

const doc = readFileSync(fileURLToPath(new URL('../../docs/nightly.md', import.meta.url)), 'utf8')
const bin = fileURLToPath(new URL('../../bin/kontextbench.js', import.meta.url))

/** The code block after a recipe's mark. */
function recipe(name: string): string {
  const found = new RegExp(`<!-- recipe: ${name} -->\n\`\`\`\\w+\n([\\s\\S]*?)\n\`\`\``).exec(
    doc,
  )?.[1]
  if (found === undefined) throw new Error(`no recipe ${name}`)
  return found
}

/** A project whose `paced` bench runs as it stands, and an environment whose npx is this checkout's. */
function project(): { dir: string; env: Record<string, string> } {
  const dir = pacedProject(25)
  writeFileSync(join(dir, 'bench/models.js'), 'export const models = []\n')
  pacedRun(dir, {})
  setFactor(dir, 1)
  mkdirSync(join(dir, 'shims'))
  const shim = join(dir, 'shims/npx')
  writeFileSync(shim, `#!/bin/sh\nshift\nexec "${process.execPath}" "${bin}" "$@"\n`)
  chmodSync(shim, 0o755)
  const path = [join(dir, 'shims'), dirname(process.execPath), process.env['PATH']].join(delimiter)
  return {
    dir,
    env: { ...process.env, CI: 'true', PATH: path, BENCH: 'paced' } as Record<string, string>,
  }
}

/** The project's own entry of the model: another pace is another build. */
function setFactor(dir: string, factor: number): void {
  const engine = { kind: 'paced', module: '../engines/paced.js', params: { factor } }
  const models = [{ id: 'mine', name: 'mine', engine, limits: { concurrency: 1 } }]
  writeFileSync(join(dir, 'bench/models.json'), JSON.stringify(models))
  writeFileSync(join(dir, 'bench/models.js'), `export const models = ${JSON.stringify(models)}\n`)
}

const sh = (script: string, dir: string, env: Record<string, string>) =>
  spawnSync('sh', ['-c', script], { cwd: dir, env, encoding: 'utf8', timeout: 120_000 })

describe('the recipes of docs/nightly.md', () => {
  it('cron: the first night is the baseline, and the night it got slower ends with 1', () => {
    const { dir, env } = project()
    const script = recipe('cron')
    const first = sh(script, dir, env)
    expect(first.status, first.stderr + first.stdout).toBe(0)
    expect(first.stdout).toMatch(/^main {2}paced-/)
    setFactor(dir, 1.3)
    const second = sh(script, dir, env)
    expect(second.status, second.stderr + second.stdout).toBe(1)
    expect(second.stdout).toMatch(/^REGRESSED: \d regressed, confirmed/m)
    expect(readFileSync(join(dir, 'gate.xml'), 'utf8')).toContain('<failure')
    expect(readFileSync(join(dir, 'history.html'), 'utf8')).toContain('mine latency.p50')
  }, 120_000)

  it('GitHub Actions: parses as a workflow, and its run lines do what they say', async () => {
    const Step = z.object({
      run: z.string().optional(),
      uses: z.string().optional(),
      if: z.string().optional(),
    })
    const Workflow = z.object({
      on: z.object({ schedule: z.array(z.object({ cron: z.string() })) }),
      jobs: z.object({
        gate: z.object({ env: z.record(z.string(), z.string()), steps: z.array(Step) }),
      }),
    })
    const { on, jobs } = Workflow.parse(parse(recipe('github')))
    expect(on.schedule[0]?.cron.split(' ')).toHaveLength(5)
    const { dir, env } = project()
    expect(kontextbench(dir, ['run', 'paced', '--no-report']).status).toBe(0)
    await runCommand(dir, ['baseline', 'set', 'main', 'last'])
    await runCommand(dir, ['baseline', 'export', 'main', 'bench/baseline.json'])
    setFactor(dir, 1.3)
    const stepEnv = {
      ...env,
      KONTEXTBENCH_HOME: join(dir, '.kontextbench'),
      GITHUB_STEP_SUMMARY: join(dir, 'summary.md'),
    }
    writeFileSync(stepEnv.GITHUB_STEP_SUMMARY, '# before\n')
    const codes = jobs.gate.steps.flatMap(({ run }) => {
      if (run === undefined || run === 'npm ci') return []
      return sh(run.replace('--budget 5', '--no-report'), dir, stepEnv).status
    })
    expect(codes).toEqual([0, 1, 0])
    const summary = readFileSync(stepEnv.GITHUB_STEP_SUMMARY, 'utf8')
    expect(summary).toMatch(/^# before\n## KontextBench gate: REGRESSED/)
    expect(existsSync(join(dir, 'gate.xml')) && existsSync(join(dir, 'history.html'))).toBe(true)
  }, 120_000)
})
