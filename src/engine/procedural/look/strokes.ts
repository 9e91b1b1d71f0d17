import type { Pixels } from '#image/pixels.ts'
import { softBlur } from '../raster/box-blur.ts'
import { grain } from '../raster/grain.ts'
import { lumaPlane } from '../raster/rgb-planes.ts'

interface Brush {
  seed: number
  /** Pixels. */
  length: number
  thickness: number
  /** How far a stroke's colour strays, 0 to 255. */
  jitter: number
  /** Area of all strokes over the picture's. */
  cover: number
  /** Only where there is detail. */
  edges?: boolean
}

/** Smoothed direction of the edges: strokes run along them. */
function gradients(pixels: Pixels, radius: number): { gx: Float32Array; gy: Float32Array } {
  const { width, height } = pixels
  const luma = softBlur(lumaPlane(pixels), width, height, radius)
  const [xx, xy, yy] = [
    new Float32Array(luma.length),
    new Float32Array(luma.length),
    new Float32Array(luma.length),
  ]
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const dx = luma[at + 1]! - luma[at - 1]!
      const dy = luma[at + width]! - luma[at - width]!
      xx[at] = dx * dx - dy * dy
      xy[at] = 2 * dx * dy
      yy[at] = dx * dx + dy * dy
    }
  // Doubled angles, so that opposite gradients do not cancel (structure tensor, Bigun, Granlund 1987).
  const gx = softBlur(xx, width, height, radius * 2)
  const gy = softBlur(xy, width, height, radius * 2)
  for (let at = 0; at < gx.length; at++) {
    const angle = Math.atan2(gy[at]!, gx[at]!) / 2
    const strength = Math.sqrt(Math.max(0, yy[at]!))
    gx[at] = angle
    gy[at] = strength
  }
  return { gx, gy }
}

function dab(
  data: Uint8Array,
  { width, height }: Pixels,
  cx: number,
  cy: number,
  angle: number,
  brush: Brush,
  colour: readonly number[],
): void {
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)]
  const [a, b] = [brush.length / 2, brush.thickness / 2]
  const wide = Math.ceil(Math.abs(a * cos) + Math.abs(b * sin))
  const tall = Math.ceil(Math.abs(a * sin) + Math.abs(b * cos))
  for (let y = Math.max(0, Math.floor(cy - tall)); y <= Math.min(height - 1, cy + tall); y++)
    for (let x = Math.max(0, Math.floor(cx - wide)); x <= Math.min(width - 1, cx + wide); x++) {
      const u = ((x - cx) * cos + (y - cy) * sin) / a
      const v = (-(x - cx) * sin + (y - cy) * cos) / b
      const far = u * u * u * u + v * v
      if (far > 1) continue
      // Bristles thin out at the end and along the sides.
      const part = Math.min(1, (1 - far) * 2.4) * (0.86 + 0.14 * Math.cos(v * 9))
      const at = (y * width + x) * 4
      for (let c = 0; c < 3; c++) data[at + c] = data[at + c]! + (colour[c]! - data[at + c]!) * part
    }
}

/**
 * Paints `ground` over with strokes that take their colour from `model` and follow its edges.
 * Hertzmann 1998, "Painterly Rendering", with straight strokes.
 */
export function strokes(ground: Pixels, model: Pixels, brush: Brush): Pixels {
  const { width, height } = ground
  const random = grain(brush.seed + 21)
  const { gx, gy } = gradients(model, Math.max(1, Math.round(brush.thickness / 2)))
  const data = ground.data.slice()
  const count = Math.round((width * height * brush.cover) / (brush.length * brush.thickness * 0.8))
  for (let stroke = 0; stroke < count; stroke++) {
    const [x, y] = [random() * (width - 1), random() * (height - 1)]
    const at = Math.round(y) * width + Math.round(x)
    const [turn, shift] = [(random() - 0.5) * 0.5, (random() - 0.5) * brush.jitter]
    const tints = [(random() - 0.5) * brush.jitter * 0.7, 0, (random() - 0.5) * brush.jitter * 0.7]
    if (brush.edges && gy[at]! < 3 && random() < 0.75) continue
    const colour = tints.map((tint, c) =>
      Math.min(255, Math.max(0, model.data[at * 4 + c]! + shift + tint)),
    )
    dab(data, ground, x, y, gx[at]! + Math.PI / 2 + turn, brush, colour)
  }
  return { width, height, data }
}
