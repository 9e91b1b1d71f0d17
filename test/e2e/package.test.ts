import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { projectWith } from '../fixture/cli.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** Packs a copy of the repository, so that no dist/ is left in it. */
function pack(): string {
  const copy = mkdtempSync(join(tmpdir(), 'kb-pack-'))
  for (const name of [
    'bin',
    'src',
    'bench',
    'tasks',
    'datasets',
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
    'README.md',
    'LICENSE',
  ]) {
    cpSync(join(root, name), join(copy, name), { recursive: true })
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  execFileSync('npm', ['run', '-s', 'build'], { cwd: copy, stdio: 'pipe' })
  execFileSync('npm', ['pack', '--silent'], { cwd: copy, stdio: 'pipe' })
  const tarball = readdirSync(copy).find((name) => name.endsWith('.tgz'))
  return join(copy, tarball ?? '')
}

describe('the package', () => {
  it("installs into an empty project and runs a user's own bench there", () => {
    const dir = projectWith({ cases: 2 })
    mkdirSync(join(dir, 'node_modules'), { recursive: true })
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', pack()], {
      cwd: dir,
      stdio: 'pipe',
      timeout: 180_000,
    })
    const installed = join(dir, 'node_modules/kontextbench')
    expect(existsSync(join(installed, 'src'))).toBe(false)
    const out = execFileSync(
      process.execPath,
      [join(installed, 'bin/kontextbench.js'), 'run', 'own'],
      { cwd: dir, encoding: 'utf8', stdio: 'pipe' },
    )
    expect(out).toContain('Awaiting votes')
    expect(existsSync(join(dir, 'reports/own/latest/index.html'))).toBe(true)
  }, 240_000)
})
