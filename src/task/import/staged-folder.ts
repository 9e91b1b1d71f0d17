import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** The folder in which `dir` is made ready. Always the same one, so that an import that was cut goes on in it. */
export async function stagingOf(dir: string): Promise<string> {
  const staging = join(dirname(dir), `.${basename(dir)}.importing`)
  await mkdir(staging, { recursive: true })
  return staging
}

/** Puts what was made ready in the place of `dir`. A kill leaves the old folder or the new one, never a mixture. */
export async function publishStaged(staging: string, dir: string): Promise<void> {
  const old = join(dirname(dir), `.${basename(dir)}.${randomUUID()}.old`)
  if (existsSync(dir)) await rename(dir, old)
  await rename(staging, dir)
  await rm(old, { recursive: true, force: true })
}
