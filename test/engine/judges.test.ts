/** Judges over the wire: our chat client and the AI SDK's language models, on one scripted server. */
import { createOpenAI } from '@ai-sdk/openai'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineOutcome, JudgeQuestion } from '#schema/engine.ts'
import { marksShape } from '#judge/shapes.ts'
import { contractPicture } from '../contract/engine.contract.ts'
import { callWire, wireKey, type Wire } from '../contract/call-wire.ts'
import { startJudgeServer } from '../fixture/judge-server.ts'
import type { Answer } from '../fixture/wire-server.ts'

const picture = await contractPicture(9)

const question: JudgeQuestion = {
  system: 'You judge.',
  parts: [
    { text: 'Request: "a cat"' },
    { text: 'Picture:' },
    { image: picture },
    { text: 'Give a whole number from 1 to 5 for each of:' },
  ],
  answer: marksShape(['done', 'fit'], [1, 5]).told,
}

const said = (changes: object = {}, finish = 'stop'): Answer => ({
  body: JSON.stringify({
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: 'm-2026',
    system_fingerprint: 'fp_1',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: '{"reason":"r","done":4,"fit":3}', ...changes },
        finish_reason: finish,
      },
    ],
    usage: { prompt_tokens: 1200, completion_tokens: 30, total_tokens: 1230 },
  }),
})

const chat: Wire = {
  engine: { kind: 'openai-chat', model: 'm' },
  basePath: '/v1',
  stepOf: () => 'submit',
  answer: () => said(),
  refusals: [],
}

/** OpenAI's own package by way of the AI SDK, over our fetch. */
const sdk: Wire = {
  ...chat,
  engine: {
    kind: 'ai-sdk-chat',
    model: 'm',
    params: { module: '@ai-sdk/openai', export: 'createOpenAI', method: 'chat' },
  },
}

const json = (status: number, value: unknown, headers = {}): Answer => ({
  status,
  headers,
  body: JSON.stringify(value),
})

async function outcomeOf(wire: Wire, answer: Answer = said()): Promise<EngineOutcome> {
  const { result } = await callWire(wire, { submit: answer }, { request: { question } })
  return result.outcome
}

describe.each([
  ['openai-chat', chat],
  ['ai-sdk', sdk],
] as const)('a judge behind %s', (kind, wire) => {
  it('is asked in words and pictures, told the shape of its answer, and heard whole', async () => {
    const { asked, result } = await callWire(wire, {}, { request: { question } })
    expect(asked).toHaveLength(1)
    expect(asked[0]?.path).toBe('/v1/chat/completions')
    expect(asked[0]?.headers.authorization).toBe(`Bearer ${wireKey}`)
    const body = JSON.parse(asked[0]?.body.toString() ?? '')
    const url = `data:image/png;base64,${Buffer.from(picture.bytes).toString('base64')}`
    expect(body).toMatchObject({
      model: 'm',
      temperature: 0,
      max_tokens: 1024,
      messages: [
        { role: 'system', content: 'You judge.' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'Request: "a cat"' },
            { type: 'text', text: 'Picture:' },
            { type: 'image_url', image_url: { url } },
            { type: 'text', text: 'Give a whole number from 1 to 5 for each of:' },
          ],
        },
      ],
      response_format: {
        type: 'json_schema',
        json_schema: {
          strict: true,
          schema: {
            type: 'object',
            required: ['reason', 'done', 'fit'],
            properties: { done: { type: 'integer' }, fit: { type: 'integer' } },
            additionalProperties: false,
          },
        },
      },
    })
    expect(result.outcome).toMatchObject({
      outcome: 'answer',
      text: '{"reason":"r","done":4,"fit":3}',
      tokens: { textIn: 1200, textOut: 30 },
      server: { model: 'm-2026', textIn: 1200, textOut: 30 },
    })
    expect(result.totalMs).toBeGreaterThan(0)
  })

  it.each([
    ['a wrong key', json(401, { error: { message: `no key ${wireKey}` } }), 'auth', false],
    ['an empty account', json(402, { error: { message: 'credits' } }), 'billing', false],
    [
      'a field it does not know',
      json(400, { error: { message: 'no such field' } }),
      'bad-request',
      false,
    ],
    [
      'its limit',
      json(429, { error: { message: 'slow' } }, { 'retry-after': '7' }),
      'rate-limit',
      true,
    ],
    [
      'a page of a proxy',
      { status: 502, headers: { 'content-type': 'text/html' }, body: '<h1>Bad Gateway</h1>' },
      'http',
      true,
    ],
    ['what is no JSON', { body: 'hello' }, 'bad-response', false],
    ['JSON of another shape', json(200, { hello: 1 }), 'bad-response', false],
    ['half a body', { ...said(), cutAfter: 20 }, 'network', true],
  ] as const)(
    'answers with %s: a failure, told without the key',
    async (_, answer, error, retryable) => {
      const outcome = await outcomeOf(wire, answer)
      expect(outcome).toMatchObject({ outcome: 'failed', error: { kind: error, retryable } })
      expect(JSON.stringify(outcome)).not.toContain(wireKey)
      if (error === 'rate-limit') expect(outcome).toMatchObject({ error: { retryAfterMs: 7000 } })
    },
  )

  const refusals: [string, Answer][] = [
    ['by a filter', said({ content: '' }, 'content_filter')],
    [
      'by its policy',
      json(400, { error: { message: 'flagged', code: 'content_policy_violation' } }),
    ],
  ]
  // The AI SDK drops a refusal in words.
  if (kind !== 'ai-sdk')
    refusals.push(['in words of its own', said({ content: null, refusal: 'no' })])

  it.each(refusals)('refuses %s', async (_, answer) => {
    expect((await outcomeOf(wire, answer)).outcome).toBe('refused')
  })

  it('says when its answer was cut, and gives it as it is', async () => {
    expect(await outcomeOf(wire, said({ content: '{"reason":' }, 'length'))).toMatchObject({
      outcome: 'answer',
      text: '{"reason":',
      warnings: [{ feature: 'maxTokens' }],
    })
  })

  it('makes no picture', async () => {
    const { asked, result } = await callWire(wire, {})
    expect([asked.length, result.outcome.outcome]).toEqual([0, 'unsupported'])
  })

  it('is given up at once, though its server never answers', async () => {
    const call = await callWire(
      wire,
      { submit: { body: '', hangs: true } },
      { request: { question }, abortAfterMs: 30 },
    )
    expect(call.result.outcome.outcome).toBe('cancelled')
    expect(call.endedAfterMs).toBeLessThan(5000)
  })
})

describe('openai-chat', () => {
  it('sends what the entry says, and nothing that it says is not taken', async () => {
    const params = {
      temperature: null,
      structured: 'none',
      maxTokens: 50,
      maxTokensField: 'max_completion_tokens',
      detail: 'high',
      seed: 7,
      fields: { reasoning_effort: 'low' },
    }
    const { asked } = await callWire(chat, {}, { request: { question }, params })
    const body = JSON.parse(asked[0]?.body.toString() ?? '')
    expect(Object.keys(body).sort()).toEqual([
      'max_completion_tokens',
      'messages',
      'model',
      'reasoning_effort',
      'seed',
    ])
    expect(body.messages[1].content[2].image_url.detail).toBe('high')
  })

  it('reads content in parts, and answers without a count of tokens', async () => {
    const parts = [
      { type: 'text', text: '{"reason":"r",' },
      { type: 'reasoning', text: 'hm' },
      { type: 'text', text: '"done":1,"fit":1}' },
    ]
    const answer = said({ content: parts })
    const body = JSON.parse(String(answer.body))
    delete body.usage
    const outcome = await outcomeOf(chat, { body: JSON.stringify(body) })
    expect(outcome).toMatchObject({ outcome: 'answer', text: '{"reason":"r","done":1,"fit":1}' })
    expect(outcome.tokens).toBeUndefined()
  })

  it('keeps no answer without end', async () => {
    expect(await outcomeOf(chat, said({ content: 'x'.repeat(70_000) }))).toMatchObject({
      outcome: 'failed',
      error: { kind: 'bad-response' },
    })
  })
})

describe('ai-sdk language models', () => {
  const own = fileURLToPath(new URL('../fixture/language-models.ts', import.meta.url))

  it.each(['v2', 'v3', 'v4'])('of specification %s are spoken to as it says', async (version) => {
    const params = { module: own, export: version }
    const wire = { ...sdk, engine: { kind: 'ai-sdk-chat', params } }
    expect(await outcomeOf(wire)).toMatchObject({
      outcome: 'answer',
      text: `{"picture":${picture.bytes.length},"format":"json"}`,
      tokens: { textIn: 11, textOut: 7 },
      warnings: [{ kind: 'unsupported', feature: 'temperature' }],
    })
  })
})

describe('an independent client', () => {
  let server: Awaited<ReturnType<typeof startJudgeServer>>
  beforeAll(async () => {
    server = await startJudgeServer([])
  })
  afterAll(() => server.close())

  it('gets its answer from the scripted judge, asked in the same words as ours', async () => {
    const model = createOpenAI({ baseURL: server.url, apiKey: 'k' }).chat('good')
    const result = await model.doGenerate({
      prompt: [
        { role: 'system', content: 'You judge.' },
        {
          role: 'user',
          content: question.parts.map((part) =>
            'text' in part
              ? { type: 'text' as const, text: part.text }
              : {
                  type: 'file' as const,
                  mediaType: part.image.mediaType,
                  data: { type: 'data' as const, data: part.image.bytes },
                },
          ),
        },
      ],
      temperature: 0,
      maxOutputTokens: 1024,
      responseFormat: { type: 'json', name: 'marks', schema: question.answer.schema },
    })
    const theirs = result.content.find(({ type }) => type === 'text')
    expect(JSON.parse(theirs?.type === 'text' ? theirs.text : '')).toMatchObject({
      done: expect.any(Number),
    })
    expect(server.asked).toHaveLength(1)
  })

  it('is what our client is, word for word', async () => {
    const requests: unknown[] = []
    for (const wire of [chat, sdk]) {
      const { asked } = await callWire(wire, {}, { request: { question } })
      requests.push(JSON.parse(asked[0]?.body.toString() ?? ''))
    }
    const [ours, theirs] = requests
    expect(theirs).toEqual(ours)
  })
})
