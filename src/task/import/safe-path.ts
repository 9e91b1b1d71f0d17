import { lstat, realpath } from 'node:fs/promises'
import { isAbsolute, join, relative, sep } from 'node:path'

/** The real file of a name that a row gives, or why it is refused: nothing may lead out of the folder. */
export async function resolveInside(
  folder: string,
  name: string,
): Promise<{ file: string } | { refused: string }> {
  if (isAbsolute(name) || /^[A-Za-z]:|\\|\0/.test(name) || name.split('/').includes('..')) {
    return { refused: 'the path leads out of the folder' }
  }
  const file = join(folder, name)
  try {
    const inside = relative(await realpath(folder), await realpath(file))
    if (inside.startsWith(`..${sep}`) || isAbsolute(inside))
      return { refused: 'the path leads out of the folder' }
    if (!(await lstat(await realpath(file))).isFile()) return { refused: 'it is no file' }
    return { file }
  } catch {
    return { refused: 'the file is missing' }
  }
}
