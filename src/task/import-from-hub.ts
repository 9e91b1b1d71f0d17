import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '#schema/user-error.ts'
import { fetchDataSet, type Fetched } from './hub/fetch-data-set.ts'
import { readHubAddress } from './hub/hub-address.ts'
import { isArchive, plainArchiveName, unpack } from './import/archive/unpack.ts'
import { importDataSet, type Imported, type ImportOptions } from './import/import-data-set.ts'

export interface HubImport extends Omit<ImportOptions, 'folder' | 'origin'> {
  /** `hf:owner/name[@revision]` or the address of its page. */
  target: string
  /** Where the target names none. */
  revision?: string
  /** Where its card names none. */
  licence?: string
  include?: readonly string[]
  maxBytes?: number
  firstWaitMs?: number
  hubUrl?: string
  accessToken?: string
  onFetch?: (doneBytes: number, totalBytes: number) => void
}

/** A benchmark that comes as one archive is read out of it; archives beside other files are unpacked there first. */
async function dataOf({ folder, files }: Fetched): Promise<string> {
  const archives = files.map(({ path }) => path).filter(isArchive)
  const others = files.filter(({ path }) => !isArchive(path) && !path.endsWith('README.md'))
  const [only] = archives
  if (only !== undefined && archives.length === 1 && others.length === 0) return join(folder, only)
  for (const path of archives)
    await unpack(join(folder, path), join(folder, plainArchiveName(path)))
  return folder
}

function checkToken(token: string | undefined): void {
  if (token === undefined || token.startsWith('hf_')) return
  throw new UserError('HF_TOKEN holds no token of the hub', 'Such tokens begin with hf_.')
}

/**
 * Imports a data set of the Hugging Face hub: fetched at a pinned commit, checked by digest, then imported
 * like a folder. Commit and licence go into the manifest.
 * @throws UserError, KontextError as fetchDataSet and importDataSet
 */
export async function importFromHub(options: HubImport): Promise<Imported> {
  const { target, include, maxBytes, firstWaitMs, hubUrl, accessToken, onFetch, ...rest } = options
  checkToken(accessToken)
  const address = readHubAddress(target, options.revision)
  const id = options.id ?? address.name.split('/').at(-1) ?? address.name
  const into = join(options.into, `.${id}.download`)
  const fetched = await fetchDataSet({
    address,
    into,
    ...(include === undefined ? {} : { include }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
    ...(firstWaitMs === undefined ? {} : { firstWaitMs }),
    ...(hubUrl === undefined ? {} : { hubUrl }),
    ...(accessToken === undefined ? {} : { accessToken }),
    ...(onFetch === undefined ? {} : { onProgress: onFetch }),
  })
  const licence = fetched.licence ?? options.licence
  const imported = await importDataSet({
    ...rest,
    id,
    folder: await dataOf(fetched),
    origin: {
      source: `https://huggingface.co/datasets/${address.name}`,
      revision: fetched.commit,
      ...(licence === undefined ? {} : { licence }),
    },
  })
  // What was fetched is in the data set now; a failed import leaves it, to go on from.
  await rm(into, { recursive: true, force: true })
  return imported
}
