import type { JudgeCard, JudgeEntry } from '#schema/judge.ts'
import type { Model } from '#schema/model.ts'

/** The judge as the run's machinery knows models: called, timed, paid, retried and paced like one. */
export function judgeModel(entry: JudgeEntry, expectedUsd: number | undefined): Model {
  const { kind, module, export: name, params, ...ref } = entry.judge
  const source =
    kind === 'ai-sdk' ? { module, ...(name === undefined ? {} : { export: name }) } : {}
  const { price } = entry
  return {
    id: entry.id,
    name: entry.name ?? entry.id,
    engine: {
      ...ref,
      kind: kind === 'ai-sdk' ? 'ai-sdk-chat' : kind,
      params: { ...params, ...source } as NonNullable<Model['engine']['params']>,
    },
    price:
      price === null || expectedUsd === undefined
        ? null
        : {
            usd: expectedUsd,
            per: 'call',
            tokens: { textIn: price.textIn, textOut: price.textOut },
            asOf: price.asOf,
            source: price.source,
          },
    ...(entry.limits ? { limits: entry.limits } : {}),
  }
}

const fileName = (path: string): string => path.replace(/^.*[\\/]/, '')

/** Host or package that answers; no path of this machine. */
function providerOf({ judge }: JudgeEntry): string {
  if (judge.kind === 'ai-sdk') {
    const module = judge.module ?? ''
    return /^(\.{0,2}\/|[A-Za-z]:\\)/.test(module) ? fileName(module) : module
  }
  return judge.baseUrl === undefined ? 'api.openai.com' : new URL(judge.baseUrl).host
}

/** What of a card says what the judge is, as far as its entry tells. */
export const identityOf = (
  entry: JudgeEntry,
): Pick<JudgeCard, 'judge' | 'name' | 'kind' | 'provider' | 'model' | 'parameters'> => ({
  judge: entry.id,
  name: entry.name ?? entry.id,
  kind: entry.judge.kind,
  provider: providerOf(entry),
  model: entry.judge.model ?? entry.judge.export ?? '',
  parameters: entry.judge.params as JudgeCard['parameters'],
})
