import { readFile } from 'node:fs/promises'
import { sha256 } from '#digest/sha256.ts'
import type { ImageFile } from '#schema/case.ts'
import { loadDataSet } from './load-data-set.ts'
import { resolveInside } from './import/safe-path.ts'

export interface Problem {
  case: string
  file: string
  problem: string
}

/** Missing, changed and unsafe files of a data set. */
export async function checkDataSet(dir: string): Promise<Problem[]> {
  const { cases } = await loadDataSet(dir)
  const problems: Problem[] = []
  const seen = new Set<string>()
  const check = async (id: string, image: ImageFile): Promise<void> => {
    if (seen.has(image.file)) return
    seen.add(image.file)
    const found = await resolveInside(dir, image.file)
    if ('refused' in found) problems.push({ case: id, file: image.file, problem: found.refused })
    else if (sha256(await readFile(found.file)) !== image.sha256) {
      problems.push({ case: id, file: image.file, problem: 'its bytes changed' })
    }
  }
  for (const { id, turns } of cases) {
    for (const { inputs, truth } of turns) {
      for (const input of inputs) if (input.from === 'case') await check(id, input.image)
      for (const image of [truth?.reference, truth?.mask, truth?.subject])
        if (image) await check(id, image)
    }
  }
  return problems
}
