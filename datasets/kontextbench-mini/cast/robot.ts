import { tone } from '../paint/part.ts'
import { circle, ellipse, plain, rect, repeat, shaded, stroked } from '../paint/shade.ts'
import type { Body, Expression } from './actor.ts'

export interface Robot {
  kind: 'robot'
  noun: 'robot'
  shell: string
  trim: string
  /** What its face is written in. */
  light: string
}

const mouths: Record<Expression, (light: string) => string> = {
  calm: (light) => stroked('M-18 -282 H18', light, 6),
  smiling: (light) => stroked('M-24 -288 Q0 -268 24 -288', light, 6),
  laughing: (light) => plain('path d="M-28 -292 H28 Q24 -264 0 -264 Q-24 -264 -28 -292Z"', light),
  surprised: (light) => plain(ellipse(0, -280, 10, 12), light),
}

function eyes(light: string, expression: Expression): string {
  if (expression === 'laughing')
    return stroked('M-46 -316 Q-32 -336 -18 -316 M18 -316 Q32 -336 46 -316', light, 7)
  const tall = { calm: 14, smiling: 14, surprised: 20 }[expression]
  return (
    plain(rect(-43, -324 - tall, 20, tall * 2, 9), light) +
    plain(rect(23, -324 - tall, 20, tall * 2, 9), light)
  )
}

const arm = (side: 1 | -1, { shell, trim }: Robot): string =>
  `<g transform="scale(${side} 1)">${stroked('M72 -198 Q112 -176 108 -120', tone(trim, -0.1), 22)}${stroked('M84 -192 l10 6 M101 -172 l8 10 M106 -148 l10 2', tone(trim, -0.4), 4)}${shaded(circle(108, -104, 21), shell, 'round')}${stroked('M98 -90 Q92 -72 104 -68 M118 -90 Q124 -72 112 -68', tone(trim, -0.3), 9)}</g>`

/** About 400 units high with its antenna. */
export function drawRobot(robot: Robot, expression: Expression): Body {
  const { shell, trim, light } = robot
  return {
    back: [
      arm(-1, robot),
      arm(1, robot),
      shaded(rect(-54, -92, 34, 66, 10), trim),
      shaded(rect(20, -92, 34, 66, 10), trim),
      shaded(
        'path d="M-66 0 Q-66 -36 -36 -36 Q-8 -36 -8 0Z M66 0 Q66 -36 36 -36 Q8 -36 8 0Z"',
        tone(trim, -0.35),
        'fall',
      ),
      shaded(rect(-26, -244, 52, 34, 8), tone(trim, -0.25)),
      shaded(rect(-76, -226, 152, 146, 38), shell),
      plain(rect(-46, -198, 92, 66, 14), tone(shell, -0.45)),
      repeat(3, (index) =>
        shaded(
          circle(-24 + index * 24, -177, 8),
          ['#e8574f', '#f4c84a', '#5cc08a'][index] ?? light,
          'round',
        ),
      ),
      stroked('M-30 -150 H30', light, 5),
      stroked('M-58 -104 H58', tone(shell, -0.22), 4),
    ].join(''),
    head: [
      stroked('M0 -366 V-396', tone(trim, -0.2), 7),
      shaded(circle(0, -402, 13), '#f06a55', 'round'),
      shaded(rect(-98, -336, 22, 56, 10), trim),
      shaded(rect(76, -336, 22, 56, 10), trim),
      shaded(rect(-84, -368, 168, 132, 44), shell),
      plain(rect(-64, -350, 128, 96, 30), '#1d2536'),
      plain('path d="M-54 -338 Q-50 -344 -36 -344 H-2 L-40 -284 Q-54 -290 -56 -304Z"', '#ffffff14'),
    ].join(''),
    mouth: mouths[expression](light),
    eyes: eyes(light, expression),
    front: '',
    shadow: 104,
    anchors: {
      hat: { x: 0, y: -362, scale: 1.5 },
      eyes: { x: 0, y: -322, scale: 1.6 },
      neck: { x: 0, y: -232, scale: 1.5 },
      bag: { x: 68, y: -150, scale: 0.9 },
    },
  }
}
