import type { Operation } from '../operation.ts'
import type { Clause } from './clause.ts'
import { readTarget } from './read-target.ts'

const nearer =
  /close[- ]?up|\bzoom(?:ed)? in|\bcloser\b|\bnearer\b|from nearer|crop (?:to|in|around)|特写|近景|靠近|拉近|放大画面/u
const farther = /\bzoom(?:ed)? out|wider (?:view|shot)|from (?:further|farther) away|拉远|远景/u

/** Nearer or farther. */
export function readZoom({ text }: Clause): Operation | undefined {
  if (farther.test(text)) return { op: 'zoom', factor: 0.7 }
  if (!nearer.test(text)) return undefined
  const of = /\b(?:of|to|on|in on|around)\s+(?:the|his|her|their|this|that)\s+(.+)$/.exec(text)?.[1]
  const target = of === undefined ? undefined : readTarget(of.split(',')[0] ?? of)
  const factor = /extreme|very close|大特写/.test(text) ? 3 : 1.6
  return { op: 'zoom', factor, ...(target?.noun ? { target } : {}) }
}

const turns: readonly (readonly [Extract<Operation, { op: 'turn' }>['by'], RegExp])[] = [
  ['half', /\b180\b|upside[- ]down|倒过来|180度/],
  ['flip', /\bflip(?:ped)? vertical|vertical(?:ly)? (?:flip|mirror)|上下翻转|垂直翻转/],
  ['mirror', /\bmirror|\bflip|左右翻转|水平翻转|镜像/],
  ['left', /\brotate.*(?:counter[- ]?clockwise|anti[- ]?clockwise|\bleft\b|\b270\b)|逆时针/],
  ['right', /\brotat(?:e|ed)\b.*(?:clockwise|right|90|picture|image|photo)|顺时针|旋转90度/],
]

/** The whole picture turned. */
export function readTurn({ text }: Clause): Operation | undefined {
  const by = turns.find(([, pattern]) => pattern.test(text))?.[0]
  return by && { op: 'turn', by }
}

/** Everything grey but one thing. */
export function readSplash({ text }: Clause): Operation | undefined {
  const grey = /black[- ]and[- ]white|monochrome|gr[ae]yscale|\bgr[ae]y\b|黑白/
  const [, spared] =
    /\b(?:except|apart from|but|besides|other than)\s+(?:for\s+)?(?:the\s+|keep\s+)?(.+)$/.exec(
      text,
    ) ??
    /\bkeep(?:ing)?\s+(?:only\s+)?(.+?)\s+(?:in|its|coloured|colored)/.exec(text) ??
    /\bonly\s+(.+?)\s+(?:in colou?r|colou?red|stays?|keeps?)/.exec(text) ??
    /(?:除了?|只保留)(.+?)(?:以?外|的颜色|彩色|，|$)/u.exec(text) ??
    []
  if (spared === undefined || !(grey.test(text) || /in colou?r|colou?red|保留/.test(text)))
    return undefined
  return { op: 'splash', target: readTarget(spared) }
}

/** A shallow depth of field. */
export const readFocus = ({ text }: Clause): Operation | undefined =>
  /\bblur\w* (?:out )?the (?:back|surround)|background (?:is |should be )?(?:more )?(?:blur|out of focus|soft)|bokeh|shallow depth|背景(?:变得?)?(?:模糊|虚化)|(?:模糊|虚化)背景/u.test(
    text,
  )
    ? { op: 'blur-background' }
    : undefined
