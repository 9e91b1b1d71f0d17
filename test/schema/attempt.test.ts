import { describe, expect, it } from 'vitest'
import { billedAttempts } from '#schema/attempt.ts'
import { anAttempt } from '../fixture/documents.ts'

const attempt = (number: number, changes: Partial<ReturnType<typeof anAttempt>>) => ({
  ...anAttempt('r', 'c'),
  number,
  ...changes,
})
const failed = (kind: 'gone' | 'network' | 'bad-response') => ({
  outcome: 'failed' as const,
  error: { kind, message: kind, retryable: false },
})
const numbers = (attempts: Parameters<typeof billedAttempts>[0]) =>
  billedAttempts(attempts).map(({ number }) => number)

describe('billedAttempts', () => {
  const left = attempt(1, { outcome: 'interrupted' })

  it('counts a job that was found again by the attempt that found it', () => {
    expect(numbers([left, attempt(2, { outcome: 'image', reattaches: 1 })])).toEqual([2])
    expect(numbers([left, attempt(2, { outcome: 'refused', reattaches: 1 })])).toEqual([2])
    expect(numbers([left, attempt(2, { ...failed('bad-response'), reattaches: 1 })])).toEqual([2])
  })

  it('keeps a job that nobody found: what it cost stays unknown', () => {
    expect(numbers([left, attempt(2, { ...failed('network'), reattaches: 1 })])).toEqual([1, 2])
    expect(
      numbers([
        left,
        attempt(2, { ...failed('gone'), reattaches: 1 }),
        attempt(3, { outcome: 'image' }),
      ]),
    ).toEqual([1, 2, 3])
  })

  it('keeps attempts that made jobs of their own', () => {
    expect(numbers([attempt(1, failed('network')), attempt(2, { outcome: 'image' })])).toEqual([
      1, 2,
    ])
  })
})
