import { stroke, type Drawing } from '../drawing.ts'

const petals = (x: number, y: number, r: number, count: number, fill: string): string =>
  Array.from({ length: count }, (_, index) => {
    const turn = (360 * index) / count
    return `<ellipse cx="${x}" cy="${y - r * 0.72}" rx="${r * 0.36}" ry="${r * 0.56}" fill="${fill}" transform="rotate(${turn} ${x} ${y})"/>`
  }).join('')

const stalk = (x: number, from: number, to: number): string =>
  `<path d="M${x} ${to} Q${x - 8} ${(from + to) / 2} ${x} ${from}" ${stroke('#3f7d3a', 8)}/><path d="M${x} ${to - 30} Q${x - 44} ${to - 50} ${x - 40} ${to - 84} Q${x - 8} ${to - 70} ${x} ${to - 30}Z" fill="#4c9145"/>`

const leafBall = (x: number, y: number, r: number, fill: string): string =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`

/** Plants and what else grows or lies outside. */
export const nature: Readonly<Record<string, Drawing>> = {
  tree: {
    wide: 260,
    tall: 340,
    stands: 'ground',
    share: 0.4,
    colour: [70, 140, 66],
    draw: ({ base, dark, deep, light }) =>
      `<path d="M116 338 Q122 250 112 190 H148 Q140 250 150 338Z" fill="#6b4a30"/><path d="M134 338 Q136 250 134 190 H148 Q140 250 150 338Z" fill="#4d3421"/>${leafBall(76, 150, 66, deep)}${leafBall(186, 150, 66, deep)}${leafBall(92, 112, 70, dark)}${leafBall(170, 108, 70, dark)}${leafBall(130, 82, 76, base)}${leafBall(130, 160, 62, dark)}<g fill="${light}" opacity=".55"><circle cx="104" cy="62" r="30"/><circle cx="70" cy="118" r="22"/><circle cx="152" cy="86" r="24"/></g>`,
  },
  flowers: {
    wide: 120,
    tall: 220,
    stands: 'ground',
    share: 0.2,
    colour: 'pink',
    draw: ({ base, dark, pale }) =>
      `${stalk(60, 60, 218)}${petals(60, 58, 54, 7, dark)}${petals(60, 58, 46, 7, base)}<circle cx="60" cy="58" r="17" fill="#f2c53a"/><circle cx="56" cy="54" r="7" fill="${pale}" opacity=".6"/>`,
  },
  sunflower: {
    wide: 150,
    tall: 300,
    stands: 'ground',
    share: 0.36,
    colour: [250, 196, 34],
    draw: ({ base, dark }) =>
      `${stalk(75, 80, 298)}<path d="M75 230 Q126 212 132 176 Q88 184 75 230Z" fill="#4c9145"/>${petals(75, 76, 74, 15, dark)}${petals(75, 76, 66, 13, base)}<circle cx="75" cy="76" r="31" fill="#5a3618"/><circle cx="75" cy="76" r="19" fill="#3d2410"/><g fill="#8a5a2c"><circle cx="64" cy="60" r="3"/><circle cx="84" cy="58" r="3"/><circle cx="94" cy="76" r="3"/><circle cx="84" cy="94" r="3"/><circle cx="60" cy="92" r="3"/><circle cx="55" cy="76" r="3"/></g>`,
  },
  leaves: {
    wide: 160,
    tall: 160,
    stands: 'ground',
    share: 0.14,
    colour: [84, 150, 60],
    draw: ({ dark }) =>
      `<path d="M12 148 Q10 40 148 12 Q150 130 40 138Z" fill="url(#body)"/><path d="M12 148 Q60 90 128 34 M52 104 Q50 76 60 56 M72 88 Q98 92 120 84" ${stroke(dark, 4)}/>`,
  },
  cactus: {
    wide: 160,
    tall: 240,
    stands: 'ground',
    share: 0.3,
    colour: [66, 138, 74],
    draw: ({ light }) =>
      `<g ${stroke('url(#body)', 40)}><path d="M80 238 V40"/></g><g fill="url(#body)"><rect x="58" y="16" width="44" height="224" rx="22"/><path d="M58 160 H40 Q12 160 12 130 V90 Q12 76 24 76 Q36 76 36 90 V122 Q36 134 46 134 H58Z"/><path d="M102 140 H118 Q148 140 148 110 V74 Q148 60 136 60 Q124 60 124 74 V104 Q124 114 114 114 H102Z"/></g><path d="M72 30 V230 M88 30 V230" ${stroke(light, 2)} opacity=".6"/>`,
  },
  mushroom: {
    wide: 160,
    tall: 160,
    stands: 'ground',
    share: 0.12,
    colour: 'red',
    draw: () =>
      `<path d="M60 84 Q56 140 48 158 H112 Q104 140 100 84Z" fill="#f3ead6"/><path d="M6 88 Q10 14 80 12 Q150 14 154 88 Q80 104 6 88Z" fill="url(#ball)"/><g fill="#fff"><ellipse cx="54" cy="46" rx="13" ry="10"/><ellipse cx="100" cy="40" rx="11" ry="9"/><ellipse cx="124" cy="70" rx="11" ry="8"/><ellipse cx="30" cy="74" rx="9" ry="7"/><ellipse cx="80" cy="76" rx="12" ry="8"/></g>`,
  },
  mountains: {
    wide: 400,
    tall: 220,
    stands: 'ground',
    share: 0.34,
    colour: [104, 120, 148],
    draw: ({ base, dark }) =>
      `<path d="M0 220 L120 40 L190 130 L270 20 L400 220Z" fill="${base}"/><path d="M120 40 L150 80 L140 220 H60Z M270 20 L310 84 L300 220 H220Z" fill="${dark}" opacity=".35"/><path d="M120 40 L150 80 L128 72 L112 84 L92 82Z M270 20 L306 76 L282 66 L262 82 L236 68Z" fill="#f6f9fc"/>`,
  },
  snowman: {
    wide: 180,
    tall: 280,
    stands: 'ground',
    share: 0.36,
    colour: [246, 249, 253],
    draw: () =>
      `<path d="M40 130 L6 96 M140 130 L174 96" ${stroke('#5c4330', 6)}/><g fill="url(#ball)"><circle cx="90" cy="214" r="64"/><circle cx="90" cy="128" r="48"/><circle cx="90" cy="62" r="36"/></g><rect x="60" y="0" width="60" height="34" rx="4" fill="#2a2c34"/><rect x="46" y="30" width="88" height="9" rx="4" fill="#2a2c34"/><circle cx="78" cy="56" r="5" fill="#22242a"/><circle cx="104" cy="56" r="5" fill="#22242a"/><path d="M90 66 L126 72 L90 78Z" fill="#f08a2c"/><g fill="#22242a"><circle cx="90" cy="116" r="5"/><circle cx="90" cy="138" r="5"/></g><path d="M56 92 Q90 108 124 92 L124 104 Q90 120 56 104Z" fill="#d63a3a"/>`,
  },
  branch: {
    wide: 400,
    tall: 300,
    stands: 'air',
    share: 0.62,
    colour: [208, 106, 40],
    draw: ({ base, dark, light }) => {
      const leaf = (x: number, y: number, turn: number, size: number, fill: string): string =>
        `<path d="M0 0 Q26 -30 70 -8 Q40 26 0 0Z" fill="${fill}" transform="translate(${x} ${y}) rotate(${turn}) scale(${size})"/>`
      const leaves = Array.from({ length: 26 }, (_, index) => {
        const part = index / 26
        const [x, y] = [30 + part * 330, 250 - part * 190 + Math.sin(index * 2.1) * 16]
        return leaf(
          x,
          y,
          (index % 2 ? -70 : 40) + ((index * 37) % 50),
          0.7 + ((index * 13) % 7) / 12,
          [base, dark, light][index % 3]!,
        )
      }).join('')
      return `<path d="M4 280 Q140 190 240 130 T398 30" ${stroke('#5b4030', 13)}/><path d="M150 186 Q200 190 240 220 M230 136 Q240 90 290 60" ${stroke('#5b4030', 7)}/>${leaves}`
    },
  },
  fire: {
    wide: 160,
    tall: 200,
    stands: 'ground',
    share: 0.2,
    colour: 'orange',
    draw: () =>
      `<path d="M80 4 Q96 50 128 84 Q156 130 124 172 Q80 212 36 172 Q6 130 40 90 Q46 116 60 118 Q52 60 80 4Z" fill="#f2661c"/><path d="M84 66 Q92 104 112 124 Q124 156 100 180 Q76 196 56 176 Q44 150 62 128 Q70 144 78 140 Q72 100 84 66Z" fill="#fbb02c"/><path d="M84 128 Q100 152 92 176 Q76 186 68 168 Q68 150 84 128Z" fill="#fff0a8"/>`,
  },
  dandelion: {
    wide: 140,
    tall: 260,
    stands: 'ground',
    share: 0.3,
    colour: [240, 240, 235],
    draw: () =>
      `<path d="M70 258 Q62 170 70 76" ${stroke('#6f8f4a', 6)}/><circle cx="70" cy="70" r="62" fill="#fff" opacity=".35"/><g ${stroke('#ffffff', 2)} opacity=".85">${Array.from(
        { length: 40 },
        (_, index) => {
          const angle = (index * 137.5 * Math.PI) / 180
          const r = 26 + (34 * ((index * 29) % 40)) / 40
          return `<path d="M70 70 L${(70 + r * Math.cos(angle)).toFixed(1)} ${(70 + r * Math.sin(angle)).toFixed(1)}"/>`
        },
      ).join('')}</g><circle cx="70" cy="70" r="8" fill="#8a7a52"/>`,
  },
}
