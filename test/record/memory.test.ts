import { describe } from 'vitest'
import { createMemoryBaselines } from '#record/memory-baselines.ts'
import { createMemoryBlobs } from '#record/memory-blobs.ts'
import { createMemoryLimits } from '#record/memory-limits.ts'
import { createMemoryStore } from '#record/memory-store.ts'
import { createMemoryWork } from '#record/memory-work.ts'
import {
  baselinesContract,
  blobsContract,
  limitsContract,
  workContract,
} from '../contract/ports.contract.ts'
import { storeContract } from '../contract/store.contract.ts'
import { createFakeClock } from '../fixture/fake-clock.ts'

describe('memory store', () => storeContract(async () => createMemoryStore()))
describe('memory blobs', () => blobsContract(async () => createMemoryBlobs()))
describe('memory baselines', () => baselinesContract(async () => createMemoryBaselines()))
describe('memory work', () =>
  workContract(async () => {
    const [store, clock] = [createMemoryStore(), createFakeClock()]
    return { store, clock, work: createMemoryWork(store, clock) }
  }))
describe('memory limits', () =>
  limitsContract(async () => {
    const clock = createFakeClock()
    return { clock, limits: createMemoryLimits(clock) }
  }))
