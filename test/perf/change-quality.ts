/** Change points on series whose truth is known. */
import { changePoints } from '#stats/change-points.ts'
import { createRandom, type Random } from '#stats/random.ts'
import { spread, tell } from './spread.ts'

const options = { alpha: 0.01, minChange: 0 }
const random = createRandom(2026)

const noises: Record<string, (random: Random) => number> = {
  normal: (of) => of.normal(),
  'log-normal, sd 0.5': (of) => Math.exp(0.5 * of.normal()),
  exponential: (of) => -Math.log(1 - of.next()),
  'normal with 3 % outliers of 8 sd': (of) => of.normal() + (of.next() < 0.03 ? 8 : 0),
}

/** Each value is `by` of the one before: neighbouring nights that are alike. */
function related(length: number, by: number): number[] {
  let last = random.normal()
  return Array.from({ length }, () => (last = by * last + Math.sqrt(1 - by * by) * random.normal()))
}

function alarmsIn(make: () => number[], series: number): string {
  let alarms = 0
  for (let count = 0; count < series; count++)
    if (changePoints(make(), options).length > 0) alarms += 1
  return `${alarms} of ${series} (${((100 * alarms) / series).toFixed(1)} %)`
}

interface Steps {
  lengths: readonly number[]
  levels: readonly number[]
}

function found(steps: Steps, noise: (random: Random) => number, within: number): string {
  let [hit, wrong, missed] = [0, 0, 0]
  for (let count = 0; count < 300; count++) {
    const values = steps.lengths.flatMap((length, part) =>
      Array.from({ length }, () => 100 + (steps.levels[part] ?? 0) + noise(random)),
    )
    const truth = steps.lengths
      .slice(0, -1)
      .map((_, part) => steps.lengths.slice(0, part + 1).reduce((sum, length) => sum + length, 0))
    const indexes = new Set(changePoints(values, options).map((change) => change.index))
    for (const at of truth) {
      const near = [...indexes].find((index) => Math.abs(index - at) <= within)
      if (near === undefined) missed += 1
      else {
        hit += 1
        indexes.delete(near)
      }
    }
    wrong += indexes.size
  }
  return ((2 * hit) / (2 * hit + wrong + missed)).toFixed(3)
}

const shapes: Record<string, Steps> = {
  'one step, 50 + 50': { lengths: [50, 50], levels: [0, 1] },
  'one step, 100 + 100': { lengths: [100, 100], levels: [0, 1] },
  'up and back, 60 + 40 + 60': { lengths: [60, 40, 60], levels: [0, 1, 0] },
  'stairs, 4 x 50': { lengths: [50, 50, 50, 50], levels: [0, 1, 2, 1] },
  'late step, 95 + 5': { lengths: [95, 5], levels: [0, 1] },
  'short, 10 + 10': { lengths: [10, 10], levels: [0, 1] },
}

const scaled = ({ lengths, levels }: Steps, by: number): Steps => ({
  lengths,
  levels: levels.map((level) => level * by),
})

export function changeQuality(): void {
  console.log('\nChange points: pure noise, 500 series of 200 points, alpha 0.01')
  for (const [name, noise] of Object.entries(noises))
    tell(
      `  ${name}`,
      alarmsIn(() => Array.from({ length: 200 }, () => noise(random)), 500),
    )
  for (const by of [0.3, 0.6])
    tell(
      `  normal, neighbours correlated ${by}`,
      alarmsIn(() => related(200, by), 500),
    )
  console.log('Change points: F1 over 300 series, steps of 2 / 4 sd, within 2 points (within 5)')
  for (const [name, shape] of Object.entries(shapes)) {
    const score = (sd: number, within: number): string =>
      found(scaled(shape, sd), (of) => of.normal(), within)
    tell(`  ${name}`, `${score(2, 2)} (${score(2, 5)}) / ${score(4, 2)} (${score(4, 5)})`)
  }
  console.log('Change points: time for 10,000 points')
  for (const [name, every] of Object.entries({
    none: 10_000,
    '20 changes': 500,
    '200 changes': 50,
  })) {
    const times = Array.from({ length: 3 }, () => {
      const values = Array.from(
        { length: 10_000 },
        (_, index) => 100 + 2 * (Math.floor(index / every) % 2) + random.normal(),
      )
      const startedAt = performance.now()
      changePoints(values, options)
      return performance.now() - startedAt
    })
    tell(`  ${name}`, spread(times))
  }
}
