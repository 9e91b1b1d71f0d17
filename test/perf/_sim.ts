import { judge } from '#compare/judge-measures.ts'
import { measureOf } from '#compare/measure-name.ts'
import { parseLimit } from '#compare/gate-limits.ts'
import { realistic, simulatePair, type Simulation } from '../fixture/simulated-runs.ts'
const N = Number(process.argv[2] ?? 1000)
const base = { models: [{ run: 'm', baseline: 'm' }], noise: [], alpha: 0.01, anyMachine: false }
for (const [name, sim] of [
  ['realistic', realistic],
  ['no outliers', { ...realistic, outliers: 0 }],
  ['day 2%', { ...realistic, runSpread: 0.02 }],
] as [string, Simulation][])
  for (const ms of [['latency.p50'], ['latency.p50', 'latency.p95']])
    for (const lim of ['2%', '5%'])
      for (const f of [1, 1.05, 1.1]) {
        let al = 0,
          better = 0,
          sus = 0
        const t0 = performance.now()
        for (let s = 1; s <= N; s++) {
          const { baseline, run } = simulatePair(sim, s, f)
          const r = judge({
            ...base,
            baseline,
            run,
            measures: ms.map(measureOf),
            limits: [parseLimit(lim)],
          })
          if (r.some((x) => x.state === 'regressed')) al++
          if (r.some((x) => x.state === 'improved')) better++
          if (r.some((x) => (x.p ?? 1) <= 0.01)) sus++
        }
        console.log(
          name,
          ms.join(),
          lim,
          'x' + f,
          'alarms',
          al,
          'better',
          better,
          'any p<=.01',
          sus,
          'of',
          N,
          ((performance.now() - t0) / N).toFixed(1) + 'ms',
        )
      }
