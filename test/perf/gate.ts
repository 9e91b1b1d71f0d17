/** `npm run bench:gate`: how often the gate cries wolf and what it finds, beside other rules. Takes four minutes of processor time. */
import { realistic, type Simulation } from '../fixture/simulated-runs.ts'
import { changeQuality } from './change-quality.ts'
import { alarmsOf, rules } from './gate-rules.ts'
import { realPairs } from './gate-real.ts'

const worlds: Record<string, Simulation> = {
  'steady days: case sd 30 %, call sd 5 %, 2 % of calls 3 times as long': realistic,
  'good and bad days: the same, and whole runs differ with sd 2 %': {
    ...realistic,
    runSpread: 0.02,
  },
}

const columns = [
  { title: 'A/A of 1,000', factor: 1, nights: 1000 },
  { title: '+5 % of 300', factor: 1.05, nights: 300 },
  { title: '+10 % of 300', factor: 1.1, nights: 300 },
] as const

const width = 44

for (const [world, simulation] of Object.entries(worlds)) {
  console.log(`\nAlarms, ${realistic.cases} paired calls, alpha 0.01, limit 2 %; ${world}`)
  console.log(''.padEnd(width) + columns.map(({ title }) => title.padStart(14)).join(''))
  const counts = columns.map(({ factor, nights }) => alarmsOf(simulation, factor, nights))
  for (const name of Object.keys(rules)) {
    const cells = columns.map(({ factor, nights }, index) => {
      const count = counts[index]?.[name] ?? 0
      return (factor === 1 ? String(count) : `${((100 * count) / nights).toFixed(1)} %`).padStart(
        14,
      )
    })
    console.log(name.padEnd(width) + cells.join(''))
  }
}
changeQuality()
await realPairs()
