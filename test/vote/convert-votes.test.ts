import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { UserError } from '#schema/user-error.ts'
import { convertVotes, type ConvertOptions } from '#vote/convert-votes.ts'
import { readVotes } from '#vote/read-votes.ts'
import type { Ballot, VoteRow } from '#vote/vote-row.ts'
import { anyVote, fileOf, freshPath } from './fixture/vote-files.ts'

const jsonl = (votes: readonly unknown[]): string =>
  fileOf('jsonl', votes.map((vote) => `${JSON.stringify(vote)}\n`).join(''))

async function votesIn(file: string, key?: string): Promise<Ballot[]> {
  const found: Ballot[] = []
  await readVotes(file, {
    ...(key === undefined ? {} : { key }),
    onBallot: (ballot) => {
      const kept = Object.entries(ballot).filter(([, value]) => value !== undefined)
      found.push(Object.fromEntries(kept) as Ballot)
    },
  })
  return found
}

/** There and back again. */
async function thereAndBack(
  votes: readonly VoteRow[],
  to: ConvertOptions['to'],
  ending: string,
): Promise<{ votes: Ballot[]; leftOut: Record<string, number> }> {
  const output = freshPath(ending)
  const { leftOut, key } = await convertVotes({ input: jsonl(votes), output, to })
  return { votes: await votesIn(output, key), leftOut }
}

const lists = fc.array(anyVote, { minLength: 1, maxLength: 8 })

describe('votes there and back', () => {
  it('are unchanged in our JSONL and CSV', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (votes) => {
        for (const ending of ['jsonl', 'csv'])
          expect(await thereAndBack(votes, 'ours', ending)).toEqual({ votes, leftOut: {} })
      }),
      { numRuns: 40 },
    )
  }, 120_000)

  it('are unchanged as LMArena battles, but for skipped ones, which are counted', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (votes) => {
        const kept = votes.filter(({ choice }) => choice !== 'skip')
        const found = await thereAndBack(votes, 'lmarena', 'jsonl')
        expect(found.votes).toEqual(kept)
        expect(Object.values(found.leftOut)).toEqual(
          kept.length < votes.length ? [votes.length - kept.length] : [],
        )
      }),
      { numRuns: 40 },
    )
  }, 120_000)

  it('are unchanged through Label Studio', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (votes) => {
        expect(await thereAndBack(votes, 'label-studio', 'json')).toEqual({ votes, leftOut: {} })
      }),
      { numRuns: 40 },
    )
  }, 120_000)

  it('are unchanged through a crowd table and its key', async () => {
    await fc.assert(
      fc.asyncProperty(lists, async (votes) => {
        expect(await thereAndBack(votes, 'crowd', 'csv')).toEqual({ votes, leftOut: {} })
      }),
      { numRuns: 40 },
    )
  }, 120_000)
})

describe('formats of others', () => {
  it('are read as they write them: battles', async () => {
    const battles = [
      {
        model_a: 'a',
        model_b: 'b',
        winner: 'model_b',
        judge: 'arena_user_1',
        anony: true,
        tstamp: 1700000000.25,
      },
      {
        model_a: 'a',
        model_b: 'b',
        winner: 'tie (bothbad)',
        judge: 'u',
        anony: true,
        language: 'English',
      },
      { model_a: 'a', model_b: 'b', winner: 'both_bad' },
      { model_a: 'a', model_b: 'b', winner: 'model_a', anony: false },
    ]
    const wanted = [
      {
        left: 'a',
        right: 'b',
        choice: 'right',
        voter: 'arena_user_1',
        at: '2023-11-14T22:13:20.250Z',
      },
      { left: 'a', right: 'b', choice: 'both-bad', voter: 'u' },
      { left: 'a', right: 'b', choice: 'both-bad' },
    ]
    expect(await votesIn(jsonl(battles))).toEqual(wanted)
    expect(await votesIn(fileOf('json', JSON.stringify(battles)))).toEqual(wanted)
    const leftOut = await readVotes(jsonl(battles), { onBallot: () => {} })
    expect([...leftOut]).toEqual([['the voter knew the models', 1]])
  })

  it("are read as they write them: Label Studio's export", async () => {
    const pairwise = (selected: string) => [
      {
        id: 'x',
        type: 'pairwise',
        from_name: 'pw',
        to_name: 'pw',
        value: { selected },
        origin: 'manual',
      },
    ]
    const task = {
      id: 7,
      data: {
        text1: 'https://example.org/1.png',
        left_model: 'a',
        right_model: 'b',
        question: 'q',
      },
      meta: {},
      annotations: [
        {
          id: 1,
          completed_by: 3,
          created_at: '2026-01-02T03:04:05.678901Z',
          lead_time: 4.2,
          was_cancelled: false,
          result: pairwise('left'),
        },
        {
          id: 2,
          completed_by: { email: 'v@example.org', id: 4 },
          result: [...pairwise('right'), { type: 'choices', value: { choices: ['tie'] } }],
        },
        { id: 3, completed_by: 5, was_cancelled: true, result: [] },
        { id: 4, completed_by: 6, was_cancelled: false, result: [] },
      ],
    }
    const file = fileOf('json', JSON.stringify([task, { data: {}, annotations: [] }]))
    const pair = { left: 'a', right: 'b', question: 'q' }
    expect(await votesIn(file)).toEqual([
      { ...pair, choice: 'left', voter: '3', at: '2026-01-02T03:04:05.678Z' },
      { ...pair, choice: 'tie', voter: 'v@example.org' },
      { ...pair, choice: 'skip', voter: '5' },
    ])
  })

  it("are read as they write them: Mechanical Turk's and Toloka's tables", async () => {
    const asks = jsonl([{ left: 'a', right: 'b', question: 'q', case: 'c 1' }])
    const out = freshPath('csv')
    const images = 'https://example.org/{case}/{side}-{item}.png'
    const { key } = await convertVotes({ input: asks, output: out, to: 'crowd', images })
    expect(readFileSync(out, 'utf8')).toBe(
      'item,question,image_left,image_right,answer,worker,kind,count,at\n' +
        '1,q,https://example.org/c%201/left-1.png,https://example.org/c%201/right-1.png,,,,,\n',
    )
    const vote = {
      left: 'a',
      right: 'b',
      question: 'q',
      case: 'c 1',
      choice: 'right',
      voter: 'A1B2',
    }
    const turk = fileOf(
      'csv',
      '"HITId","Input.item","WorkerId","Answer.choice"\n"H1","1","A1B2","right"\n',
    )
    expect(await votesIn(turk, key)).toEqual([vote])
    const toloka = fileOf(
      'tsv',
      'INPUT:item\tOUTPUT:answer\tASSIGNMENT:worker_id\n1\tright\tA1B2\n1\t\tX\n',
    )
    expect(await votesIn(toloka, key)).toEqual([vote])
  })

  it('name no model where voters look', async () => {
    const votes = [{ left: 'secret-1', right: 'secret-2', choice: 'left', question: 'q' }]
    const crowd = freshPath('csv')
    await convertVotes({ input: jsonl(votes), output: crowd, to: 'crowd' })
    expect(readFileSync(crowd, 'utf8')).not.toContain('secret')
    const label = freshPath('json')
    await convertVotes({ input: jsonl(votes), output: label, to: 'label-studio' })
    const [task] = JSON.parse(readFileSync(label, 'utf8')) as { data: object }[]
    expect(JSON.stringify(task!.data)).not.toContain('secret')
    await expect(
      convertVotes({ input: jsonl(votes), output: crowd, to: 'crowd', images: '{model}.png' }),
    ).rejects.toThrow(/a model's name would tell/)
  })
})

describe('a wrong row', () => {
  it('stops a conversion, and leaves neither the file nor a part of it', async () => {
    const input = jsonl([
      { left: 'a', right: 'b', choice: 'left' },
      { left: 'a', choice: 'left' },
    ])
    const output = freshPath('csv')
    const failed = convertVotes({ input, output, to: 'ours' })
    await expect(failed).rejects.toThrow(UserError)
    await expect(failed).rejects.toThrow(/:2, field "right": missing\. Correct this row\.$/)
    expect([output, `${output}.part`].some((file) => existsSync(file))).toBe(false)
  })

  it('is named as its file names it', async () => {
    const mistakes: [string, string, RegExp][] = [
      ['csv', 'left,right,choice\na,b,lef\n', /:2, field "choice": not one of left, right, tie/],
      ['csv', 'left,right,choice\na,b,left\n\na,b\n', /:4: the row has 2 cells, the header 3/],
      ['csv', 'left,right,choice\n"a",b,left\n"a""x",b,left\na,b,1,2\n', /:4: the row has 4 cells/],
      ['csv', 'left,right,choice,count\na,b,left,-1\n', /:2, field "count": not a whole number/],
      [
        'csv',
        'left,right,choice,kind\na,b,left,robot\n',
        /:2, field "kind": neither person nor judge/,
      ],
      ['csv', 'x,y\n1,2\n', /: the columns are not those of votes \(x, y\)/],
      ['csv', 'left,right,choice\n"a,b,left\n', /not CSV/],
      [
        'jsonl',
        '{"left":"a","right":"b","choice":"left"}\n{"left":1}\n',
        /:2, field "left": not text/,
      ],
      [
        'jsonl',
        '{"left":"a","right":"b","choice":"left"}\nnull\n',
        /:2: the row is no JSON object/,
      ],
      ['jsonl', '{"left":"a"\n', /:1: the line is not JSON/],
      [
        'json',
        '[{"left":"a","right":"b","choice":"left"},{"left":"a"}]',
        /:2, field "right": missing/,
      ],
      [
        'jsonl',
        '{"model_a":"a","model_b":"b","winner":"c"}\n',
        /:1, field "winner": "c" is no winner/,
      ],
      ['jsonl', '{"model_a":"a","model_b":"b"}\n', /the columns are not those of votes/],
      [
        'jsonl',
        '{"model_a":"a","model_b":"b","winner":"tie","judge":""}\n{"model_a":"a","winner":"tie"}',
        /:2, field "model_b": missing/,
      ],
      [
        'json',
        '[{"data":{"left_model":"a"},"annotations":[{"result":[{"type":"pairwise","value":{"selected":"left"}}]}]}]',
        /:1, field "meta\.right_model": missing/,
      ],
      ['csv', 'item,answer\n1,left\n', /does not name its models\. Give the key file/],
    ]
    for (const [ending, text, message] of mistakes) {
      const failed = readVotes(fileOf(ending, text), { onBallot: () => {} })
      await expect(failed, text).rejects.toThrow(UserError)
      await expect(failed, text).rejects.toThrow(message)
    }
    const key = fileOf('json', '{"1":{"left":"a","right":"b"}}')
    const unknown = readVotes(fileOf('csv', 'item,answer\n2,left\n'), { key, onBallot: () => {} })
    await expect(unknown).rejects.toThrow(/:2, field "item": the key knows no item "2"/)
    await expect(readVotes('/nowhere.csv', { onBallot: () => {} })).rejects.toThrow(
      /cannot be read/,
    )
  })
})
