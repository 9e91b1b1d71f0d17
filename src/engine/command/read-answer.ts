import { open, realpath } from 'node:fs/promises'
import { relative, isAbsolute, resolve, sep } from 'node:path'
import { z } from 'zod'
import { KontextError } from '#schema/kontext-error.ts'

const Extras = z.object({
  seed: z.int().nonnegative().optional(),
  inferenceMs: z.number().nonnegative().optional(),
  costUsd: z.number().nonnegative().optional(),
  warnings: z.array(z.string()).optional(),
})

/** What a program says. Keys it adds are let pass. */
const ProgramAnswer = z.union([
  Extras.extend({ image: z.string().min(1) }),
  Extras.extend({ imageBase64: z.base64().min(1) }),
  Extras.extend({ refused: z.string() }),
])
export type ProgramAnswer = z.infer<typeof ProgramAnswer>

const bad = (message: string): KontextError => new KontextError('bad-response', message)

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** All of the output, or its last line where a library chatted before. @throws KontextError */
export function readAnswer(stdout: string): ProgramAnswer {
  const text = stdout.trim()
  const value = jsonOf(text) ?? jsonOf(text.slice(text.lastIndexOf('\n') + 1))
  const answer = ProgramAnswer.safeParse(value)
  if (answer.success) return answer.data
  throw bad('the output ends with no JSON object that holds image, imageBase64 or refused')
}

const isInside = (folder: string, path: string): boolean => {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

/** The picture's bytes. Links are followed before the place is judged. @throws KontextError */
export async function readPicture(
  answer: Extract<ProgramAnswer, { image: string } | { imageBase64: string }>,
  folder: string,
  maxBytes: number,
): Promise<Uint8Array> {
  if ('imageBase64' in answer) {
    const bytes = new Uint8Array(Buffer.from(answer.imageBase64, 'base64'))
    if (bytes.length > maxBytes) throw bad(`the picture is over ${maxBytes} bytes`)
    return bytes
  }
  const home = await realpath(folder)
  const path = await realpath(resolve(home, answer.image)).catch(() => undefined)
  if (path === undefined) throw bad('the picture that was named is not there')
  if (!isInside(home, path)) throw bad('the picture that was named lies outside the folder')
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat().then((stat) => {
      if (!stat.isFile()) throw bad('the picture that was named is no file')
      return stat
    })
    if (size > maxBytes) throw bad(`the picture is over ${maxBytes} bytes`)
    return new Uint8Array(await file.readFile())
  } finally {
    await file.close()
  }
}
