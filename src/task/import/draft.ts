import type { Truth } from '#schema/case.ts'

/** A picture a row names: a file inside the imported folder, or bytes that came with the row. */
export interface Picture {
  /** Path relative to the folder; for bytes a name that is the same for the same picture. */
  name: string
  /** Where it is looked for when there is no file of that name. */
  otherwise?: string
  bytes?: () => Promise<Uint8Array> | Uint8Array
  /** Makes what is kept out of what was found. */
  convert?: (bytes: Uint8Array) => Promise<Uint8Array>
  /** Where the row says so, for the reason of a refusal. */
  field: string
}

export interface TurnDraft {
  instruction: string
  source?: Picture | 'previous'
  references?: Picture[]
  truth?: { reference?: Picture; mask?: Picture } & Pick<Truth, 'text' | 'objects' | 'questions'>
}

/** One row of somebody's benchmark, read and not yet kept. */
export interface CaseDraft {
  key: string
  /** Taken where another row has the key. */
  longerKey?: string
  /** The benchmark's own name of the kind of ask; mapped to our tasks by a table. */
  category: string
  /** Our tasks of this row, where the name of its category alone does not tell. The user's table goes before. */
  tasks?: readonly string[]
  /** Base picture or prompt family; absent = the key. */
  cluster?: string
  language?: string
  /** Beside the category. */
  tags?: string[]
  turns: TurnDraft[]
}

/** A row with its place. `draft` throws Refusal for what is wrong with it. */
export interface SourceRow {
  file: string
  line?: number
  draft: () => CaseDraft
}

/** How one benchmark lays out its files. Source of each layout: docs/data-sets.md. */
export interface ImportFormat {
  id: string
  title: string
  licence: string
  source: string
  /** Our tasks of its categories; what is not named keeps its own name. */
  tasks: Readonly<Record<string, readonly string[]>>
  /** The folder against which pictures are named, when the layout is this one. */
  rootOf(folder: string): Promise<string | undefined>
  rows(root: string): AsyncIterable<SourceRow>
}

/** Why a row is left out, with its field: said in the manifest, never silently less. */
export class Refusal extends Error {
  readonly field: string | undefined

  constructor(reason: string, field?: string) {
    super(reason)
    this.field = field
  }
}
