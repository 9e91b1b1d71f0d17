import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keepCalibration, loadCalibration } from '#task/load-calibration.ts'
import { aCalibration } from '../fixture/documents.ts'

const folder = () => mkdtempSync(join(tmpdir(), 'kb-calibration-'))
const names = ({ metrics }: { metrics: { metric: string }[] }) => metrics.map((one) => one.metric)

describe('tasks/calibration.json', () => {
  it('is that of the first folder which has one, and empty where none has', async () => {
    const [without, first, second] = [folder(), folder(), folder()]
    await keepCalibration(join(first, 'calibration.json'), aCalibration({ a: 'reached' }))
    await keepCalibration(join(second, 'calibration.json'), aCalibration({ b: 'reached' }))
    expect(names(await loadCalibration([without, first, second]))).toEqual(['a'])
    expect(await loadCalibration([without])).toEqual({ schemaVersion: 1, metrics: [], orders: [] })
  })

  it('keeps what was not measured again, one line a metric in the order of names', async () => {
    const file = join(folder(), 'calibration.json')
    await keepCalibration(file, aCalibration({ b: 'missed', c: 'reached' }))
    const all = await keepCalibration(file, aCalibration({ a: 'reached', b: 'reached' }))
    expect(names(all)).toEqual(['a', 'b', 'c'])
    expect(all.metrics[1]?.tasks[0]?.state).toBe('reached')
    const lines = readFileSync(file, 'utf8').split('\n')
    expect(lines.filter((line) => line.startsWith('{"metric"'))).toHaveLength(3)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(all)
  })

  it('comes with the house: which command made it, on which cases, and known orders', async () => {
    const own = await loadCalibration([join(import.meta.dirname, '..', '..', 'tasks')])
    const inside = own.metrics.find(({ metric }) => metric === 'reference/inside')
    expect(inside?.command).toMatch(/^kontextbench calibrate .*--limit \d+/)
    expect(inside?.dataSet).toMatchObject({ id: 'kontextbench-mini' })
    expect(own.orders.map(({ task }) => task)).toContain('local-editing')
  })

  it('is refused with file and field where it is broken', async () => {
    const broken = folder()
    writeFileSync(join(broken, 'calibration.json'), '{"schemaVersion":1,"metrics":7}')
    await expect(loadCalibration([broken])).rejects.toThrow(/calibration\.json.*metrics/s)
    writeFileSync(join(broken, 'calibration.json'), '{')
    await expect(loadCalibration([broken])).rejects.toThrow(/not JSON/)
  })
})
