import type { Pixels } from '#image/pixels.ts'
import { addThing } from './alter/add-thing.ts'
import { combine } from './alter/combine.ts'
import { countThings } from './alter/count-things.ts'
import { changeExpression } from './alter/expression.ts'
import { changeInCues } from './alter/in-cues.ts'
import type { Job } from './alter/job.ts'
import { moveThing, resizeThing } from './alter/move-thing.ts'
import { recolourThing } from './alter/recolour.ts'
import { relocate } from './alter/relocate.ts'
import { removeThing } from './alter/remove-thing.ts'
import { replaceThing } from './alter/replace-thing.ts'
import { retexture } from './alter/retexture.ts'
import { blurBackground, shade, splash } from './alter/spare.ts'
import { drawInStyle, takePalette } from './alter/style-of-picture.ts'
import { turn, zoom } from './alter/view.ts'
import { colourText, eraseText, resetText } from './letter/reset-text.ts'
import { writeText } from './letter/write-text.ts'
import { applyTone } from './light/apply-tone.ts'
import { applyLook } from './look/apply-look.ts'
import type { Operation } from './operation.ts'
import { Sight } from './see/sight.ts'

type Changed = Pixels | undefined | Promise<Pixels | undefined>

type Handlers = {
  [Op in Operation['op']]: (
    sight: Sight,
    operation: Extract<Operation, { op: Op }>,
    job: Job,
  ) => Changed
}

const handlers: Handlers = {
  tone: (sight, { tone }, { seed, tier }) => applyTone(sight, tone, seed, tier.careful),
  look: (sight, { look }, { seed }) => applyLook(sight, look, seed),
  recolour: (sight, operation, job) =>
    operation.target.noun === 'text'
      ? colourText(sight.pixels, undefined, operation.to, job)
      : recolourThing(sight, operation, job),
  retexture: (sight, operation, { seed }) => retexture(sight, operation, seed),
  shade,
  remove: removeThing,
  replace: replaceThing,
  add: addThing,
  count: countThings,
  move: moveThing,
  resize: resizeThing,
  text: ({ pixels }, operation, job) => resetText(pixels, operation, job),
  'erase-text': ({ pixels }, { text }, job) => eraseText(pixels, text, job),
  write: ({ pixels }, operation, job) => writeText(pixels, operation, job),
  ink: ({ pixels }, { text, to }, job) => colourText(pixels, text, to, job),
  relocate,
  expression: changeExpression,
  'borrow-palette': takePalette,
  'draw-in-style': drawInStyle,
  splash,
  'blur-background': blurBackground,
  zoom,
  turn: ({ pixels }, { by }) => turn(pixels, by),
  combine: (_sight, operation, job) => combine(operation, job),
}

/** Makes one change to a picture. Undefined when nothing in it is what was meant. */
export async function applyOperation(
  pixels: Pixels,
  operation: Operation,
  job: Job,
): Promise<Pixels | undefined> {
  const sight = await Sight.open(pixels)
  if ('target' in operation && operation.target?.cue) return changeInCues(sight, operation, job)
  // Each handler takes its own operation; the table cannot say so for all of them at once.
  const handle = handlers[operation.op] as (sight: Sight, operation: Operation, job: Job) => Changed
  return handle(sight, operation, job)
}
