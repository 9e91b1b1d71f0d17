import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UserError } from './schema/user-error.ts'

/** Bytes of a picture that the user named. @throws UserError naming the file when it cannot be read */
export async function readPictureFile(file: string, cwd: string): Promise<Uint8Array> {
  try {
    return await readFile(resolve(cwd, file))
  } catch {
    throw new UserError('the picture cannot be read', 'Give the path of an existing file.', {
      file,
    })
  }
}
