import { tone } from '../paint/part.ts'
import { band, placed, stroked } from '../paint/shade.ts'
import type { Frame, Person } from './person.ts'

export type Pose = 'rest' | 'wave' | 'hold' | 'hips' | 'behind'

interface Bend {
  elbow: [number, number]
  wrist: [number, number]
  /** Degrees; 0 = fingers down. */
  turn: number
}

/** The right arm of the picture for each pose, from the shoulder's half width. */
const bendOf = (pose: Pose, s: number): Bend => {
  switch (pose) {
    case 'rest':
      return { elbow: [s + 9, -276], wrist: [s + 8, -218], turn: 2 }
    case 'wave':
      return { elbow: [s + 38, -286], wrist: [s + 50, -356], turn: 186 }
    case 'hold':
      return { elbow: [s + 14, -272], wrist: [s + 46, -292], turn: -112 }
    case 'hips':
      return { elbow: [s + 40, -272], wrist: [s + 2, -226], turn: 62 }
    case 'behind':
      return { elbow: [s + 16, -276], wrist: [s - 10, -226], turn: 30 }
    default:
      return pose satisfies never
  }
}

/** Palm, thumb and the hint of fingers; hangs from the wrist. */
const hand = (skin: string): string =>
  `<path d="M-9 -6 Q-13 8 -9 20 Q-6 30 1 30 Q9 30 10 20 Q13 8 9 -6Z M8 0 Q17 4 16 17 Q12 22 10 14Z" fill="${skin}"/>${stroked('M-4 18 L-4 27 M1.5 19 V28 M6 18 L6 26', tone(skin, -0.2), 1.6)}`

const shortSleeved = new Set<Person['outfit']>(['tee', 'dress', 'overalls'])

function limb(person: Person, { shoulder: s }: Frame, { elbow, wrist, turn }: Bend): string {
  const from = `M${s - 13} -332`
  const whole = `${from} Q${elbow[0]} ${elbow[1] - 12} ${elbow[0]} ${elbow[1]} L${wrist[0]} ${wrist[1]}`
  const fill = tone(person.top, -0.1)
  const width = person.noun === 'man' ? 31 : 27
  const palm = placed(hand(person.skin), wrist[0], wrist[1], 1, ` rotate(${turn})`)
  const dash = (at: number): string =>
    `${from} L${(s - 13 + (elbow[0] - s + 13) * at).toFixed(1)} ${(-332 + (elbow[1] + 332) * at).toFixed(1)}`
  if (shortSleeved.has(person.outfit)) {
    return (
      stroked(whole, person.skin, width - 8) +
      palm +
      stroked(dash(0.5), fill, width) +
      stroked(dash(0.4), person.top, width - 12)
    )
  }
  const cuff = `M${(wrist[0] + (elbow[0] - wrist[0]) * 0.1).toFixed(1)} ${(wrist[1] + (elbow[1] - wrist[1]) * 0.1).toFixed(1)} L${wrist[0]} ${wrist[1]}`
  return (
    palm +
    band(whole, fill, width) +
    stroked(`${from} l.1 .1`, fill, width) +
    band(whole, tone(person.top, 0.02), width * 0.5) +
    band(cuff, tone(person.top, -0.24), width)
  )
}

const mirrored = (svg: string): string => `<g transform="scale(-1 1)">${svg}</g>`

/** Both arms, behind the body and before it: the far one hangs, the near one does what the pose says. */
export function drawArms(person: Person, frame: Frame): { behind: string; front: string } {
  const acting = limb(person, frame, bendOf(person.pose, frame.shoulder))
  const resting = mirrored(limb(person, frame, bendOf('rest', frame.shoulder)))
  switch (person.pose) {
    case 'hold':
    case 'wave':
      return { behind: resting, front: acting }
    case 'behind':
      return { behind: mirrored(acting) + acting, front: '' }
    case 'rest':
    case 'hips':
      return { behind: resting + acting, front: '' }
    default:
      return person.pose satisfies never
  }
}
