import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { EncodedImage, EngineRequest } from '#schema/engine.ts'

const endings: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
}

async function place(
  folder: string,
  name: string,
  { bytes, mediaType }: EncodedImage,
): Promise<{ path: string; mediaType: string }> {
  const path = join(folder, `${name}.${endings[mediaType] ?? 'bin'}`)
  await writeFile(path, bytes)
  return { path, mediaType }
}

/** Lays the pictures into the folder and gives the JSON text that the program reads. */
export async function writeRequest(request: EngineRequest, folder: string): Promise<string> {
  const { images, mask, ...words } = request
  const placed = await Promise.all(
    images.map(async (image, index) => ({
      ...(await place(folder, `input-${index + 1}`, image)),
      role: image.role,
    })),
  )
  return JSON.stringify({
    version: 1,
    ...words,
    folder,
    images: placed,
    ...(mask ? { mask: await place(folder, 'mask', mask) } : {}),
  })
}
