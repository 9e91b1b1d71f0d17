import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { kontextbench, projectWith } from '../fixture/cli.ts'

const hook = new URL('../fixture/note-loads.js', import.meta.url).href

/** Every module of a command, in all its threads. */
function loadsOf(cwd: string, args: readonly string[]): string[] {
  const file = join(mkdtempSync(join(tmpdir(), 'kontextbench-loads-')), 'loads.txt')
  const env = { LOADS_FILE: file, NODE_OPTIONS: `--import ${hook}` }
  const { status, stderr } = kontextbench(cwd, args, env)
  expect(stderr).not.toContain('Error')
  expect(status).toBe(0)
  return readFileSync(file, 'utf8').trim().split('\n')
}

/** What only some runs need, and where it would be found. */
const later = {
  'the known models': /engine\/registry/,
  'what starts servers': /engine\/(launch|launching-caller)/,
  'what offers a load': /run\/(load\/|execute-load)/,
  'engines that are not asked': /engine\/(bfl|fal|gemini|ai-sdk|comfyui|procedural|restoration)/,
  // Its facade as an ES module loads fetch too, which costs more than half of our own modules.
  'fetch, through node:http': /^node:https?$/,
}

it('loads for a run what that run needs and no more', () => {
  const dir = projectWith({ cases: 1 })
  const loaded = loadsOf(dir, ['run', 'own', '--no-report'])
  expect(loaded.some((url) => url.endsWith('engine/null-engine.ts'))).toBe(true)
  for (const [what, pattern] of Object.entries(later)) {
    expect([what, loaded.filter((url) => pattern.test(url.replace(/.*\/src\//, '')))]).toEqual([
      what,
      [],
    ])
  }
})
