import { stroke, type Drawing } from '../drawing.ts'

/** Made things that stand on the ground, indoors or out. */
export const made: Readonly<Record<string, Drawing>> = {
  umbrella: {
    wide: 260,
    tall: 260,
    stands: 'ground',
    share: 0.3,
    colour: 'red',
    draw: ({ dark, deep }) =>
      `<path d="M130 16 V224 Q130 250 106 250 Q90 250 88 232" ${stroke('#4a3a2c', 8)}/><path d="M6 128 Q24 20 130 18 Q236 20 254 128 Q234 106 212 126 Q192 106 171 126 Q150 106 130 126 Q110 106 89 126 Q68 106 48 126 Q26 106 6 128Z" fill="url(#body)"/><path d="M89 126 Q98 50 130 18 Q162 50 171 126 Q150 106 130 126 Q110 106 89 126Z" fill="${dark}" opacity=".4"/><path d="M48 126 Q64 46 130 18 M212 126 Q196 46 130 18" ${stroke(deep, 3)} opacity=".6"/>`,
  },
  lantern: {
    wide: 160,
    tall: 240,
    stands: 'air',
    share: 0.2,
    colour: 'red',
    draw: ({ light, dark }) =>
      `<path d="M80 4 V34" ${stroke('#4a3a2c', 6)}/><rect x="46" y="32" width="68" height="16" rx="5" fill="#3a2c20"/><ellipse cx="80" cy="108" rx="76" ry="64" fill="url(#ball)"/><ellipse cx="80" cy="108" rx="44" ry="64" ${stroke(dark, 3)}/><ellipse cx="80" cy="108" rx="14" ry="64" fill="${light}" opacity=".6"/><rect x="46" y="166" width="68" height="14" rx="5" fill="#3a2c20"/><path d="M66 182 v46 M80 182 v54 M94 182 v46" ${stroke(dark, 5)}/>`,
  },
  ball: {
    wide: 160,
    tall: 160,
    stands: 'ground',
    share: 0.14,
    colour: 'red',
    draw: ({ pale }) =>
      `<circle cx="80" cy="80" r="78" fill="url(#ball)"/><path d="M6 62 Q80 104 154 62 M12 112 Q80 66 148 112" ${stroke(pale, 8)} opacity=".75"/>`,
  },
  box: {
    wide: 180,
    tall: 170,
    stands: 'ground',
    share: 0.18,
    colour: [196, 150, 96],
    draw: ({ base, light, dark }) =>
      `<path d="M4 44 L112 60 V168 L4 146Z" fill="${base}"/><path d="M112 60 L176 36 V138 L112 168Z" fill="${dark}"/><path d="M4 44 L70 22 L176 36 L112 60Z" fill="${light}"/><path d="M46 34 L150 48 M40 50 V152" ${stroke('#ffffff', 8)} opacity=".4"/>`,
  },
  suitcase: {
    wide: 230,
    tall: 210,
    stands: 'ground',
    share: 0.2,
    colour: 'brown',
    draw: ({ deep, light }) =>
      `<path d="M84 50 V22 Q84 10 96 10 H134 Q146 10 146 22 V50" ${stroke('#3f3a35', 11)}/><rect x="6" y="46" width="218" height="158" rx="20" fill="url(#body)"/><rect x="44" y="46" width="20" height="158" fill="${deep}"/><rect x="166" y="46" width="20" height="158" fill="${deep}"/><rect x="94" y="70" width="42" height="22" rx="5" fill="#e9d9a6"/><path d="M14 62 Q120 50 214 62" ${stroke(light, 4)} opacity=".6"/>`,
  },
  bag: {
    wide: 180,
    tall: 200,
    stands: 'ground',
    share: 0.18,
    colour: 'brown',
    draw: ({ dark }) =>
      `<path d="M54 76 Q54 8 90 8 Q126 8 126 76" ${stroke(dark, 10)}/><path d="M20 66 H160 L174 188 Q90 206 6 188Z" fill="url(#body)"/><rect x="70" y="92" width="40" height="26" rx="6" fill="#e9d9a6"/>`,
  },
  mailbox: {
    wide: 180,
    tall: 260,
    stands: 'ground',
    share: 0.28,
    colour: 'red',
    draw: ({ deep, pale }) =>
      `<rect x="78" y="186" width="24" height="74" fill="#5b5f66"/><path d="M14 188 V72 Q14 10 90 10 Q166 10 166 72 V188Z" fill="url(#body)"/><rect x="46" y="72" width="88" height="14" rx="7" fill="#1d2026"/><rect x="52" y="106" width="76" height="46" rx="6" fill="${pale}"/><rect x="6" y="178" width="168" height="16" rx="6" fill="${deep}"/>`,
  },
  clock: {
    wide: 180,
    tall: 180,
    stands: 'ground',
    share: 0.18,
    colour: [60, 50, 44],
    draw: () =>
      `<circle cx="90" cy="90" r="88" fill="url(#ball)"/><circle cx="90" cy="90" r="72" fill="#faf6ec"/><path d="M90 90 V40 M90 90 L124 106" ${stroke('#22242a', 7)}/><g fill="#22242a"><circle cx="90" cy="28" r="5"/><circle cx="152" cy="90" r="5"/><circle cx="90" cy="152" r="5"/><circle cx="28" cy="90" r="5"/></g>`,
  },
  book: {
    wide: 220,
    tall: 150,
    stands: 'ground',
    share: 0.14,
    colour: 'blue',
    draw: ({ dark }) =>
      `<path d="M6 30 Q60 10 110 32 Q160 10 214 30 V140 Q160 122 110 144 Q60 122 6 140Z" fill="${dark}"/><path d="M14 26 Q62 8 110 30 V136 Q62 116 14 132Z" fill="#fbf7ec"/><path d="M206 26 Q158 8 110 30 V136 Q158 116 206 132Z" fill="#f0e9d8"/><path d="M30 50 Q62 40 94 52 M30 72 Q62 62 94 74 M30 94 Q62 84 94 96 M126 52 Q158 40 190 50 M126 74 Q158 62 190 72 M126 96 Q158 84 190 94" ${stroke('#b8ae98', 3)}/>`,
  },
  drum: {
    wide: 200,
    tall: 190,
    stands: 'ground',
    share: 0.22,
    colour: 'red',
    draw: ({ deep }) =>
      `<path d="M8 44 V150 Q100 206 192 150 V44Z" fill="url(#body)"/><ellipse cx="100" cy="44" rx="92" ry="36" fill="#f4ead6"/><ellipse cx="100" cy="44" rx="92" ry="36" ${stroke(deep, 7)}/><path d="M20 78 L48 170 L78 92 L108 184 L138 92 L164 168 L184 80" ${stroke('#f2dfae', 5)}/>`,
  },
  guitar: {
    wide: 130,
    tall: 320,
    stands: 'ground',
    share: 0.4,
    colour: [190, 116, 52],
    draw: ({ deep }) =>
      `<rect x="57" y="10" width="16" height="180" fill="#3f2a1a"/><rect x="52" y="2" width="26" height="36" rx="5" fill="${deep}"/><path d="M65 150 Q22 150 28 196 Q34 214 20 234 Q4 290 65 316 Q126 290 110 234 Q96 214 102 196 Q108 150 65 150Z" fill="url(#ball)"/><circle cx="65" cy="226" r="20" fill="#2a1a10"/><path d="M61 20 V280 M65 20 V280 M69 20 V280" ${stroke('#efe6d0', 1.4)}/><rect x="46" y="276" width="38" height="8" fill="${deep}"/>`,
  },
  robot: {
    wide: 200,
    tall: 280,
    stands: 'ground',
    share: 0.4,
    colour: [150, 164, 180],
    draw: ({ dark, deep }) =>
      `<path d="M100 30 V8" ${stroke(deep, 5)}/><circle cx="100" cy="8" r="8" fill="#e5484d"/><rect x="50" y="28" width="100" height="80" rx="16" fill="url(#body)"/><circle cx="78" cy="66" r="15" fill="#e8f6ff"/><circle cx="122" cy="66" r="15" fill="#e8f6ff"/><circle cx="78" cy="66" r="7" fill="#2f7fe0"/><circle cx="122" cy="66" r="7" fill="#2f7fe0"/><rect x="76" y="88" width="48" height="8" rx="4" fill="${deep}"/><rect x="36" y="116" width="128" height="104" rx="14" fill="url(#body)"/><rect x="66" y="138" width="68" height="44" rx="8" fill="${deep}"/><circle cx="82" cy="160" r="7" fill="#5ad06a"/><circle cx="102" cy="160" r="7" fill="#f7c93c"/><path d="M30 130 Q8 170 24 204 M170 130 Q192 170 176 204" ${stroke(dark, 16)}/><path d="M72 220 V268 M128 220 V268" ${stroke(dark, 22)}/><rect x="50" y="260" width="44" height="18" rx="8" fill="${deep}"/><rect x="106" y="260" width="44" height="18" rx="8" fill="${deep}"/>`,
  },
  tent: {
    wide: 260,
    tall: 170,
    stands: 'ground',
    share: 0.24,
    colour: 'orange',
    draw: ({ dark, deep }) =>
      `<path d="M130 8 L254 168 H6Z" fill="url(#body)"/><path d="M130 8 L180 168 H254Z" fill="${dark}"/><path d="M130 60 L166 168 H94Z" fill="${deep}"/>`,
  },
  sign: {
    wide: 220,
    tall: 230,
    stands: 'ground',
    share: 0.28,
    colour: [214, 184, 132],
    draw: ({ deep }) =>
      `<rect x="100" y="96" width="20" height="134" fill="#6b5138"/><rect x="6" y="12" width="208" height="96" rx="10" fill="url(#down)"/><rect x="16" y="22" width="188" height="76" rx="6" ${stroke(deep, 4)}/>`,
  },
  flag: {
    wide: 200,
    tall: 260,
    stands: 'ground',
    share: 0.34,
    colour: 'red',
    draw: () =>
      `<rect x="14" y="6" width="10" height="254" rx="4" fill="#8a8f96"/><path d="M24 16 Q70 -4 110 18 Q150 38 194 18 V114 Q150 134 110 114 Q70 92 24 112Z" fill="url(#body)"/><path d="M70 6 Q74 60 70 96 M124 24 Q128 76 124 120" ${stroke('#000000', 8)} opacity=".1"/>`,
  },
  fence: {
    wide: 360,
    tall: 130,
    stands: 'ground',
    share: 0.16,
    colour: [226, 216, 196],
    draw: ({ dark }) =>
      `<path d="M0 50 H360 M0 96 H360" ${stroke(dark, 12)}/>${Array.from({ length: 9 }, (_, index) => `<path d="M${6 + index * 40} 130 V30 L${20 + index * 40} 12 L${34 + index * 40} 30 V130Z" fill="url(#body)"/>`).join('')}`,
  },
}
