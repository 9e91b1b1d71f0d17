import type { Pixels } from '#image/pixels.ts'
import { rasteriseSvg } from '#image/svg.ts'
import { applyLook, blurred } from '../look/apply-look.ts'
import { applyTone } from '../light/apply-tone.ts'
import { eachPixel, smooth } from '../light/each-pixel.ts'
import { grain } from '../raster/grain.ts'
import { readPrompt, type Prompt } from '../read/read-prompt.ts'
import { Sight } from '../see/sight.ts'
import { drawFlatScene } from './flat-scene.ts'
import { captionPlate, drawLettering } from './lettering.ts'
import { drawNaturalScene } from './natural-scene.ts'
import { drawPortrait } from './portrait.ts'

function contentOf(prompt: Prompt, seed: number, top: number): string {
  const { text, groups, flat, words } = prompt
  const shown = groups.filter(
    ({ noun }) => !['sign', 'text', 'book', 'cup', 'bottle', 'painting', 'box'].includes(noun),
  )
  if (text !== undefined && (shown.length === 0 || !flat)) return drawLettering(text, words)
  if (/portrait|head ?shot|肖像|头像/.test(words)) return drawPortrait(prompt)
  if (flat && groups.length > 0)
    return drawFlatScene(prompt) + (text === undefined ? '' : captionPlate(text))
  return drawNaturalScene(prompt, seed, top)
}

/** What a lens and film add to a drawing: softness, grain, darker corners. */
function photographed(pixels: Pixels, seed: number): Pixels {
  const { width, height } = pixels
  const random = grain(seed + 91)
  return eachPixel(
    blurred(pixels, Math.max(1, Math.round(width / 900))),
    (data, from, _at, x, y) => {
      const noise = (random() + random() - 1) * 9
      const dark = 1 - 0.22 * smooth(Math.hypot(x / width - 0.5, y / height - 0.5), 0.35, 0.75)
      for (let c = 0; c < 3; c++) data[from + c] = data[from + c]! * dark + noise
    },
  )
}

/** Draws what a prompt says, at a size. The drawing is made on 1024 x 1024 units and cut to the size's shape. */
export async function drawPrompt(
  words: string,
  size: { width: number; height: number; seed: number; careful: boolean },
): Promise<Pixels> {
  const { width, height, seed, careful } = size
  const prompt = readPrompt(words)
  const content = contentOf(prompt, seed, Math.max(0, 1024 * (1 - height / width)))
  // Scenes are cut, texts and counted shapes are fitted whole.
  const whole = prompt.text !== undefined || prompt.flat
  const drawn = await rasteriseSvg(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 1024 1024" preserveAspectRatio="xMidY${whole ? 'Mid meet' : 'Max slice'}">${whole && width !== height ? `<rect x="-2048" y="-2048" width="5120" height="5120" fill="#f2f2ee"/>` : ''}${content}</svg>`,
    width,
    height,
  )
  let pixels = drawn
  if (prompt.weather) pixels = applyTone(await Sight.open(pixels), prompt.weather, seed, careful)
  if (prompt.look) return applyLook(await Sight.open(pixels), prompt.look, seed)
  const photo =
    careful &&
    !prompt.flat &&
    prompt.text === undefined &&
    /photo|snapshot|realistic|candid|picture of|照片|拍摄/.test(prompt.words)
  return photo ? photographed(pixels, seed) : pixels
}
