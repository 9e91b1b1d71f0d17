import { sha256 } from '#digest/sha256.ts'
import type { Case } from '#schema/case.ts'
import { controlKinds, type ControlKind, type Model } from '#schema/model.ts'
import type { Cell } from '#schema/plan.ts'
import type { Run } from '#schema/run.ts'
import type { Setting } from '#schema/setting.ts'
import type { Store } from '#schema/store.ts'
import type { VotedOutput } from '#schema/vote.ts'

/** A picture that can be put to the vote. */
export interface PlacedOutput extends VotedOutput {
  sha256: string
  width: number
  height: number
  control: ControlKind | undefined
}

/** One turn of one case under one setting: what was asked there, and what each model made of it. */
export interface Place {
  id: string
  dataSet: string
  case: string
  turn: number
  tasks: readonly string[]
  language: string
  /** All that led from the source to the outputs; more than one where each model edited its own picture further. */
  instructions: readonly string[]
  /** Pictures by sha256. Without a source the outputs were made from text alone. */
  source: string | undefined
  references: readonly string[]
  /** By model, the control engines included. */
  outputs: Map<string, PlacedOutput>
}

type Asked = Pick<Place, 'instructions' | 'source' | 'references'>

const pictureOf = (subject: Case, turn: number, role: 'source' | 'reference'): string[] =>
  (subject.turns[turn - 1]?.inputs ?? []).flatMap((input) =>
    input.from === 'case' && input.role === role ? [input.image.sha256] : [],
  )

/** What a voter must see to judge a turn. The picture before is each model's own, so a chain shows where it began. */
function askedAt(subject: Case, turn: number, setting: Setting): Asked {
  const own = subject.turns[turn - 1]!
  const goesOn = own.inputs.some((input) => input.from === 'previous')
  const references = pictureOf(subject, turn, 'reference')
  if (goesOn && setting.chain === 'own-output' && turn > 1) {
    const before = askedAt(subject, turn - 1, setting)
    return {
      instructions: [...before.instructions, own.instruction],
      source: before.source,
      references: [...before.references, ...references],
    }
  }
  const source = goesOn
    ? subject.turns[turn - 2]?.truth?.reference?.sha256
    : pictureOf(subject, turn, 'source')[0]
  return { instructions: [own.instruction], source, references }
}

const controlOf = (model: Model | undefined): ControlKind | undefined =>
  controlKinds.find((kind) => kind === model?.engine.kind)

class PlaceCollector {
  readonly places = new Map<string, Place>()

  async addRun(run: Run, store: Store): Promise<void> {
    const { plan } = run
    const cases = new Map(plan.cases.map((one) => [`${one.dataSet}/${one.id}`, one]))
    const settings = new Map(plan.settings.map((one) => [one.id, one]))
    const models = new Map(plan.models.map((one) => [one.id, one]))
    const cells = new Map<string, Cell>()
    for await (const cell of store.cells(run.id)) if (!cell.warmUp) cells.set(cell.id, cell)
    for await (const record of store.records(run.id)) {
      const cell = cells.get(record.cell)
      const subject = cell && cases.get(`${cell.dataSet}/${cell.case}`)
      const setting = cell && settings.get(cell.setting)
      if (!subject || !setting) continue
      for (const { turn, image } of record.turns) {
        if (!image) continue
        const place = this.#placeOf(cell, subject, turn, setting)
        // Of two runs of one model the one named first is voted on.
        if (place.outputs.has(cell.model)) continue
        place.outputs.set(cell.model, {
          model: cell.model,
          run: run.id,
          cell: cell.id,
          turn,
          sha256: image.sha256,
          width: image.width,
          height: image.height,
          control: controlOf(models.get(cell.model)),
        })
      }
    }
  }

  /** Runs share a place only where they asked exactly the same. */
  #placeOf(cell: Cell, subject: Case, turn: number, setting: Setting): Place {
    const asked = askedAt(subject, turn, setting)
    const print = sha256(JSON.stringify([asked, subject.tasks])).slice(0, 12)
    const id = [cell.dataSet, cell.case, turn, cell.setting, cell.repeat, print].join('/')
    const known = this.places.get(id)
    if (known) return known
    const place: Place = {
      id,
      dataSet: cell.dataSet,
      case: cell.case,
      turn,
      tasks: subject.tasks,
      language: subject.language,
      ...asked,
      outputs: new Map(),
    }
    this.places.set(id, place)
    return place
  }
}

/** Everything in kept runs that can be put to the vote, by the id of its place. */
export async function collectPlaces(
  runs: readonly Run[],
  store: Store,
): Promise<ReadonlyMap<string, Place>> {
  const collector = new PlaceCollector()
  for (const run of runs) await collector.addRun(run, store)
  return collector.places
}
