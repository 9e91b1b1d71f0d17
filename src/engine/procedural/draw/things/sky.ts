import { starPoints, stroke, type Drawing } from '../drawing.ts'

/** What hangs or flies above. */
export const aloft: Readonly<Record<string, Drawing>> = {
  sun: {
    wide: 260,
    tall: 260,
    stands: 'sky',
    share: 0.26,
    colour: [255, 214, 70],
    draw: ({ pale }) =>
      `<defs><radialGradient id="glow"><stop offset=".3" stop-color="#fff3b8" stop-opacity=".95"/><stop offset=".55" stop-color="#ffd95a" stop-opacity=".45"/><stop offset="1" stop-color="#ffc93a" stop-opacity="0"/></radialGradient></defs><circle cx="130" cy="130" r="130" fill="url(#glow)"/><circle cx="130" cy="130" r="58" fill="${pale}"/><circle cx="130" cy="130" r="54" fill="url(#ball)" opacity=".6"/>`,
  },
  moon: {
    wide: 240,
    tall: 240,
    stands: 'sky',
    share: 0.2,
    colour: [246, 240, 214],
    draw: ({ dark }) =>
      `<defs><radialGradient id="halo"><stop offset=".5" stop-color="#fff8de" stop-opacity=".5"/><stop offset="1" stop-color="#fff8de" stop-opacity="0"/></radialGradient></defs><circle cx="120" cy="120" r="120" fill="url(#halo)"/><circle cx="120" cy="120" r="70" fill="#f6f0d6"/><g fill="${dark}" opacity=".22"><circle cx="98" cy="98" r="17"/><circle cx="146" cy="112" r="12"/><circle cx="116" cy="148" r="20"/><circle cx="152" cy="152" r="8"/><circle cx="82" cy="136" r="8"/></g>`,
  },
  stars: {
    wide: 120,
    tall: 120,
    stands: 'sky',
    share: 0.06,
    colour: [255, 226, 90],
    draw: () => `<polygon points="${starPoints(60, 62, 58)}" fill="url(#ball)"/>`,
  },
  clouds: {
    wide: 300,
    tall: 130,
    stands: 'sky',
    share: 0.12,
    colour: 'white',
    draw: () =>
      `<defs><linearGradient id="puff" x2="0" y2="1"><stop stop-color="#fff"/><stop offset=".6" stop-color="#f4f8fc"/><stop offset="1" stop-color="#cfdae6"/></linearGradient></defs><g fill="url(#puff)" opacity=".95"><path d="M40 118 Q4 116 8 88 Q14 62 46 66 Q50 28 92 30 Q112 4 148 16 Q184 8 200 44 Q236 34 252 64 Q292 66 290 96 Q286 120 256 118Z"/></g>`,
  },
  rainbow: {
    wide: 400,
    tall: 200,
    stands: 'sky',
    share: 0.42,
    colour: 'red',
    draw: () =>
      ['#e5484d', '#f58a32', '#f7d33c', '#4fb45a', '#3c7fe0', '#7b4bb5']
        .map(
          (colour, index) =>
            `<path d="M${14 + index * 12} 200 A${186 - index * 12} ${186 - index * 12} 0 0 1 ${386 - index * 12} 200" ${stroke(colour, 12.5)} opacity=".62"/>`,
        )
        .join(''),
  },
  balloon: {
    wide: 140,
    tall: 260,
    stands: 'air',
    share: 0.2,
    colour: 'red',
    draw: ({ dark }) =>
      `<path d="M70 172 Q58 210 74 258" ${stroke('#6b6259', 3)}/><path d="M62 174 L70 158 L78 174Z" fill="${dark}"/><ellipse cx="70" cy="84" rx="64" ry="80" fill="url(#ball)"/><ellipse cx="46" cy="50" rx="12" ry="20" fill="#fff" opacity=".5" transform="rotate(20 46 50)"/>`,
  },
  kite: {
    wide: 160,
    tall: 260,
    stands: 'air',
    share: 0.2,
    colour: 'orange',
    draw: ({ light, dark, deep }) =>
      `<path d="M80 176 Q110 206 82 228 Q66 244 86 258" ${stroke('#6b6259', 3)}/><path d="M80 4 L154 78 L80 178 L6 78Z" fill="${dark}"/><path d="M80 4 V178 L6 78Z" fill="${light}"/><path d="M80 4 L154 78 H6Z" fill="#fff" opacity=".16"/><path d="M80 4 V178 M6 78 H154" ${stroke(deep, 3)}/>`,
  },
  bird: {
    wide: 200,
    tall: 110,
    stands: 'air',
    share: 0.06,
    colour: [60, 66, 80],
    draw: ({ base, dark }) =>
      `<path d="M100 62 Q60 4 6 22 Q52 30 84 74Z" fill="${dark}"/><path d="M100 62 Q140 4 194 22 Q148 30 116 74Z" fill="${base}"/><path d="M66 78 Q96 50 138 62 L160 60 L140 74 Q112 98 66 78 L44 84Z" fill="url(#body)"/><circle cx="134" cy="65" r="3" fill="#fff"/>`,
  },
  butterfly: {
    wide: 160,
    tall: 130,
    stands: 'air',
    share: 0.07,
    colour: 'orange',
    draw: ({ deep, pale }) =>
      `<path d="M80 60 Q40 -10 8 26 Q0 66 76 70Z M80 60 Q120 -10 152 26 Q160 66 84 70Z" fill="url(#ball)"/><path d="M78 68 Q26 70 34 104 Q56 132 80 78Z M82 68 Q134 70 126 104 Q104 132 80 78Z" fill="url(#body)"/><g fill="${pale}"><circle cx="34" cy="36" r="7"/><circle cx="126" cy="36" r="7"/></g><path d="M80 46 V104 M80 48 Q70 28 62 22 M80 48 Q90 28 98 22" ${stroke(deep, 5)}/>`,
  },
  plane: {
    wide: 280,
    tall: 110,
    stands: 'air',
    share: 0.1,
    colour: [232, 236, 242],
    draw: ({ dark }) =>
      `<path d="M16 26 L44 26 L74 56 L230 50 Q272 52 276 64 Q272 76 230 78 L60 82 Q26 78 16 26Z" fill="url(#down)"/><path d="M118 70 L176 70 L116 108 L96 108Z M112 56 L160 52 L118 28 L102 28Z" fill="${dark}"/><g fill="#5f8fc0"><circle cx="150" cy="62" r="4"/><circle cx="170" cy="61" r="4"/><circle cx="190" cy="61" r="4"/><circle cx="210" cy="60" r="4"/></g>`,
  },
  bubble: {
    wide: 120,
    tall: 120,
    stands: 'air',
    share: 0.08,
    colour: [180, 220, 250],
    draw: () =>
      `<circle cx="60" cy="60" r="56" fill="#dff3ff" opacity=".25"/><circle cx="60" cy="60" r="56" ${stroke('#ffffff', 3)} opacity=".8"/><path d="M22 48 Q32 22 58 18" ${stroke('#ffffff', 6)} opacity=".9"/><path d="M98 74 Q90 96 66 102" ${stroke('#f0b8e8', 4)} opacity=".7"/>`,
  },
  confetti: {
    wide: 400,
    tall: 400,
    stands: 'cover',
    share: 1,
    colour: 'red',
    draw: () =>
      Array.from({ length: 90 }, (_, index) => {
        const x = (index * 97) % 400
        const y = (index * 151 + ((index * index * 13) % 89)) % 400
        const colour = ['#e5484d', '#f7c93c', '#3c9be0', '#4fb45a', '#b05ad0', '#ff8fc0'][index % 6]
        return `<rect x="${x}" y="${y}" width="7" height="4" fill="${colour}" transform="rotate(${(index * 47) % 180} ${x} ${y})"/>`
      }).join(''),
  },
}
