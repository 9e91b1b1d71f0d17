import { join } from 'node:path'
import { createEngine } from './engine/create-engine.ts'
import {
  idsOfSet,
  knownAsks,
  knownPairs,
  type KnownSet,
  type WorsePicture,
} from './judge/known-pairs.ts'
import type { PlannedAsk } from './judge/plan-asks.ts'
import type { Progress } from './progress.ts'
import type { Project } from './project.ts'
import type { DataSet } from './schema/data-set.ts'
import type { Blobs } from './schema/store.ts'
import { enterImages } from './task/enter-images.ts'
import { openDataSet } from './task/open-data-set.ts'

const dataSet = 'kontextbench-mini'

/** The control's picture of each source, kept. */
async function overEdited(sources: readonly string[], blobs: Blobs): Promise<Map<string, string>> {
  const control = { id: 'over-edit', name: 'over-edit', engine: { kind: 'over-edit' }, price: null }
  const engine = await createEngine(control)
  const made = new Map<string, string>()
  for (const source of new Set(sources)) {
    const image = {
      bytes: await blobs.get(source),
      mediaType: 'image/png',
      role: 'source' as const,
    }
    const outcome = await engine.generate(
      { prompt: '', images: [image] },
      {
        signal: new AbortController().signal,
        http: { send: () => Promise.reject(new Error('a control asks nobody')) },
      },
    )
    if (outcome.outcome !== 'image') throw new Error(`the control gave no picture of ${source}`)
    made.set(source, await blobs.put(outcome.image.bytes))
  }
  return made
}

/** Pairs with a known answer, their pictures kept: drawn now where they are not there yet. */
export async function knownQuestions(
  project: Project,
  blobs: Blobs,
  set: KnownSet,
  progress: Progress,
): Promise<{ asks: PlannedAsk[]; manifest: DataSet }> {
  const wanted = new Set(idsOfSet(set).flat())
  const { manifest, cases, dir } = await openDataSet(dataSet, {
    sourceFolders: project.dataSetFolders,
    builtDir: join(project.workspaceDir, 'datasets'),
    choose: (all) => all.filter(({ id }) => wanted.has(id)),
    onProgress: (done, total) => progress.stage('data', done, total, dataSet),
  })
  const pairs = knownPairs(cases, set)
  await enterImages(cases, new Map([[dataSet, dir]]), blobs, (done, total) =>
    progress.stage('inputs', done, total),
  )
  const sources = pairs.flatMap(({ worse: one }) => (one.from === 'over-edit' ? one.sha256 : []))
  const spoilt = await overEdited(sources, blobs)
  const digestOf = ({ from, sha256 }: WorsePicture): string =>
    from === 'over-edit' ? spoilt.get(sha256)! : sha256
  return { asks: knownAsks(pairs, digestOf), manifest }
}
