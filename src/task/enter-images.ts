import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '#digest/sha256.ts'
import type { Case } from '#schema/case.ts'
import type { Blobs } from '#schema/store.ts'
import { UserError } from '#schema/user-error.ts'
import { imagesOf } from './import/images-of.ts'

/** Inputs and truth enter the blob store when planned; from then on the run does not need the data set's folder. */
export async function enterImages(
  cases: readonly Case[],
  folderOf: ReadonlyMap<string, string>,
  blobs: Blobs,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const wanted = new Map<string, string>()
  for (const subject of cases) {
    const folder = folderOf.get(subject.dataSet) ?? ''
    for (const image of imagesOf(subject)) wanted.set(image.sha256, join(folder, image.file))
  }
  let done = 0
  for (const [digest, file] of wanted) {
    if (!(await blobs.has(digest))) {
      const bytes = await readFile(file)
      if (sha256(bytes) !== digest) {
        throw new UserError(
          'the picture changed since the data set was made',
          'Build or import the data set again.',
          { file },
        )
      }
      await blobs.put(bytes)
    }
    onProgress(++done, wanted.size)
  }
}
