import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { encodePng } from '#image/encode.ts'
import { kontextbench } from '../fixture/cli.ts'
import { formulaPictures } from '../fixture/formula-pictures.ts'

const dir = mkdtempSync(join(tmpdir(), 'kb-score-files-'))
const score = (...args: string[]) => kontextbench(dir, ['score', ...args])

const Answer = z.strictObject({
  scores: z.array(
    z.strictObject({
      metric: z.string(),
      version: z.string(),
      state: z.enum(['scored', 'unscored']),
      value: z.number().optional(),
      unit: z.string().optional(),
      reason: z.string().optional(),
      text: z.string().optional(),
      detail: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
})
const parsed = (stdout: string) => Answer.parse(JSON.parse(stdout)).scores

beforeAll(async () => {
  for (const [name, pixels] of Object.entries(formulaPictures))
    writeFileSync(join(dir, `${name}.png`), await encodePng(pixels))
  writeFileSync(join(dir, 'broken.png'), (await encodePng(formulaPictures.base)).subarray(0, 400))
  writeFileSync(join(dir, 'words.png'), 'no picture')
  const mask = { create: { width: 10, height: 10, channels: 3 as const, background: '#fff' } }
  writeFileSync(join(dir, 'small-mask.png'), await sharp(mask).png().toBuffer())
})

describe('score on files', () => {
  it('prints published numbers of any pair as JSON, in the order asked for', () => {
    const metrics = 'psnr,ssim,ciede2000,l1,l2,text/cer'
    const args = ['--source', 'base.png', '--output', 'noisy.png', '--json', '--metrics', metrics]
    const { status, stdout } = score(...args)
    expect(status).toBe(0)
    const scores = parsed(stdout)
    expect(scores.map(({ metric }) => metric)).toEqual([
      'psnr',
      'ssim',
      'ciede2000',
      'l1',
      'l2',
      'text/cer',
    ])
    expect(scores[0]).toMatchObject({
      state: 'scored',
      unit: 'dB',
      value: expect.closeTo(26.883584, 5),
    })
    expect(scores[1]).toMatchObject({ value: expect.closeTo(0.796900595, 6) })
    expect(scores[5]).toEqual({
      metric: 'text/cer',
      version: expect.any(String),
      state: 'unscored',
      reason: 'needs the wanted text',
    })
  })

  it('prints a table of all that can be scored when nothing is named', () => {
    const { status, stdout } = score('--source', 'base.png', '--output', 'shifted.png')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^preservation\/shift +0\.02/m)
    expect(stdout).toMatch(/^quality\/noise +[\d.]+ +luma$/m)
    expect(stdout).not.toContain('text/cer')
    const alone = score('--output', 'base.png')
    expect(alone.stdout).toMatch(/^psnr +– +unscored: needs a right answer or a source$/m)
    expect(alone.stdout).not.toContain('preservation')
  })

  it('aligns when told to', () => {
    const [free, fixed] = ['auto', 'none'].map((align) => {
      const args = [
        '--source',
        'base.png',
        '--output',
        'shifted.png',
        '--metrics',
        'psnr',
        '--json',
      ]
      return parsed(score(...args, '--align', align).stdout)[0]?.value ?? 0
    })
    expect(fixed).toBeCloseTo(18.655027592, 6)
    expect(free).toBeGreaterThan(20)
  })

  it('says each wrong file in one sentence and ends with 2', () => {
    const { status, stderr, stdout } = score(
      '--source',
      'gone.png',
      '--output',
      'words.png',
      '--mask',
      'broken.png',
    )
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^words\.png: .*Give a whole PNG/),
      expect.stringMatching(
        /^gone\.png: the picture cannot be read\. Give the path of an existing file\.$/,
      ),
      expect.stringMatching(/^broken\.png: the picture cannot be decoded/),
    ])
    const mask = score('--source', 'base.png', '--output', 'noisy.png', '--mask', 'small-mask.png')
    expect(mask.status).toBe(2)
    expect(mask.stderr).toContain('the mask is 10x10, the source 96x80')
    const unknown = score('--output', 'base.png', '--metrics', 'nonsense')
    expect([unknown.status, unknown.stderr]).toEqual([
      2,
      expect.stringContaining('there is no metric "nonsense"'),
    ])
    const stray = score('--mask', 'small-mask.png')
    expect([stray.status, stray.stderr]).toEqual([
      2,
      expect.stringContaining('--mask goes with --output'),
    ])
  })
})
