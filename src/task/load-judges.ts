import { z } from 'zod'
import { JudgeEntry } from '#schema/judge.ts'
import { parseAt } from '#schema/parse.ts'
import { UserError } from '#schema/user-error.ts'
import { besideList } from './engine-module.ts'
import { readJsonList } from './load-models.ts'
import { findModule, importNamed } from './module-file.ts'

const Judges = z.array(JudgeEntry)

/** A judge's own module is named relative to the file that lists it; from here on its path is absolute. */
function withModule(entry: JudgeEntry, listedIn: string): JudgeEntry {
  const { module } = entry.judge
  const field = `judges.${entry.id}.judge.module`
  if (entry.judge.kind === 'ai-sdk' && module === undefined)
    throw new UserError('the judge has no module', 'Name a package or a file.', {
      file: listedIn,
      field,
    })
  if (module === undefined) return entry
  return { ...entry, judge: { ...entry.judge, module: besideList(module, listedIn, field) } }
}

/** All judges that may be named, by id: the project's own of bench/judges and of a judges file; later ones win. */
export async function loadJudges(options: {
  folders: readonly string[]
  judgesFile?: string
}): Promise<Map<string, JudgeEntry>> {
  const judges = new Map<string, JudgeEntry>()
  const add = (listed: readonly JudgeEntry[], file: string): void => {
    for (const entry of listed) judges.set(entry.id, withModule(entry, file))
  }
  for (const folder of options.folders.toReversed()) {
    const file = findModule([folder], 'judges')
    if (!file) continue
    add(parseAt(Judges, await importNamed(file, 'judges'), { file, field: 'judges' }), file)
  }
  const { judgesFile } = options
  if (judgesFile !== undefined) {
    const json = await readJsonList(judgesFile, 'judges')
    add(
      parseAt(Judges, json, { file: judgesFile }, 'See docs/judges.md for the shape.'),
      judgesFile,
    )
  }
  return judges
}

/** The judges that were asked for, in that order. @throws UserError for an unknown one, or none */
export function pickJudges(asked: readonly string[], known: ReadonlyMap<string, JudgeEntry>) {
  const names = [...known.keys()].join(', ')
  const mend =
    names === ''
      ? 'List judges in bench/judges.ts or in a --judges-file (docs/judges.md).'
      : `Name one of: ${names}; or add it to bench/judges.ts or a --judges-file.`
  if (asked.length === 0) throw new UserError('no judge was named', `Use --judge ID. ${mend}`)
  return [...new Set(asked)].map((id) => {
    const entry = known.get(id)
    if (!entry) throw new UserError(`there is no judge "${id}"`, mend)
    return entry
  })
}
