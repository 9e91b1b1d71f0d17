import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { kontextbench, projectWith } from '../fixture/cli.ts'

const sample = fileURLToPath(new URL('../../../shared/data/kontext-sample', import.meta.url))

describe('photographs in the released layout', () => {
  // The sample stands beside the repository in development only.
  it.skipIf(!existsSync(sample))(
    'are imported, edited, scored and compared end to end',
    () => {
      const dir = projectWith({ cases: 1 })
      writeFileSync(
        join(dir, 'bench/photos.bench.js'),
        `export const bench = { id: 'photos', title: 'Photos', dataSets: ['photos'], select: { perTask: 2 }, models: ['procedural:draft', 'copy-input'] }\n`,
      )
      expect(kontextbench(dir, ['datasets', 'import', sample, '--id', 'photos']).stdout).toContain(
        '55 cases kept, 0 rows refused',
      )
      const { status, stdout } = kontextbench(dir, ['run', 'photos', '--no-report', '--json'])
      expect(status).toBe(0)
      const { comparison } = JSON.parse(stdout)
      const tasks = comparison.panels.map((panel: { task: string }) => panel.task)
      expect(tasks).toEqual([
        'local-editing',
        'global-editing',
        'text-editing',
        'style-reference',
        'character-reference',
        'character-consistency',
      ])
      for (const row of comparison.coverage)
        expect([row.task, row.image]).toEqual([row.task, row.planned])
    },
    90_000,
  )
})
