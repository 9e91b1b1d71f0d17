import { expect, it } from 'vitest'
import { defineModel } from '../../src/define.ts'

const define = (engine: object) => () =>
  defineModel({ id: 'm', name: 'm', engine: { kind: 'bfl', ...engine } })

const secret = 'sk-abcdefghijklmnop0123'

it.each([
  [{ baseUrl: 'https://ada:pw@api.bfl.ai' }, /engine\.baseUrl": holds a login/],
  [{ baseUrl: `https://api.bfl.ai?key=${secret}` }, /engine\.baseUrl": .*no \? and no #/],
  [{ apiKeyEnv: secret }, /engine\.apiKeyEnv": the name of an environment variable/],
  [{ apiKeyEnv: 'hf_abcdefghijklmnop0123' }, /engine\.apiKeyEnv": looks like a key/],
  [
    { params: { options: { apiKey: secret } } },
    /params\.options\.apiKey": looks like a key.*apiKeyEnv/,
  ],
  [
    { params: { options: { headers: { Authorization: `Bearer ${secret}` } } } },
    /params\.options\.headers\.Authorization": looks like a key/,
  ],
  [{ params: { command: ['ask', '--token', secret] } }, /params\.command\.2": looks like a key/],
])('an entry holds no key, which would be kept with every run: %j', (engine, message) => {
  expect(define(engine)).toThrow(message)
  expect(define(engine)).not.toThrow(secret)
})

it.each([
  { baseUrl: 'http://127.0.0.1:9000/v1', apiKeyEnv: 'BFL_API_KEY' },
  { params: { keyHosts: ['*.bfl.ai'], fields: { max_tokens: '5', token: 7, key: 'value' } } },
  { params: { command: ['ask', '--token', '$TOKEN', '--tokens', '5', '--api-key'] } },
])('settings that only sound like keys are let be: %j', (engine) => {
  expect(define(engine)).not.toThrow()
})
