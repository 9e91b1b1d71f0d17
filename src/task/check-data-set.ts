import { readFile } from 'node:fs/promises'
import { sha256 } from '#digest/sha256.ts'
import { hashDistance, perceptualHash } from '#image/perceptual-hash.ts'
import type { Case, ImageFile } from '#schema/case.ts'
import { loadDataSet } from './load-data-set.ts'
import { resolveInside } from './import/safe-path.ts'

export interface Problem {
  case: string
  file: string
  problem: string
}

/** At 256 bits recompressed and resized copies differ by under 10, other pictures of one scene by over 30. */
const alikeBits = 12

interface Seen {
  case: string
  cluster: string
  file: string
  hash: Uint32Array
}

/**
 * Sources that look alike but stand in different clusters: they would count as independent. A few
 * ten thousand are compared in seconds.
 */
function duplicatesOf(sources: readonly Seen[]): Problem[] {
  return sources.flatMap((one, index) => {
    const twin = sources
      .slice(0, index)
      .find(
        (other) => other.cluster !== one.cluster && hashDistance(one.hash, other.hash) <= alikeBits,
      )
    return twin
      ? [
          {
            case: one.case,
            file: one.file,
            problem: `${twin.file === one.file ? 'is the picture' : `looks like ${twin.file}`} of ${twin.case}, which is another cluster`,
          },
        ]
      : []
  })
}

async function hashOf(file: string): Promise<Uint32Array | undefined> {
  return perceptualHash(await readFile(file)).catch(() => undefined)
}

async function sourcesOf(dir: string, cases: readonly Case[]): Promise<Seen[]> {
  const sources = new Map<string, Seen>()
  for (const { id, cluster, turns } of cases) {
    const input = turns[0]?.inputs.find((one) => one.role === 'source')
    if (input?.from !== 'case') continue
    const { file } = input.image
    const key = `${cluster}\n${file}`
    const found = sources.has(key) ? undefined : await resolveInside(dir, file)
    const hash = found && 'file' in found ? await hashOf(found.file) : undefined
    if (hash) sources.set(key, { case: id, cluster, file, hash })
  }
  return [...sources.values()]
}

/** Missing, changed, unsafe and duplicate files of a data set. */
export async function checkDataSet(dir: string): Promise<Problem[]> {
  const { cases } = await loadDataSet(dir)
  return [...(await filesAmiss(dir, cases)), ...duplicatesOf(await sourcesOf(dir, cases))]
}

async function filesAmiss(dir: string, cases: readonly Case[]): Promise<Problem[]> {
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
