import type { LoadPicture } from './calibrate/observe-case.ts'
import { controls, engine, type Probe } from './calibrate/probe.ts'
import { createThreadCaller } from './engine/thread-caller.ts'
import { modelsOf } from './known-models.ts'
import type { Project } from './project.ts'
import { createTruthLookup } from './run/control-truth.ts'
import { caseKey } from './run/run-cell.ts'
import type { Case } from './schema/case.ts'
import type { EncodedImage, EngineRequest } from './schema/engine.ts'
import { isControl, type Model } from './schema/model.ts'
import { pickModels } from './task/load-models.ts'

/** What is known of a case's outputs: a right answer, and what controls and the local editor made. */
export interface Answered {
  answer: Uint8Array | undefined
  others: Probe[]
}

export interface Answers {
  of(subject: Case): Promise<Answered>
  close(): Promise<void>
}

const timeoutMs = 300_000
const asPng = (bytes: Uint8Array): EncodedImage => ({ bytes, mediaType: 'image/png' })

async function requestOf(subject: Case, load: LoadPicture): Promise<EngineRequest> {
  const { instruction, inputs } = subject.turns[0]!
  const images = await Promise.all(
    inputs.flatMap((input) =>
      input.from === 'case' && input.role !== 'mask'
        ? [
            load(input.image.sha256).then((bytes) => ({
              ...asPng(bytes),
              role: input.role as 'source',
            })),
          ]
        : [],
    ),
  )
  return { prompt: instruction, images, seed: 1 }
}

/** The next case of the same task in another scene: its picture shows what was not asked for. */
function otherCase(subject: Case, cases: readonly Case[]): Case | undefined {
  const start = cases.indexOf(subject)
  return [...cases.slice(start + 1), ...cases.slice(0, start)].find(
    (other) => other.cluster !== subject.cluster && other.tasks[0] === subject.tasks[0],
  )
}

/** Makes outputs as a run does: engines in threads of their own, truth for controls only. */
export async function answersOf(
  cases: readonly Case[],
  load: LoadPicture,
  project: Project,
): Promise<Answers> {
  const models = pickModels([engine, ...controls], await modelsOf(project, undefined))
  const caller = await createThreadCaller({ models })
  const truthOf = createTruthLookup(cases, async (digest) => asPng(await load(digest)))
  const { signal } = new AbortController()

  const made = async (model: Model, subject: Case): Promise<Uint8Array | undefined> => {
    const request = await requestOf(subject, load)
    const truth = isControl(model) ? { truth: await truthOf(caseKey(subject), 1) } : {}
    const { outcome } = await caller.call(
      { model: model.id, request, timeoutMs, ...truth },
      { signal },
    )
    return outcome.outcome === 'image' ? outcome.image.bytes : undefined
  }
  const editor = models[0] as Model
  const drawn = new Map<string, Promise<Uint8Array | undefined>>()
  /** Once a case: another prompt shows it too. */
  const drawnBy = (subject: Case): Promise<Uint8Array | undefined> => {
    const known = drawn.get(subject.id) ?? made(editor, subject)
    drawn.set(subject.id, known)
    return known
  }
  const pictureOf = async (model: Model, subject: Case): Promise<Uint8Array | undefined> => {
    const isPrompt = subject.turns[0]?.inputs.length === 0
    if (model === editor) return drawnBy(subject)
    if (!isPrompt || model.id !== 'shuffle') return made(model, subject)
    const other = otherCase(subject, cases)
    return other && drawnBy(other)
  }
  return {
    async of(subject) {
      const others: Probe[] = []
      for (const model of models) {
        const picture = await pictureOf(model, subject)
        if (picture) others.push({ name: model.id, picture })
      }
      const reference = subject.turns[0]?.truth?.reference
      // A prompt has no drawn answer: the local editor draws what it says.
      const isPrompt = subject.turns[0]?.inputs.length === 0
      const answer = reference
        ? await load(reference.sha256)
        : isPrompt
          ? await drawnBy(subject)
          : undefined
      return { answer, others }
    },
    close: () => caller.close(),
  }
}
