import type { JudgeQuestion } from '#schema/engine.ts'
import type { Json } from '#schema/id.ts'
import { dataUriOf } from '#engine/wire/picture.ts'
import type { Params } from './params.ts'

type Fields = Record<string, Json>

const partOf = (part: JudgeQuestion['parts'][number], { detail }: Params): Fields => {
  if ('text' in part) return { type: 'text', text: part.text }
  const url = dataUriOf(part.image)
  return { type: 'image_url', image_url: { url, ...(detail === undefined ? {} : { detail }) } }
}

function shapeOf({ answer }: JudgeQuestion, { structured }: Params): Fields {
  switch (structured) {
    case 'json-schema': {
      const { name, schema } = answer
      const json_schema = { name, strict: true, schema }
      return { response_format: { type: 'json_schema', json_schema } }
    }
    case 'json-object':
      return { response_format: { type: 'json_object' } }
    case 'none':
      return {}
    default:
      return structured satisfies never
  }
}

/** The body of one chat completion (OpenAI's openapi; vLLM, SGLang, llama.cpp and Ollama take the same). */
export const bodyOf = (question: JudgeQuestion, model: string, params: Params): Fields => ({
  model,
  messages: [
    { role: 'system', content: question.system },
    { role: 'user', content: question.parts.map((part) => partOf(part, params)) },
  ],
  ...(params.temperature === null ? {} : { temperature: params.temperature }),
  ...(params.seed === undefined ? {} : { seed: params.seed }),
  [params.maxTokensField]: params.maxTokens,
  ...shapeOf(question, params),
  ...params.fields,
})
