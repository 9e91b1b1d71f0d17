import { stroke, type Drawing } from '../drawing.ts'

/** What stands on tables. */
export const tableware: Readonly<Record<string, Drawing>> = {
  cup: {
    wide: 210,
    tall: 170,
    stands: 'ground',
    share: 0.16,
    colour: 'white',
    draw: ({ base, dark, deep }) =>
      `<path d="M150 46 Q206 40 198 86 Q190 122 140 116" ${stroke(dark, 16)}/><path d="M14 26 H162 L146 150 Q140 168 124 168 H52 Q36 168 30 150Z" fill="url(#body)"/><ellipse cx="88" cy="27" rx="74" ry="18" fill="${base}"/><ellipse cx="88" cy="30" rx="64" ry="13" fill="${deep}"/><ellipse cx="88" cy="32" rx="60" ry="11" fill="#4b2c1a"/><path d="M34 52 L44 138" ${stroke('#ffffff', 8)} opacity=".45"/>`,
  },
  bowl: {
    wide: 240,
    tall: 120,
    stands: 'ground',
    share: 0.12,
    colour: 'blue',
    draw: ({ deep, light }) =>
      `<path d="M8 26 H232 Q226 96 160 116 H80 Q14 96 8 26Z" fill="url(#body)"/><ellipse cx="120" cy="26" rx="112" ry="20" fill="${light}"/><ellipse cx="120" cy="28" rx="100" ry="15" fill="${deep}"/>`,
  },
  saucer: {
    wide: 260,
    tall: 60,
    stands: 'ground',
    share: 0.07,
    colour: 'white',
    draw: ({ dark, light }) =>
      `<ellipse cx="130" cy="34" rx="128" ry="24" fill="${dark}"/><ellipse cx="130" cy="28" rx="126" ry="24" fill="url(#body)"/><ellipse cx="130" cy="28" rx="84" ry="14" fill="${light}"/>`,
  },
  glass: {
    wide: 110,
    tall: 220,
    stands: 'ground',
    share: 0.2,
    colour: [150, 20, 44],
    draw: ({ base, dark }) =>
      `<path d="M14 8 H96 Q102 90 55 100 Q8 90 14 8Z" fill="#e8f2f8" opacity=".5"/><path d="M13 44 H97 Q94 92 55 98 Q16 92 13 44Z" fill="${base}"/><ellipse cx="55" cy="44" rx="42" ry="8" fill="${dark}"/><path d="M52 98 h6 v96 h-6z" fill="#dbe8f0"/><ellipse cx="55" cy="204" rx="38" ry="9" fill="#dbe8f0"/><path d="M26 18 Q24 60 38 84" ${stroke('#ffffff', 5)} opacity=".7"/>`,
  },
  bottle: {
    wide: 80,
    tall: 260,
    stands: 'ground',
    share: 0.26,
    colour: [36, 70, 44],
    draw: ({ deep }) =>
      `<path d="M30 8 H50 V74 Q76 90 76 124 V246 Q76 258 64 258 H16 Q4 258 4 246 V124 Q4 90 30 74Z" fill="url(#body)"/><rect x="28" y="4" width="24" height="34" rx="3" fill="${deep}"/><rect x="6" y="150" width="68" height="66" fill="#f3ead2"/><path d="M18 170 H62 M24 184 H56 M28 198 H52" ${stroke('#8a6a3a', 4)}/><path d="M16 118 V240" ${stroke('#ffffff', 5)} opacity=".35"/>`,
  },
  vase: {
    wide: 150,
    tall: 250,
    stands: 'ground',
    share: 0.26,
    colour: 'blue',
    draw: ({ light }) =>
      `<g ${stroke('#3b7a44', 6)}><path d="M75 130 Q62 70 34 44 M75 130 V30 M75 130 Q88 70 116 48"/></g><g fill="#f7b7c8"><circle cx="32" cy="38" r="24"/><circle cx="75" cy="24" r="24"/><circle cx="118" cy="40" r="24"/></g><g fill="#f2c53a"><circle cx="32" cy="38" r="9"/><circle cx="75" cy="24" r="9"/><circle cx="118" cy="40" r="9"/></g><path d="M46 120 H104 Q98 146 128 176 Q146 224 110 248 H40 Q4 224 22 176 Q52 146 46 120Z" fill="url(#body)"/><path d="M38 180 Q24 212 44 236" ${stroke(light, 7)}/>`,
  },
  spoon: {
    wide: 60,
    tall: 220,
    stands: 'ground',
    share: 0.16,
    colour: 'grey',
    draw: () =>
      `<ellipse cx="30" cy="38" rx="26" ry="36" fill="url(#ball)"/><path d="M27 70 H33 L38 212 Q30 222 22 212Z" fill="url(#body)"/>`,
  },
  cake: {
    wide: 240,
    tall: 190,
    stands: 'ground',
    share: 0.24,
    colour: [250, 214, 190],
    draw: ({ dark }) =>
      `<ellipse cx="120" cy="172" rx="116" ry="18" fill="#e9eef2"/><path d="M40 74 L200 60 L206 146 L40 164Z" fill="${dark}"/><path d="M40 74 L200 60 L206 146 L40 164Z" fill="url(#body)"/><path d="M40 112 L204 98 V114 L40 130Z" fill="#b03a52"/><path d="M34 64 Q120 30 206 52 L208 74 Q196 90 184 72 Q172 94 158 76 Q140 100 124 80 Q104 104 90 84 Q70 108 56 88 Q40 96 36 82Z" fill="#fff6ec"/><circle cx="126" cy="38" r="20" fill="#d62840"/><circle cx="119" cy="32" r="6" fill="#ff9aa6"/><path d="M128 20 Q136 8 150 8" ${stroke('#3f7d3a', 5)}/>`,
  },
  bread: {
    wide: 220,
    tall: 120,
    stands: 'ground',
    share: 0.14,
    colour: [205, 145, 78],
    draw: ({ pale }) =>
      `<path d="M10 90 Q4 20 110 14 Q216 20 210 90 Q200 118 110 116 Q20 118 10 90Z" fill="url(#ball)"/><path d="M60 36 L84 84 M104 30 L126 82 M148 36 L166 82" ${stroke(pale, 8)}/>`,
  },
  pizza: {
    wide: 240,
    tall: 130,
    stands: 'ground',
    share: 0.16,
    colour: [245, 196, 92],
    draw: () =>
      `<ellipse cx="120" cy="70" rx="118" ry="56" fill="#b8742c"/><ellipse cx="120" cy="64" rx="104" ry="47" fill="url(#ball)"/><g fill="#c23a2a"><ellipse cx="80" cy="48" rx="20" ry="10"/><ellipse cx="140" cy="40" rx="20" ry="10"/><ellipse cx="180" cy="70" rx="20" ry="10"/><ellipse cx="120" cy="78" rx="20" ry="10"/><ellipse cx="66" cy="82" rx="20" ry="10"/></g><g fill="#3f8a3a"><ellipse cx="108" cy="54" rx="8" ry="4"/><ellipse cx="156" cy="86" rx="8" ry="4"/><ellipse cx="46" cy="62" rx="8" ry="4"/></g>`,
  },
  apple: {
    wide: 140,
    tall: 150,
    stands: 'ground',
    share: 0.11,
    colour: 'red',
    draw: () =>
      `<path d="M70 44 Q66 20 80 8" ${stroke('#5b3d24', 6)}/><path d="M78 26 Q104 4 122 20 Q104 40 78 26Z" fill="#4c9145"/><path d="M70 42 Q36 22 14 54 Q-4 108 40 146 Q60 152 70 144 Q80 152 100 146 Q144 108 126 54 Q104 22 70 42Z" fill="url(#ball)"/>`,
  },
  banana: {
    wide: 200,
    tall: 120,
    stands: 'ground',
    share: 0.1,
    colour: 'yellow',
    draw: ({ deep }) =>
      `<path d="M12 18 Q20 92 100 110 Q164 116 192 86 L184 76 Q140 92 92 70 Q44 46 28 10Z" fill="url(#down)"/><path d="M12 18 L28 10 L24 2 L10 8Z M192 86 L184 76 L196 76Z" fill="${deep}"/>`,
  },
  lemon: {
    wide: 160,
    tall: 110,
    stands: 'ground',
    share: 0.1,
    colour: [250, 214, 50],
    draw: () =>
      `<path d="M4 58 Q16 50 22 40 Q50 4 92 10 Q128 16 140 44 Q146 52 156 56 Q148 66 142 74 Q120 106 80 106 Q36 104 22 72 Q14 62 4 58Z" fill="url(#ball)"/>`,
  },
  candle: {
    wide: 70,
    tall: 190,
    stands: 'ground',
    share: 0.18,
    colour: [244, 232, 208],
    draw: () =>
      `<rect x="12" y="66" width="46" height="122" rx="6" fill="url(#body)"/><path d="M35 66 V50" ${stroke('#3a2c22', 4)}/><path d="M35 4 Q54 32 44 50 Q35 60 26 50 Q16 32 35 4Z" fill="#fbb02c"/><path d="M35 26 Q44 42 38 51 Q35 55 32 51 Q26 42 35 26Z" fill="#fff3b8"/>`,
  },
}
