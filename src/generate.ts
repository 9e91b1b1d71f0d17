import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { callModel, type GenerateAnswer } from './call-model.ts'
import { sha256 } from './digest/sha256.ts'
import { inspectImage } from './image/inspect.ts'
import { modelsOf } from './known-models.ts'
import { readPictureFile } from './picture-file.ts'
import type { Project } from './project.ts'
import type { EncodedImage, EngineRequest } from './schema/engine.ts'
import { UserError } from './schema/user-error.ts'
import { pickModels } from './task/load-models.ts'

export interface GenerateRequest {
  model: string
  prompt: string
  images: string[]
  mask?: string
  seed?: number
  width?: number
  height?: number
  out: string
  modelsFile?: string
  timeoutMs: number
}

async function readInput(file: string, cwd: string): Promise<EncodedImage> {
  const bytes = await readPictureFile(file, cwd)
  try {
    return { bytes, mediaType: inspectImage(bytes).mediaType }
  } catch (cause) {
    throw new UserError(
      'the file is no picture of a known format',
      'Give a PNG, JPEG or WebP file.',
      { file },
      { cause },
    )
  }
}

async function requestOf(asked: GenerateRequest, cwd: string): Promise<EngineRequest> {
  const images = await Promise.all(asked.images.map((file) => readInput(file, cwd)))
  return {
    prompt: asked.prompt,
    images: images.map((image, index) => ({
      ...image,
      role: index === 0 ? 'source' : 'reference',
    })),
    ...(asked.mask === undefined ? {} : { mask: await readInput(asked.mask, cwd) }),
    ...(asked.seed === undefined ? {} : { seed: asked.seed }),
    ...(asked.width === undefined ? {} : { width: asked.width }),
    ...(asked.height === undefined ? {} : { height: asked.height }),
  }
}

/** One call of one model, with its picture written to `out`. */
export async function generateOnce(
  project: Project,
  asked: GenerateRequest,
  signal: AbortSignal,
  onServer: (message: string) => void = () => undefined,
): Promise<GenerateAnswer> {
  const known = await modelsOf(project, asked.modelsFile, [asked.model])
  const [model] = pickModels([asked.model], known)
  if (!model) throw new UserError('no model was named', 'Name one with --model.')
  const request = await requestOf(asked, project.cwd)
  const call = { model, request, timeoutMs: asked.timeoutMs }
  const { answer, bytes } = await callModel(project, call, { signal, onServer })
  if (!bytes) return answer
  const file = resolve(project.cwd, asked.out)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, bytes)
  return { ...answer, image: { file, sha256: sha256(bytes), ...inspectImage(bytes) } }
}
