import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { KontextError } from '#schema/kontext-error.ts'

const length = 32

const isThere = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST'

/**
 * The secret that invitations, tickets and cookies are made with: 32 bytes in `voting/secret` of the workspace, for the
 * owner's eyes only. It outlives the server, so that voters go on after a restart; removing it ends all of them.
 */
export async function workspaceSecret(workspaceDir: string): Promise<Uint8Array> {
  const file = join(workspaceDir, 'voting', 'secret')
  await mkdir(join(workspaceDir, 'voting'), { recursive: true })
  try {
    await writeFile(file, randomBytes(length).toString('hex'), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (!isThere(error)) throw error
  }
  const secret = Buffer.from((await readFile(file, 'utf8')).trim(), 'hex')
  if (secret.length === length) return secret
  throw new KontextError('secret-damaged', `${file} holds no secret; remove it to make a new one`)
}
