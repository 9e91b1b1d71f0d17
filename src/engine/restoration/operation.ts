/** What the MAXIM nets do. */
export type Repair = 'denoise' | 'deblur' | 'brighten' | 'retouch' | 'derain' | 'dehaze'

/** One step that a restoration net can take. `factor` counts along each axis; absent where none was named. */
export type Operation = { op: Repair } | { op: 'upscale'; factor?: number }
