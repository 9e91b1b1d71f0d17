import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseInstruction } from '#engine/restoration/parse-instruction.ts'

/** The steps in short: an upscaling with its factor, "?" where none is named. */
const stepsOf = (instruction: string): string =>
  parseInstruction(instruction)
    .operations.map((step) => (step.op === 'upscale' ? `${step.factor ?? '?'}x` : step.op))
    .join(' ')

describe('the instructions of the restoration engine', () => {
  it.each([
    ['Denoise this photo', 'denoise'],
    ['Please remove the noise from the picture.', 'denoise'],
    ['Reduce the heavy film grain', 'denoise'],
    ['Make it less grainy', 'denoise'],
    ['Deblur the image', 'deblur'],
    ['Remove motion blur', 'deblur'],
    ['Fix the camera shake', 'deblur'],
    ['Sharpen the photo', 'deblur'],
    ['Sharpen', 'deblur'],
    ['Make the picture look much sharper', 'deblur'],
    ['Brighten this dark photo', 'brighten'],
    ['Make the picture brighter', 'brighten'],
    ['Enhance the low-light photo', 'brighten'],
    ['Light up the scene', 'brighten'],
    ['Brighten this', 'brighten'],
    ['Improve the underexposed picture', 'brighten'],
    ['Enhance the photo', 'retouch'],
    ['Increase the exposure of the photo', 'brighten'],
    ['Remove the rain streaks', 'derain'],
    ['Clear the rain from the scene', 'derain'],
    ['Derain', 'derain'],
    ['Dehaze the picture', 'dehaze'],
    ['Get rid of the dense fog', 'dehaze'],
    ['Retouch this picture', 'retouch'],
    ['Improve the colours', 'retouch'],
    ['Upscale 4x', '4x'],
    ['Upscale the picture by a factor of 3', '3x'],
    ['Double the resolution', '2x'],
    ['Enlarge the photo to 200%', '2x'],
    ['Make it four times larger', '4x'],
    ['x8 super-resolution', '8x'],
    ['Upscale this', '?x'],
    ['Upscale by 2.5x', '2.5x'],
  ])('%s', (instruction, steps) => {
    expect(stepsOf(instruction)).toBe(steps)
    expect(parseInstruction(instruction).left).toEqual([])
  })

  it.each([
    ['给照片去噪', 'denoise'],
    ['去除图片中的噪点', 'denoise'],
    ['去除运动模糊', 'deblur'],
    ['让照片更清晰', 'deblur'],
    ['把这张夜景照片调亮', 'brighten'],
    ['提亮这张照片', 'brighten'],
    ['去掉照片里的雨滴', 'derain'],
    ['去雾', 'dehaze'],
    ['润色这张照片', 'retouch'],
    ['把图片放大四倍', '4x'],
    ['放大2倍', '2x'],
    ['先去噪，然后放大到3倍', 'denoise 3x'],
    ['去除雨和雾', 'derain dehaze'],
  ])('%s', (instruction, steps) => {
    expect(stepsOf(instruction)).toBe(steps)
    expect(parseInstruction(instruction).left).toEqual([])
  })

  it.each([
    ['Denoise the photo, then upscale it 2x', 'denoise 2x'],
    ['Upscale it 2x and then sharpen it', '2x deblur'],
    [
      'Remove the rain and the haze, brighten the picture and upscale 4x',
      'derain dehaze brighten 4x',
    ],
    ['Remove noise, grain and blur', 'denoise deblur'],
    ['Remove the noise and denoise it again', 'denoise'],
  ])('takes several in their order, each repair once: %s', (instruction, steps) => {
    expect(stepsOf(instruction)).toBe(steps)
    expect(parseInstruction(instruction).left).toEqual([])
  })

  it.each([
    'Make it black and white',
    'Remove the rain coat',
    'Remove the raincoat from the photo',
    'Remove the dog in the fog',
    'Add rain to the picture',
    'Add film grain',
    'Blur the background',
    'Sharpen the knife',
    'Sharpen this knife',
    'Turn on the light',
    'Brighten the picture frame',
    'Make the red dress brighter',
    'Enlarge the window on the left',
    "Replace 'OPEN' with 'CLOSED'",
    "Don't sharpen it",
    'Turn it into a rainy night',
    '去掉雨伞',
    '把裙子变亮',
    '放大左边的窗户',
    '',
  ])('is not taken in by: %s', (instruction) => {
    expect(stepsOf(instruction)).toBe('')
  })

  it('keeps what it did not understand in the words of the instruction', () => {
    expect(parseInstruction('Denoise the photo and turn the red car blue')).toEqual({
      operations: [{ op: 'denoise' }],
      left: ['turn the red car blue'],
    })
  })

  it('never throws, whatever it is told', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        expect(Array.isArray(parseInstruction(text).operations)).toBe(true)
      }),
    )
  })
})
