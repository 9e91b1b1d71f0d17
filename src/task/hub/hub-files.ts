import { matchesGlob } from 'node:path/posix'
import { datasetInfo, HubApiError, listFiles } from '@huggingface/hub'
import { KontextError } from '#schema/kontext-error.ts'
import { UserError } from '#schema/user-error.ts'
import type { ListedFile } from './file-digest.ts'
import { parquetBranch, type HubAddress } from './hub-address.ts'

/** How the hub is reached. The token is sent to it alone and kept nowhere. */
export interface HubAccess {
  hubUrl?: string
  accessToken?: string
}

export interface HubListing {
  commit: string
  licence?: string
  files: ListedFile[]
}

/** A fault of the hub as what its user can do about it. Never holds the token: only the status is used. */
export function hubFault(error: unknown, { name, revision }: HubAddress): Error {
  if (error instanceof KontextError) return error
  const status = error instanceof HubApiError ? error.statusCode : undefined
  if (status === 401 || status === 403) {
    return new UserError(
      `the hub does not open ${name} (HTTP ${status})`,
      'Accept its terms on its page and set HF_TOKEN to a token that may read it.',
    )
  }
  if (status === 404) {
    return new UserError(
      `the hub has no data set ${name} at ${revision}`,
      'Check owner, name and revision on its page; private ones need HF_TOKEN.',
    )
  }
  const reason = error instanceof Error ? error.message : String(error)
  return new KontextError(
    'hub-unreachable',
    `the Hugging Face hub cannot be read (${status === undefined ? reason : `HTTP ${status}`}); run the same import again to go on`,
    3,
    { cause: error },
  )
}

const useful =
  /\.(jsonl|json|csv|tsv|parquet|txt|png|jpe?g|webp|zip|tar|tgz|tar\.gz)$|(^|\/)README\.md$/i

const isWanted = (path: string, include: readonly string[]): boolean =>
  include.length === 0 ? useful.test(path) : include.some((glob) => matchesGlob(path, glob))

const isUnsafe = (path: string): boolean =>
  /^[/\\]|^[A-Za-z]:|\\|\0/.test(path) || path.split('/').includes('..')

function refuseArrow({ name }: HubAddress): never {
  throw new UserError(
    `${name} is in Arrow files, which are not read`,
    `Import its conversion: hf:${name}@${parquetBranch}`,
  )
}

/** The hub converts only the first gigabytes of a large data set. Never silently less. */
function checkWhole(path: string, { name, revision }: HubAddress): void {
  if (revision !== parquetBranch || !/(^|\/)partial-/.test(path)) return
  throw new UserError(
    `the hub has converted only a part of ${name}`,
    'Fetch it by other means, save it as Parquet, and import the folder.',
  )
}

const licenceOf = (card: { license?: string | string[] } | undefined): { licence?: string } => {
  const licence = [card?.license ?? []].flat().join(', ')
  return licence === '' ? {} : { licence }
}

/**
 * The commit that a revision names now, its licence, and the files that an import may read.
 * @throws UserError when there is no such data set, or it may not be read
 */
export async function listHub(
  address: HubAddress,
  include: readonly string[],
  access: HubAccess,
): Promise<HubListing> {
  try {
    const { sha, cardData } = await datasetInfo({
      ...address,
      ...access,
      additionalFields: ['sha', 'cardData'],
    })
    const files: ListedFile[] = []
    let isArrow = false
    const repo = { type: 'dataset', name: address.name } as const
    for await (const entry of listFiles({ repo, revision: sha, recursive: true, ...access })) {
      const { path, size, oid, lfs } = entry
      if (entry.type !== 'file') continue
      if (path.endsWith('.arrow')) isArrow = true
      if (!isWanted(path, include)) continue
      checkWhole(path, address)
      if (isUnsafe(path))
        throw new UserError(`the hub lists ${path.slice(0, 120)}`, 'Do not import this data set.')
      files.push({
        path,
        bytes: lfs?.size ?? size,
        ...(lfs ? { sha256: lfs.oid } : oid === undefined ? {} : { gitOid: oid }),
      })
    }
    if (isArrow && include.length === 0) refuseArrow(address)
    return { commit: sha, files, ...licenceOf(cardData) }
  } catch (error) {
    throw hubFault(error, address)
  }
}
