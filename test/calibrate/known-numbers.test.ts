import { describe, expect, it } from 'vitest'
import { measureContrast } from '#calibrate/contrasts.ts'
import { dutyOf } from '#calibrate/duty.ts'
import { fallsOf } from '#calibrate/falls.ts'
import { knownOrders } from '#calibrate/known-orders.ts'
import type { MetricFacts, Observed } from '#calibrate/observed.ts'
import { rungName } from '#calibrate/probe.ts'
import { halvesOf, tuneThreshold } from '#calibrate/tune-threshold.ts'

const options = { level: 0.95, seed: 1 }
const metric: MetricFacts = { id: 'm', version: '1', unit: '', direction: 'higher' }
const scenes = Array.from({ length: 8 }, (_, index) => `scene-${index}`)

const seen = (probe: string, scene: string, value: number | undefined): Observed => ({
  probe,
  case: `${scene}.case`,
  cluster: scene,
  tasks: ['local-editing'],
  values: new Map(value === undefined ? [] : [['m', value]]),
  notApplicable: new Set(),
})

/** Every scene with each of the probes; the value grows a little from scene to scene. */
const table = (values: { [probe: string]: number | undefined }): Observed[] =>
  scenes.flatMap((scene, index) =>
    Object.entries(values).map(([probe, value]) =>
      seen(probe, scene, value === undefined ? undefined : value + index / 100),
    ),
  )

const right = rungName('jpeg', 1)

describe('a contrast', () => {
  const contrast = (observed: Observed[], facts = metric) =>
    measureContrast('local-editing', observed, facts, 'reference > copy-input', options)

  it('is reached by a metric that tells the sides apart, in its direction', () => {
    const observed = table({ [right]: 0.9, 'copy-input': 0.1, 'copy~tint': 0.2, shuffle: 7 })
    expect(contrast(observed)).toMatchObject({
      auc: { value: 1, n: 24, clusters: 8, missing: 0 },
      state: 'reached',
      threshold: { accuracy: { value: 1, statistic: 'balanced accuracy' } },
    })
    expect(contrast(observed, { ...metric, direction: 'lower' })).toMatchObject({
      auc: { value: 0 },
      state: 'missed',
    })
  })

  it('is missed by a metric that sees nothing, and counts what was not scored', () => {
    const flat = table({ [right]: 0.5, 'copy-input': 0.5, 'copy~tint': undefined })
    expect(contrast(flat)).toMatchObject({ auc: { value: 0.5, missing: 8 }, state: 'missed' })
  })

  it('is unproven on four scenes, and none where a side is empty', () => {
    const observed = table({ [right]: 0.9, 'copy-input': 0.1 })
    const few = observed.filter(({ cluster }) => cluster < 'scene-4')
    expect(contrast(few)?.state).toBe('unproven')
    expect(contrast(table({ [right]: 0.9 }))).toBeUndefined()
  })

  it('leaves out cases that give nothing to measure', () => {
    const observed = table({ [right]: 0.9, 'copy-input': undefined }).map((one) => ({
      ...one,
      notApplicable: new Set(one.probe === 'copy-input' ? ['m'] : []),
    }))
    expect(contrast(observed)).toBeUndefined()
  })
})

describe('a threshold', () => {
  it('is tuned on one half of the scenes and read on the other', () => {
    const { tuned, read } = halvesOf(scenes)
    expect([tuned.size, read.size, tuned.isDisjointFrom(read)]).toEqual([4, 4, true])
    // The halves disagree: what is right on the tuned half is half right on the other.
    const better = scenes.map((cluster) => ({ cluster, value: tuned.has(cluster) ? 5 : 1 }))
    const worse = scenes.map((cluster) => ({ cluster, value: 1 }))
    const found = tuneThreshold(better, worse, { ...options, missing: 0 })
    expect(found).toMatchObject({ value: 3, accuracy: { value: 0.5 } })
  })
})

describe('falls over a ladder', () => {
  const ladder = (name: 'blur' | 'half-edit', values: readonly number[]) =>
    Object.fromEntries(
      values.map((value, rung) => [rung === 0 ? 'reference' : rungName(name, rung), value]),
    )

  it('are 1 for a metric that falls with every step, -1 for one that rises, 0 for one that stays', () => {
    const falls = (values: readonly number[], direction: MetricFacts['direction'] = 'higher') =>
      fallsOf(table(ladder('blur', values)), { ...metric, direction }, options).blur
    expect(falls([9, 7, 5, 2])).toMatchObject({ value: 1, n: 8, clusters: 8 })
    expect(falls([9, 7, 5, 2], 'lower')?.value).toBe(-1)
    expect(falls([4, 4, 4, 4])?.value).toBe(0)
    expect(fallsOf(table(ladder('blur', [9, 7, 5, 2])), metric, options).jpeg).toBeUndefined()
  })
})

describe('known orders', () => {
  it('are differences by case with an interval, over cases that have both', () => {
    const observed = [
      ...table({ 'procedural:fine': 0.6, 'copy-input': 0.1 }),
      seen('procedural:fine', 'scene-9', 1),
    ]
    const orders = knownOrders(
      observed,
      (_, measure, one) => (measure === 'headline' ? one.values.get('m') : undefined),
      options,
    )
    // Measures without values say nothing.
    expect(orders).toHaveLength(1)
    expect(orders[0]).toMatchObject({
      task: 'local-editing',
      better: 'procedural:fine',
      worse: 'copy-input',
      difference: { n: 8, missing: 0 },
    })
    expect(orders[0]?.difference.value).toBeCloseTo(0.5, 12)
  })
})

describe('what a metric must tell apart', () => {
  it('follows from its family, and for unknown ones from the kind of task', () => {
    const editing = { kind: 'editing' } as const
    const generation = { kind: 'generation' } as const
    expect(dutyOf('preservation/psnr', editing)).toBe('reference > over-edit')
    expect(dutyOf('face-similarity', editing)).toBe('reference > shuffle')
    expect(dutyOf('text/cer', generation)).toBe('right text > wrong text')
    expect(dutyOf('edit/evidence', editing)).toBe('small edit > no-op')
    expect(dutyOf('my-own', editing)).toBe('reference > copy-input')
    expect(dutyOf('my-own', generation)).toBe('reference > shuffle')
    expect(dutyOf('quality/noise', editing)).toBeUndefined()
  })
})
