import { startTests, type VitestRunner, type VitestRunnerConfig } from '@vitest/runner'
import pLimit from 'p-limit'

/** One cell as the test runner sees it. */
export interface PlannedTest {
  name: string
  run: () => Promise<void>
}

/**
 * `maxConcurrency` of @vitest/runner is module state that keeps its first value, so it is one large
 * constant here and the limiters of the lanes do the limiting.
 */
const unlimited = 1_000_000

const runnerConfig: VitestRunnerConfig = {
  root: '/',
  setupFiles: [],
  name: undefined,
  passWithNoTests: true,
  testNamePattern: undefined,
  allowOnly: false,
  sequence: { seed: 0, hooks: 'parallel', setupFiles: 'parallel' },
  chaiConfig: undefined,
  maxConcurrency: unlimited,
  testTimeout: 0,
  hookTimeout: 0,
  retry: 0,
  includeTaskLocation: false,
  tags: [],
  tagsFilter: undefined,
  strictTags: false,
}

/** Runs batches of tests registered from memory; batches overlap, their registration does not. */
export function createPlanRunner(register: (tests: readonly PlannedTest[]) => void) {
  // Collecting uses module state of the runner: one batch at a time.
  const oneAtATime = pLimit(1)
  let batches = 0

  /** Registers the tests; `registered` settles then, `finished` when all have run. */
  return async function runBatch(
    tests: readonly PlannedTest[],
  ): Promise<{ finished: Promise<unknown[]> }> {
    const collected = Promise.withResolvers<void>()
    const runner: VitestRunner = {
      config: runnerConfig,
      importFile: () => register(tests),
      onCollected: () => collected.resolve(),
    }
    let finished: Promise<unknown[]> = Promise.resolve([])
    await oneAtATime(async () => {
      const done = startTests([`plan-batch-${++batches}`], runner)
      finished = done.then((files) =>
        files.flatMap((file) => [
          ...(file.result?.errors ?? []),
          ...file.tasks.flatMap((task) => task.result?.errors ?? []),
        ]),
      )
      done.catch(collected.reject)
      await collected.promise
    })
    return { finished }
  }
}
