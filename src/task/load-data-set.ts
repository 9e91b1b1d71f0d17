import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Case } from '#schema/case.ts'
import { DataSet } from '#schema/data-set.ts'
import { parseAt } from '#schema/parse.ts'
import { UserError } from '#schema/user-error.ts'

/** JSON of one text, with the place of a mistake. */
function parseJson(text: string, place: { file: string; line?: number }): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UserError(`not JSON: ${(error as Error).message}`, 'Mend the line.', place)
  }
}

/** A data set as it was built or imported. @throws UserError with file, line and field. */
export async function loadDataSet(
  dir: string,
): Promise<{ manifest: DataSet; cases: Case[]; dir: string }> {
  const manifestFile = join(dir, 'manifest.json')
  const manifest = parseAt(
    DataSet,
    parseJson(await readFile(manifestFile, 'utf8'), { file: manifestFile }),
    { file: manifestFile },
  )
  const file = join(dir, 'rows.jsonl')
  const cases: Case[] = []
  let line = 0
  for await (const text of createInterface({
    input: createReadStream(file),
    crlfDelay: Infinity,
  })) {
    line += 1
    if (text.trim()) cases.push(parseAt(Case, parseJson(text, { file, line }), { file, line }))
  }
  return { manifest, cases, dir }
}
