import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodeImage } from '#image/decode.ts'
import type { Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import { escapeXml } from '#image/svg.ts'
import { encodePng } from '#image/encode.ts'
import { sampleFolder, sampleRows } from '../../fixture/kontext-sample.ts'
import { localEdit } from '../../fixture/local-edit.ts'

const cell = { width: 300, height: 240 }

const fitted = async (pixels: Pixels): Promise<Buffer> =>
  sharp(await encodePng(pixels))
    .resize(cell.width - 6, cell.height - 30, { fit: 'inside' })
    .png()
    .toBuffer()

/** Share of the pixels that differ visibly, at 128 x 128. */
async function changedShare(one: Pixels, two: Pixels): Promise<number> {
  const [a, b] = await Promise.all([one, two].map((pixels) => resizePixels(pixels, 128, 128)))
  let changed = 0
  for (let at = 0; at < 128 * 128; at++) {
    let step = 0
    for (let c = 0; c < 3; c++) step += Math.abs(a!.data[at * 4 + c]! - b!.data[at * 4 + c]!)
    if (step > 36) changed += 1
  }
  return changed / (128 * 128)
}

interface Row {
  label: string
  before: Pixels
  after: Pixels
}

async function contactSheet(rows: readonly Row[], file: string): Promise<void> {
  const columns = 2
  const wide = cell.width * 2
  const layers = await Promise.all(
    rows.map(async ({ label, before, after }, index) => {
      const left = (index % columns) * wide
      const top = Math.floor(index / columns) * cell.height
      const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${wide}" height="24"><text x="4" y="17" font-size="14" font-family="DejaVu Sans, Noto Sans SC">${escapeXml(label)}</text></svg>`
      return [
        { input: Buffer.from(text), left, top },
        { input: await fitted(before), left, top: top + 26 },
        { input: await fitted(after), left: left + cell.width, top: top + 26 },
      ]
    }),
  )
  await sharp({
    create: {
      width: wide * columns,
      height: Math.ceil(rows.length / columns) * cell.height,
      channels: 3,
      background: '#fff',
    },
  })
    .composite(layers.flat())
    .png()
    .toFile(file)
}

/** No proof that an edit is right: that is judged by looking at the sheet. */
describe.skipIf(sampleFolder === undefined)(
  'photographs of ../shared (skipped where they are not there)',
  () => {
    it('are changed as a rule, or handed back with a warning', { timeout: 180_000 }, async () => {
      const folder = sampleFolder as string
      const rows: Row[] = []
      let changed = 0
      for (const { key, file_name: file, instruction } of sampleRows(folder)) {
        const whole = await decodeImage(await readFile(folder + file))
        const scale = 512 / Math.max(whole.width, whole.height)
        const before = await resizePixels(
          whole,
          Math.round(whole.width * scale),
          Math.round(whole.height * scale),
        )
        const { pixels, warnings } = await localEdit(instruction, [before])
        const share = await changedShare(before, pixels)
        if (share > 0.001) changed += 1
        else
          expect(
            warnings.map(({ kind }) => kind),
            `${key} ${instruction}`,
          ).toContain('unchanged')
        rows.push({ label: `${key} ${instruction}`, before, after: pixels })
      }
      const sheet = join(await mkdtemp(join(tmpdir(), 'kontextbench-sheet-')), 'contact-sheet.png')
      await contactSheet(rows, sheet)
      expect((await sharp(sheet).metadata()).width).toBe(cell.width * 4)
      expect(changed).toBeGreaterThanOrEqual(rows.length / 2)
      console.log(`${changed} of ${rows.length} changed: ${sheet}`)
    })
  },
)
