import type { Engine, EngineContext, EngineOutcome, JudgeQuestion } from '#schema/engine.ts'
import type { Model } from '#schema/model.ts'
import { parseAt } from '#schema/parse.ts'
import { outcomeOfFault } from './ai-sdk/fault.ts'
import { createKeyGuard } from './ai-sdk/key-guard.ts'
import { languageOptionsOf } from './ai-sdk/language-options.ts'
import { LanguageParams } from './ai-sdk/language-params.ts'
import { outcomeOfLanguage } from './ai-sdk/language-result.ts'
import { loadModel, type ModelOfCall } from './ai-sdk/load-model.ts'
import { createTap, seenFromOutside } from './ai-sdk/tap.ts'
import { keyWarnings } from './ai-sdk/tap-warnings.ts'
import { fetchOver } from './ai-sdk/timed-fetch.ts'
import { unlessGivenUp } from './ai-sdk/unless-given-up.ts'
import { unready } from './ai-sdk/unready.ts'
import { noQuestion } from './chat/no-question.ts'
import { exchanged } from './wire/call-ended.ts'

interface Entry {
  params: LanguageParams
  baseUrl: string | undefined
  modelOf: ModelOfCall
}

async function outcomeOf(
  { params, baseUrl, modelOf }: Entry,
  question: JudgeQuestion,
  context: EngineContext,
): Promise<EngineOutcome> {
  const tap = createTap()
  // An empty key keeps the package from looking for one that the entry does not name.
  const apiKey = context.apiKey ?? ''
  const guard = createKeyGuard(apiKey, baseUrl, params.keyHosts)
  const ended = (outcome: EngineOutcome): EngineOutcome => ({
    ...outcome,
    warnings: [...keyWarnings(tap), ...outcome.warnings],
  })
  try {
    const model = await modelOf({ apiKey, fetch: fetchOver(context, guard, tap) })
    const options = languageOptionsOf(question, params, model.specificationVersion)
    const { signal } = context
    const work = model.doGenerate({ ...options, abortSignal: signal })
    const outcome = outcomeOfLanguage(await unlessGivenUp(work, signal))
    const { span } = seenFromOutside(tap)
    return ended({ ...outcome, ...(span ? { span } : {}) })
  } catch (error) {
    if (context.signal.aborted) return { outcome: 'cancelled', warnings: [] }
    return ended(outcomeOfFault(error, tap))
  }
}

/** A judge that is any language model of the AI SDK: one `doGenerate` a call, no retries, through our timed client. */
export async function createEngine({ id, engine }: Model): Promise<Engine> {
  const field = `judges.${id}.judge`
  const params = parseAt(LanguageParams, engine.params ?? {}, { field })
  const { baseUrl, model } = engine
  const methods = params.method === undefined ? ['languageModel', 'chat'] : [params.method]
  const wanted = { methods, what: 'language model' }
  const modelOf = await loadModel(params, { id: model, baseUrl, field }, wanted)
  const entry: Entry = { params, baseUrl, modelOf }
  // Made once for nothing, so that a wrong entry is told before the run, not by each of its calls.
  await modelOf({ apiKey: '', fetch: unready })
  return {
    kind: 'ai-sdk-chat',
    work: 'wire',
    capabilities: { edit: false, generate: false },
    generate: ({ question }, context) =>
      question ? exchanged(context, () => outcomeOf(entry, question, context)) : noQuestion,
  }
}
