import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Handed to Node for whatever is required, too: with "import" here, a require finds ES modules.
  resolve: { conditions: ['kontextbench-source', 'node'] },
  ssr: { resolve: { conditions: ['kontextbench-source', 'node'] } },
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
