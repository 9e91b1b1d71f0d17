import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { conditions: ['kontextbench-source', 'node', 'import', 'module', 'default'] },
  ssr: { resolve: { conditions: ['kontextbench-source', 'node', 'import', 'module', 'default'] } },
  test: {
    include: ['test/**/*.test.ts'],
    // A thread's environment is a copy that the text renderer does not see, so fonts would be missing.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    execArgv: ['--conditions=kontextbench-source'],
  },
})
