import { describe, expect, it } from 'vitest'
import { agreementOfFile, type AgreementFileOptions } from '#vote/agreement-of-file.ts'
import type { TableAgreement, VoteAgreement } from '#vote/agreement-document.ts'
import { createRandom } from '#stats/random.ts'
import { fileOf } from './fixture/vote-files.ts'

const agree = (file: string, options: Partial<AgreementFileOptions> = {}) =>
  agreementOfFile({ file, level: 'nominal', confidence: 0.95, seed: 1, ...options })

const jsonl = (rows: readonly object[]): string =>
  fileOf('jsonl', rows.map((row) => `${JSON.stringify(row)}\n`).join(''))

describe('agreement in a table', () => {
  /** Krippendorff's example of four observers and twelve units. */
  const observers = [
    '1 2 3 3 2 1 4 1 2 - - -',
    '1 2 3 3 2 2 4 1 2 5 - 3',
    '- 3 3 3 2 3 4 2 2 5 1 -',
    '1 2 3 3 2 4 4 1 2 5 1 -',
  ]
  const rows = observers.flatMap((row, observer) =>
    row.split(' ').map((value, unit) => [`u${unit}`, `o${observer}`, value === '-' ? '' : value]),
  )

  it('is as published, by any names of columns', async () => {
    const csv = fileOf('csv', ['item,who,score', ...rows.map((row) => row.join(','))].join('\n'))
    const columns = { unit: 'item', rater: 'who', value: 'score' }
    for (const [level, alpha] of [
      ['nominal', 0.743],
      ['ordinal', 0.815],
      ['interval', 0.849],
      ['ratio', 0.797],
    ] as const) {
      const found = (await agree(csv, { ...columns, level })) as TableAgreement
      expect(found.alpha.value).toBeCloseTo(alpha, 3)
      expect(found).toMatchObject({ columns, units: 12, raters: 4, ratings: 41, repeats: 0 })
      expect('fleissKappa' in found).toBe(level === 'nominal')
    }
    const usual = jsonl(rows.map(([unit, rater, value]) => ({ unit, rater, value })))
    expect(((await agree(usual)) as TableAgreement).alpha.value).toBeCloseTo(0.743, 3)
  })

  it('has kappa of two raters and tells repeats', async () => {
    const two = rows.filter(([, who]) => who === 'o0' || who === 'o1')
    const again = [
      ['u0', 'o0', '1'],
      ['u1', 'o0', '5'],
    ]
    const csv = fileOf(
      'csv',
      ['unit,rater,value', ...[...two, ...again].map((row) => row.join(','))].join('\n'),
    )
    const found = (await agree(csv)) as TableAgreement
    expect(found.cohenKappa).toMatchObject({ n: 9, raters: ['o0', 'o1'] })
    expect(found).toMatchObject({ repeats: 2, selfConsistency: { withTies: { value: 0.5 } } })
  })

  it('names the row and the column that are wrong', async () => {
    const csv = (text: string) => fileOf('csv', `unit,rater,value\n${text}`)
    await expect(agree(csv('a,b,x\n'), { level: 'interval' })).rejects.toThrow(
      /:2, field "value": not a number/,
    )
    await expect(agree(csv('a,b,1\na,b,-1\n'), { level: 'ratio' })).rejects.toThrow(
      /:3, field "value": below 0/,
    )
    await expect(agree(csv('a,,1\n'))).rejects.toThrow(/:2, field "rater": missing/)
    await expect(agree(csv('a,b,1\n'), { unit: 'item' })).rejects.toThrow(
      /there is no column "item"/,
    )
    await expect(agree(csv(''))).rejects.toThrow(/holds no rating/)
  })
})

describe('agreement of votes', () => {
  it('compares voters on the same pair of a case, whatever the sides', async () => {
    const vote = (
      voter: string,
      caseId: string,
      left: string,
      right: string,
      choice: string,
      kind = 'person',
    ) => ({
      voter,
      case: caseId,
      left,
      right,
      choice,
      kind,
    })
    const found = (await agree(
      jsonl([
        vote('x', '1', 'a', 'b', 'left'),
        vote('y', '1', 'b', 'a', 'right'),
        vote('j', '1', 'a', 'b', 'left', 'judge'),
        vote('x', '2', 'a', 'b', 'both-bad'),
        vote('y', '2', 'a', 'b', 'tie'),
        vote('j', '2', 'a', 'b', 'right', 'judge'),
        vote('x', '2', 'b', 'a', 'left'),
        vote('x', '2', 'a', 'a', 'left'),
        vote('y', '2', 'a', 'b', 'skip'),
      ]),
    )) as VoteAgreement
    expect(found.people).toMatchObject({
      units: 2,
      raters: 2,
      ratings: 5,
      repeats: 1,
      alpha: { value: 1 },
    })
    expect(found.people!.selfConsistency!.withTies.value).toBe(0)
    expect(found.judges).toMatchObject({ units: 2, raters: 1 })
    // Case 1: both agree. Case 2: a tie, a tie and b against b.
    expect(found.judgesAgainstPeople!.withTies.value).toBeCloseTo((1 + 1 / 3) / 2, 12)
    expect(found.judgesAgainstPeople!.withoutTies.value).toBe(1)
    expect(found.warnings).toEqual([])
  })

  it('finds the voter who flips coins, and the one who alone moves a rating', async () => {
    const random = createRandom(3)
    const rows = Array.from({ length: 30 }, (_, voter) =>
      Array.from({ length: 40 }, (__, index) => ({
        voter: `v${voter}`,
        case: `c${index}`,
        left: 'good',
        right: 'bad',
        choice: random.next() < (voter === 7 ? 0.4 : 0.92) ? 'left' : 'right',
      })),
    ).flat()
    const fan = Array.from({ length: 100 }, (_, index) => ({
      voter: 'fan',
      case: `f${index}`,
      left: 'other',
      right: 'good',
      choice: 'left',
    }))
    const fair = rows
      .slice(0, 60)
      .flatMap((row, index) => [
        { ...row, left: 'other', choice: index % 2 ? 'left' : 'right', case: `o${index}` },
      ])
    const found = (await agree(jsonl([...rows, ...fan, ...fair]))) as VoteAgreement
    expect(found.outliers).toMatchObject({ alpha: 0.05, checked: 31 })
    expect(found.outliers.found.map(({ voter }) => voter)).toContain('v7')
    expect(found.outliers.found.length).toBeLessThanOrEqual(3)
    expect(found.influence[0]).toMatchObject({ voter: 'fan', votes: 100 })
    expect(Math.abs(found.influence[0]!.change)).toBeGreaterThan(50)
  })

  it('says what it does not know', async () => {
    const found = (await agree(
      jsonl([
        { left: 'a', right: 'b', choice: 'left' },
        { left: 'a', right: 'b', choice: 'left', count: 2 },
      ]),
    )) as VoteAgreement
    expect(found.people).toMatchObject({ raters: 3, ratings: 3 })
    expect(found.warnings).toEqual([
      '3 votes name no voter; each counts as a voter of its own.',
      '3 votes name no case; votes on the same two models count as one unit.',
    ])
    await expect(
      agree(jsonl([{ left: 'a', right: 'b', choice: 'left', count: 1e9 }])),
    ).rejects.toThrow(/:1, field "count": the row stands for 1000000000 votes/)
    await expect(
      agree(jsonl([{ left: 'a', right: 'b', choice: 'left' }]), { level: 'ratio' }),
    ).rejects.toThrow(/--level nominal/)
  })
})
