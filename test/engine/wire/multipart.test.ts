import { expect, it } from 'vitest'
import { encodeForm } from '#engine/wire/multipart.ts'

it('is read by another implementation as it was meant', async () => {
  const bytes = Uint8Array.from({ length: 300 }, (_, index) => index % 256)
  const { body, contentType } = encodeForm([
    ['prompt', 'two\nlines, "quotes" and 画'],
    ['image[]', { bytes, mediaType: 'image/webp', name: 'image-1' }],
    ['a "name"\r\nx', '--kontextbench-'],
  ])
  const form = await new Response(Uint8Array.from(body), {
    headers: { 'content-type': contentType },
  }).formData()
  expect(form.get('prompt')).toBe('two\nlines, "quotes" and 画')
  expect(form.get('a "name"\r\nx')).toBe('--kontextbench-')
  const file = form.get('image[]') as File
  expect([file.name, file.type]).toEqual(['image-1.webp', 'image/webp'])
  expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes)
})
