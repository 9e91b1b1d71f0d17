import { starPoints, type Drawing } from '../drawing.ts'

/** Plain shapes; filled flat, so that a colour is exactly the colour named. */
export const shapes: Readonly<Record<string, Drawing>> = {
  circle: {
    wide: 100,
    tall: 100,
    stands: 'ground',
    share: 0.2,
    colour: 'red',
    draw: ({ base }) => `<circle cx="50" cy="50" r="49" fill="${base}"/>`,
  },
  square: {
    wide: 100,
    tall: 100,
    stands: 'ground',
    share: 0.2,
    colour: 'blue',
    draw: ({ base }) => `<rect x="1" y="1" width="98" height="98" fill="${base}"/>`,
  },
  triangle: {
    wide: 110,
    tall: 100,
    stands: 'ground',
    share: 0.2,
    colour: 'green',
    draw: ({ base }) => `<polygon points="55,1 109,99 1,99" fill="${base}"/>`,
  },
  star: {
    wide: 100,
    tall: 96,
    stands: 'ground',
    share: 0.2,
    colour: 'yellow',
    draw: ({ base }) => `<polygon points="${starPoints(50, 53, 52)}" fill="${base}"/>`,
  },
  heart: {
    wide: 100,
    tall: 94,
    stands: 'air',
    share: 0.16,
    colour: 'red',
    draw: ({ base }) =>
      `<path d="M50 93 C-20 44 8 -18 50 19 C92 -18 120 44 50 93Z" fill="${base}"/>`,
  },
  diamond: {
    wide: 100,
    tall: 130,
    stands: 'ground',
    share: 0.2,
    colour: 'purple',
    draw: ({ base }) => `<polygon points="50,1 99,65 50,129 1,65" fill="${base}"/>`,
  },
  arrow: {
    wide: 160,
    tall: 90,
    stands: 'air',
    share: 0.1,
    colour: 'red',
    draw: ({ base }) => `<path d="M2 32 H96 V4 L158 45 L96 86 V58 H2Z" fill="${base}"/>`,
  },
}
