import type { ChartConfiguration, Plugin } from 'chart.js'
import { fontFiles } from '#image/fonts.ts'
import { pageFile } from '#ui/page-file.ts'
import type { Figure } from './figures.ts'
import type { LineFigure } from './load-figure.ts'

export interface PngPainter {
  draw(figure: Figure | LineFigure, width: number, height: number): Uint8Array
}

/** Draws figures as PNG; undefined where the optional package is absent. */
export async function createPngPainter(): Promise<PngPainter | undefined> {
  try {
    const [{ ChartJSNodeCanvas }, { GlobalFonts }] = await Promise.all([
      import('chartjs-node-canvas'),
      import('@napi-rs/canvas'),
      // Puts the plugin on globalThis, as it does in the page.
      import(pageFile('whiskers.js').href),
    ])
    GlobalFonts.registerFromPath(fontFiles.sans, 'KontextSans')
    GlobalFonts.registerFromPath(fontFiles.han, 'KontextHan')
    const plugin = (globalThis as { kontextWhiskers?: Plugin }).kontextWhiskers as Plugin
    return {
      draw(figure, width, height) {
        const canvas = new ChartJSNodeCanvas({
          width,
          height,
          backgroundColour: '#ffffff',
          chartCallback: (chart) => {
            chart.defaults.font.family = 'KontextSans, KontextHan'
            chart.defaults.devicePixelRatio = 2
          },
        })
        const config = {
          ...figure,
          options: { ...figure.options, responsive: false },
          plugins: [plugin],
        }
        return canvas.renderToBufferSync(config as unknown as ChartConfiguration, 'image/png')
      },
    }
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      String(error.code).includes('MODULE_NOT_FOUND')
    )
      return undefined
    throw error
  }
}
