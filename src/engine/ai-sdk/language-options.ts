import type { EncodedImage, JudgeQuestion } from '#schema/engine.ts'
import type { LanguageParams } from './language-params.ts'

/** Specification v4 says of a file's data what it is; v2 and v3 take the bytes. */
const fileOf = ({ bytes, mediaType }: EncodedImage, version: string | undefined) => {
  // Others may keep or detach what they are given.
  const data = bytes.slice()
  return { type: 'file', mediaType, data: version === 'v4' ? { type: 'data', data } : data }
}

function formatOf({ answer }: JudgeQuestion, { structured }: LanguageParams) {
  switch (structured) {
    case 'json-schema':
      return { type: 'json', name: answer.name, schema: answer.schema }
    case 'json-object':
      return { type: 'json' }
    case 'none':
      return undefined
    default:
      return structured satisfies never
  }
}

/** The options of a language model's `doGenerate`, specification v2 to v4. */
export const languageOptionsOf = (
  question: JudgeQuestion,
  params: LanguageParams,
  version: string | undefined,
): Record<string, unknown> => ({
  prompt: [
    { role: 'system', content: question.system },
    {
      role: 'user',
      content: question.parts.map((part) =>
        'text' in part ? { type: 'text', text: part.text } : fileOf(part.image, version),
      ),
    },
  ],
  maxOutputTokens: params.maxTokens,
  ...(params.temperature === null ? {} : { temperature: params.temperature }),
  ...(params.seed === undefined ? {} : { seed: params.seed }),
  responseFormat: formatOf(question, params),
  providerOptions: params.providerOptions,
  headers: {},
})
