import { expect, it } from 'vitest'
import type { Baseline } from '#schema/baseline.ts'
import type { Baselines, Blobs, Limits, Store, Work } from '#schema/store.ts'
import { aCell } from '../fixture/documents.ts'
import { samplesWith } from '../fixture/simulated-runs.ts'
import type { createFakeClock } from '../fixture/fake-clock.ts'

type FakeClock = ReturnType<typeof createFakeClock>

/** What every Blobs must do. */
export function blobsContract(open: () => Promise<Blobs>): void {
  it('keeps bytes by digest, once', async () => {
    const blobs = await open()
    const bytes = new TextEncoder().encode('abc')
    const digest = await blobs.put(bytes)
    expect(digest).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(await blobs.put(bytes)).toBe(digest)
    expect(await Array.fromAsync(blobs.list())).toEqual([digest])
    expect(new TextDecoder().decode(await blobs.get(digest))).toBe('abc')
    await blobs.remove(digest)
    expect(await blobs.has(digest)).toBe(false)
    await expect(blobs.get(digest)).rejects.toMatchObject({ code: 'blob-missing' })
  })

  it('keeps tiny and large bytes alike, and takes names that are digests only', async () => {
    const blobs = await open()
    const sizes = [0, 1, 16_384, 16_385, 300_000]
    const digests = await Promise.all(sizes.map((n) => blobs.put(new Uint8Array(n).fill(7))))
    expect((await Array.fromAsync(blobs.list())).toSorted()).toEqual(digests.toSorted())
    const back = await Promise.all(digests.map((digest) => blobs.get(digest)))
    expect(back.map((bytes) => bytes.byteLength)).toEqual(sizes)
    await expect(blobs.get('../../etc/passwd')).rejects.toMatchObject({
      code: expect.stringMatching(/^blob-/),
    })
  })
}

/** What every Work must do. */
export function workContract(
  open: () => Promise<{ work: Work; store: Store; clock: FakeClock }>,
): void {
  it('hands out each cell once in plan order, and again when its lease ran out', async () => {
    const { work, store, clock } = await open()
    await store.putCells(
      'r',
      [0, 1, 2].map((index) => aCell(index)),
    )
    const first = await work.claim('r', 2, 1000)
    expect(first.map((claim) => claim.cell)).toEqual([aCell(0).id, aCell(1).id])
    expect(await work.claim('r', 9, 1000)).toHaveLength(1)
    expect(await work.claim('r', 9, 1000)).toHaveLength(0)
    clock.advance(1001)
    const again = await work.claim('r', 1, 1000)
    expect(again[0]?.token).toBeGreaterThan(first[0]?.token ?? 0)
    await store.close()
  })

  it('lets only the newest token extend and complete', async () => {
    const { work, store, clock } = await open()
    await store.putCells('r', [aCell(0)])
    const [old] = await work.claim('r', 1, 10)
    clock.advance(11)
    const [current] = await work.claim('r', 1, 10)
    if (!old || !current) throw new Error('no claim')
    expect(await work.extend('r', old, 10)).toBe(false)
    expect([await work.holds('r', old), await work.holds('r', current)]).toEqual([false, true])
    expect(await work.complete('r', old)).toBe(false)
    expect(await work.extend('r', current, 10)).toBe(true)
    expect(await work.complete('r', current)).toBe(true)
    expect(await work.holds('r', current)).toBe(false)
    clock.advance(1000)
    expect(await work.claim('r', 1, 10)).toEqual([])
    await store.close()
  })

  it('gives released and reset cells out again', async () => {
    const { work, store } = await open()
    await store.putCells('r', [aCell(0), aCell(1)])
    const [one] = await work.claim('r', 2, 1e6)
    if (!one) throw new Error('no claim')
    await work.release('r', one)
    expect((await work.claim('r', 2, 1e6)).map((claim) => claim.cell)).toEqual([one.cell])
    await work.reset('r')
    expect(await work.claim('r', 9, 1e6)).toHaveLength(2)
    await store.close()
  })
}

/** What every Limits must do. */
export function limitsContract(open: () => Promise<{ limits: Limits; clock: FakeClock }>): void {
  it('spaces calls by the rate', async () => {
    const { limits, clock } = await open()
    expect([
      await limits.take('e', 60),
      await limits.take('e', 60),
      await limits.take('other', 60),
    ]).toEqual([0, 1000, 0])
    clock.advance(5000)
    expect(await limits.take('e', 60)).toBe(0)
  })

  it('never lets reserved and spent money pass the budget', async () => {
    const { limits } = await open()
    expect(await limits.reserve('r', 0.6, 1)).toBe(true)
    expect(await limits.reserve('r', 0.6, 1)).toBe(false)
    await limits.settle('r', 0.6, 0.2)
    expect(await limits.spent('r')).toBeCloseTo(0.2)
    expect(await limits.reserve('r', 0.8, 1)).toBe(true)
    expect(await limits.reserve('r', 0.01, 1)).toBe(false)
  })
}

/** What every Baselines must do. */
export function baselinesContract(open: () => Promise<Baselines>): void {
  const baseline = (name: string, day: number, branch?: string): Baseline => ({
    document: 'kontextbench-baseline',
    schemaVersion: 1,
    name,
    ...(branch === undefined ? {} : { branch }),
    setAt: `2026-01-0${day}T00:00:00.000Z`,
    samples: samplesWith(`run of day ${day}`, [1, null, 3]),
    noise: [{ model: 'm', measure: 'latency.p50', kind: 'editing', spread: 0.01, n: 6 }],
  })

  it('keeps one baseline a name and branch, the one set last first', async () => {
    const baselines = await open()
    expect(await baselines.list()).toEqual([])
    await baselines.put(baseline('b', 1))
    await baselines.put(baseline('b', 2, 'feature/x y'))
    await baselines.put(baseline('b', 4))
    await baselines.put(baseline('b@main', 3))
    const kept = await baselines.list()
    expect(kept).toEqual([baseline('b', 4), baseline('b@main', 3), baseline('b', 2, 'feature/x y')])
    expect(await baselines.remove('b', 'other')).toBe(false)
    expect(await baselines.remove('b', 'feature/x y')).toBe(true)
    expect(await baselines.remove('b', undefined)).toBe(true)
    expect((await baselines.list()).map(({ name }) => name)).toEqual(['b@main'])
  })
}
