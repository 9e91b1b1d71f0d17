import type { Engine, EngineContext, EngineOutcome, JudgeQuestion } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { ChatAnswer, outcomeOfChat } from './chat/answer.ts'
import { noQuestion } from './chat/no-question.ts'
import { Params } from './chat/params.ts'
import { bodyOf } from './chat/request.ts'
import { refusalOf } from './openai/answer.ts'
import { routeOf } from './openai/route.ts'
import { refused } from './wire/answer.ts'
import { bearerOf } from './wire/bearer.ts'
import { exchanged } from './wire/call-ended.ts'
import { readAnswer, sendJson } from './wire/exchange.ts'
import { modelNameOf, serverOf, type WireServer } from './wire/server.ts'

interface Server extends WireServer<Params> {
  name: string
}

async function outcomeOf(
  { base, name, params }: Server,
  question: JudgeQuestion,
  context: EngineContext,
): Promise<EngineOutcome> {
  const response = await sendJson(context, {
    method: 'POST',
    url: routeOf(base, 'chat/completions'),
    headers: bearerOf(context),
    body: bodyOf(question, name, params),
  })
  const span = { startedAt: response.times.sentAt, endedAt: response.times.endAt }
  const refusal = refusalOf(response)
  if (refusal !== undefined) return { ...refused(refusal.words), span }
  return { ...outcomeOfChat(readAnswer(response, ChatAnswer), response), span }
}

/** A judge behind chat completions with pictures: OpenAI, vLLM, SGLang, llama.cpp, Ollama, OpenRouter and their likes. */
export function createEngine(model: Model): Engine {
  const server = {
    ...serverOf(model, Params, 'https://api.openai.com/v1'),
    name: modelNameOf(model, 'gpt-4.1'),
  }
  return {
    kind: 'openai-chat',
    work: 'wire',
    capabilities: { edit: false, generate: false },
    generate: ({ question }, context) =>
      question ? exchanged(context, () => outcomeOf(server, question, context)) : noQuestion,
  }
}
