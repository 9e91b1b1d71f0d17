import { existsSync } from 'node:fs'
import { posix } from 'node:path'

/**
 * Which of the folders holds the picture of this name, `''` for the root itself; the first when none does, so that
 * its rows are refused by name. Only looks: what is read is checked again by the keeper.
 */
export const pictureFolder = (root: string, folders: readonly string[], name: string): string =>
  folders.find((folder) => existsSync(posix.join(root, folder, name))) ?? folders[0] ?? ''
