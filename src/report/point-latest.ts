import { cp, rm, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Makes `latest/` beside a report's folder show that report. */
export async function pointLatest(folder: string): Promise<void> {
  const latest = join(dirname(folder), 'latest')
  await rm(latest, { recursive: true, force: true })
  try {
    await symlink(basename(folder), latest, 'dir')
  } catch {
    // File systems without links get a copy.
    await cp(folder, latest, { recursive: true })
  }
}
