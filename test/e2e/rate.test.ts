import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { kontextbench } from '../fixture/cli.ts'

const folder = (files: Record<string, string>): string => {
  const dir = mkdtempSync(join(tmpdir(), 'kb-rate-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text)
  return dir
}

/** Six ordered pairs with seven votes each, three times over. */
const cast = 'ab LLLLLRT ba LLRRRRB bc LLLLRRT cb LLRRRRB ac LLLLLLR ca LRRRRRT '.repeat(3)
const words: Record<string, string> = { L: 'left', R: 'right', T: 'tie', B: 'both-bad' }
const rows = [...cast.matchAll(/(\w)(\w) (\w+) /g)].flatMap(([, left, right, choices]) =>
  Array.from(choices!, (choice) => `${left},${right},${words[choice]}`),
)
const votes = [
  'left,right,choice,case,voter',
  ...rows.map((row, index) => `${row},c${index % 30},v${index % 11}`),
].join('\n')

describe('rate, agreement and votes', () => {
  it('print a table that is the same on every machine', () => {
    const dir = folder({ 'votes.csv': votes })
    const { status, stdout, stderr } = kontextbench(dir, ['rate', 'votes.csv', '--order-effect'])
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).toMatchInlineSnapshot(`
      "126 votes of people
      Bradley-Terry, a tie as half a win for each; both-bad as a tie; order effect estimated; maximum likelihood; 95 % sandwich intervals, votes independent

      rank  model  rating     95 % interval  votes    wins
      1     a      1142.4  1087.7 to 1197.0     84  76.9 %  a                                            ├───────●────────┤
      2     b       980.8   931.9 to 1029.7     84  46.4 %  b                   ├───────●───────┤
      3     c       876.9    822.9 to 930.8     84  26.6 %  c  ├────────●───────┤

      both bad          4.8 % (2.2 % to 10.0 %, n 126)
      order effect      +0.185 (-0.183 to +0.554, se 0.188) in theta, + favours the left
      one scale fits    deviance 0.6 on 3 degrees of freedom
      circles           0 of 1 triples go round, 0 of them beyond chance

      Models of a group that share a letter cannot be told apart.
      "
    `)
  })

  it('print JSON with a number, an interval, an error and n for each model', () => {
    const dir = folder({ 'votes.csv': votes })
    const { status, stdout } = kontextbench(dir, [
      'rate',
      'votes.csv',
      '--interval=cluster:case',
      '--scale=100',
      '--center=0',
      '--seed=3',
      '--json',
    ])
    expect(status).toBe(0)
    const { ratings, n, method, logLik, groups, warnings, bothBad } = JSON.parse(stdout)
    expect(Object.keys(ratings[0])).toEqual(
      expect.arrayContaining(['model', 'rating', 'theta', 'low', 'high', 'se', 'thetaSe', 'n']),
    )
    for (const { rating, theta, se, thetaSe } of ratings) {
      expect(rating).toBeCloseTo((100 / Math.LN10) * theta, 9)
      expect(se).toBeCloseTo((100 / Math.LN10) * thetaSe, 9)
    }
    expect([n, groups, warnings]).toEqual([
      126,
      [ratings.map(({ model }: { model: string }) => model)],
      [],
    ])
    expect(method).toMatch(/bootstrap of 30 clusters, 1000 draws$/)
    expect(logLik).toBeLessThan(0)
    expect(bothBad).toMatchObject({ n: 126, clusters: 30 })
  })

  it('tell agreement, and convert there and back', () => {
    const dir = folder({ 'votes.csv': votes })
    const told = kontextbench(dir, ['agreement', 'votes.csv'])
    expect([told.status, told.stdout]).toEqual([
      0,
      expect.stringContaining('Krippendorff alpha, nominal'),
    ])
    const there = kontextbench(dir, [
      'votes',
      'convert',
      'votes.csv',
      'battles.jsonl',
      '--to',
      'lmarena',
    ])
    expect([there.status, there.stdout]).toEqual([0, '126 rows in battles.jsonl\n'])
    const rated = (file: string) => kontextbench(dir, ['rate', file, '--json']).stdout
    expect(rated('battles.jsonl')).toBe(rated('votes.csv'))
  })

  it('turn each mistake into one sentence and exit code 2', () => {
    const dir = folder({ 'bad.csv': 'left,right,choice\na,b,left\na,b,up\n', 'votes.csv': votes })
    const mistakes: [string[], RegExp][] = [
      [
        ['rate', 'bad.csv'],
        /bad\.csv:3, field "choice": not one of left, right, tie, both-bad, skip/,
      ],
      [['rate', 'none.csv'], /none\.csv: the file cannot be read/],
      [['rate', 'votes.csv', '--prior', '-1'], /"--prior": -1 is not possible/],
      [['rate', 'votes.csv', '--draws', '10'], /"--draws": 10 is not possible/],
      [['rate', 'votes.csv', '--by', 'task'], /votes\.csv:2, field "task": missing/],
      [['rate', 'votes.csv', '--ties', 'coin'], /ties/],
      [['agreement', 'votes.csv', '--unit', 'x'], /there is no column "x"/],
      [['votes', 'convert', 'bad.csv', 'out.jsonl', '--to', 'ours'], /bad\.csv:3/],
    ]
    for (const [args, message] of mistakes) {
      const { status, stdout, stderr } = kontextbench(dir, args)
      expect([args.join(' '), status, stdout]).toEqual([args.join(' '), 2, ''])
      expect(stderr).toMatch(message)
      expect(stderr).not.toMatch(/\n\s+at /)
    }
  })
})
