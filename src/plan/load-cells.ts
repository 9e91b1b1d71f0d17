import type { Case } from '#schema/case.ts'
import { levelId, levelSettingId, type Load, type Scenario } from '#schema/load.ts'
import type { Model } from '#schema/model.ts'
import type { Setting } from '#schema/setting.ts'

/** Each setting once for each level; its name says both where there are several. */
export function settingsOfLevels(settings: readonly Setting[], { scenarios }: Load): Setting[] {
  return settings.flatMap((setting) =>
    scenarios.map((scenario) => {
      const id = settings.length === 1 ? levelId(scenario) : levelSettingId(setting.id, scenario)
      return { ...setting, id, load: scenario }
    }),
  )
}

export interface PlannedCell {
  model: Model
  setting: Setting
  subject: Case
  repeat: number
  block: string
  warmUp?: true
}

type Kind = 'editing' | 'generation'

const kindOf = (subject: Case): Kind =>
  (subject.turns[0]?.inputs.length ?? 0) > 0 ? 'editing' : 'generation'

/** One stream takes turns between the models; where several calls are open at once each model has the machine to itself. */
const groupsOf = (scenario: Scenario, models: readonly Model[]): (readonly Model[])[] =>
  scenario.scenario === 'single-stream' ? [models] : models.map((model) => [model])

/** One call of a chain is no call of its own, so only cases of one turn are offered. */
const casesOf = (cases: readonly Case[], kind: Kind): Case[] =>
  cases.filter((subject) => subject.turns.length === 1 && kindOf(subject) === kind)

/** A server that the run starts must be up before the first sample is due. */
const warmUpsOf = ({ warmUp }: Load, group: readonly Model[]): number =>
  group.some(({ engine }) => engine.launch) ? Math.max(1, warmUp) : warmUp

/**
 * The calls of a latency bench in the order in which they are made: for each kind of ask and each level its
 * warm-up, then up to `maxSamples` calls a model over the cases, again and again.
 */
export function* loadCells(
  cases: readonly Case[],
  models: readonly Model[],
  settings: readonly Setting[],
  load: Load,
): Iterable<PlannedCell> {
  for (const kind of ['generation', 'editing'] as const) {
    const subjects = casesOf(cases, kind)
    if (subjects.length === 0) continue
    for (const setting of settings) {
      if (!setting.load) continue
      for (const group of groupsOf(setting.load, models)) {
        const block = [kind, setting.id, ...group.map((model) => model.id)].join('/')
        const warmUps = warmUpsOf(load, group)
        for (let call = 0; call < warmUps + load.maxSamples; call++) {
          const subject = subjects[call % subjects.length] as Case
          const repeat = Math.floor(call / subjects.length)
          const warmUp = call < warmUps ? ({ warmUp: true } as const) : {}
          // Rotated, so that none is always asked first.
          for (const index of group.keys()) {
            const model = group[(index + call) % group.length] as Model
            yield { model, setting, subject, repeat, block, ...warmUp }
          }
        }
      }
    }
  }
}
