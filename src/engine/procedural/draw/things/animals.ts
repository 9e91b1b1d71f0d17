import { stroke, type Drawing } from '../drawing.ts'

/** Animals, seen from the side or front, sitting or standing. */
export const animals: Readonly<Record<string, Drawing>> = {
  dog: {
    wide: 230,
    tall: 250,
    stands: 'ground',
    share: 0.34,
    colour: [176, 116, 62],
    draw: ({ base, dark, deep, pale }) =>
      `<path d="M186 196 Q226 186 222 140" ${stroke(dark, 16)}/><path d="M70 130 Q56 200 66 246 H178 Q196 214 170 150Z" fill="url(#body)"/><path d="M88 150 Q82 210 84 246 H112 V180 M140 246 Q146 206 138 170" fill="${base}" /><path d="M84 248 h32 q2 -14 -14 -14 h-18z M132 248 h36 q2 -16 -16 -16 h-20z" fill="${pale}"/><path d="M96 160 Q112 200 104 236 Q134 210 130 160Z" fill="${pale}" opacity=".75"/><path d="M54 62 Q58 14 110 14 Q162 14 166 62 Q170 118 140 136 Q110 150 80 136 Q50 118 54 62Z" fill="url(#body)"/><path d="M62 36 Q20 30 22 92 Q28 122 56 112 Q50 70 66 46Z M158 36 Q200 30 198 92 Q192 122 164 112 Q170 70 154 46Z" fill="${deep}"/><path d="M82 96 Q110 76 138 96 Q144 130 110 136 Q76 130 82 96Z" fill="${pale}"/><ellipse cx="110" cy="98" rx="14" ry="10" fill="#2a211c"/><path d="M110 108 V120 M94 122 Q110 132 126 122" ${stroke('#3a2c22', 4)}/><circle cx="86" cy="70" r="8" fill="#241a14"/><circle cx="134" cy="70" r="8" fill="#241a14"/><circle cx="89" cy="67" r="2.6" fill="#fff"/><circle cx="137" cy="67" r="2.6" fill="#fff"/>`,
  },
  cat: {
    wide: 220,
    tall: 240,
    stands: 'ground',
    share: 0.3,
    colour: [150, 140, 130],
    draw: ({ base, dark, deep, pale }) =>
      `<path d="M170 214 Q222 214 208 150 Q204 132 192 140" ${stroke(dark, 18)}/><path d="M64 128 Q44 196 56 238 H176 Q190 190 160 128Z" fill="url(#body)"/><path d="M92 150 Q110 200 100 236 H124 Q120 190 134 150Z" fill="${pale}" opacity=".7"/><path d="M48 70 L50 12 L88 40 Q110 34 132 40 L170 12 L172 70 Q178 128 110 134 Q42 128 48 70Z" fill="url(#body)"/><path d="M58 30 L60 58 L78 44Z M162 30 L160 58 L142 44Z" fill="#e8a9a0"/><path d="M98 40 L102 60 M110 38 V60 M122 40 L118 60 M56 84 L76 86 M164 84 L144 86" ${stroke(deep, 5)}/><ellipse cx="84" cy="80" rx="12" ry="13" fill="#c8d84a"/><ellipse cx="136" cy="80" rx="12" ry="13" fill="#c8d84a"/><ellipse cx="84" cy="80" rx="4" ry="11" fill="#1c1c1c"/><ellipse cx="136" cy="80" rx="4" ry="11" fill="#1c1c1c"/><path d="M102 100 H118 L110 110Z" fill="#d67a78"/><path d="M110 110 Q100 124 90 114 M110 110 Q120 124 130 114" ${stroke(deep, 3)}/><path d="M84 106 L40 98 M84 112 L42 116 M136 106 L180 98 M136 112 L178 116" ${stroke('#ffffff', 2)}/><path d="M66 238 h34 q0 -16 -17 -16 t-17 16z M128 238 h36 q0 -16 -18 -16 t-18 16z" fill="${base}"/>`,
  },
  horse: {
    wide: 300,
    tall: 250,
    stands: 'ground',
    share: 0.4,
    colour: [132, 82, 48],
    draw: ({ dark, deep }) =>
      `<path d="M44 110 Q10 130 24 190" ${stroke(deep, 14)}/><path d="M56 150 L50 248 H70 L80 160 M92 160 L96 248 H114 L112 156 M186 156 L182 248 H200 L206 160 M214 150 L222 248 H240 L236 140" fill="${dark}"/><path d="M44 104 Q110 84 180 104 Q214 60 232 30 L262 18 L286 68 Q290 84 268 82 L244 74 Q238 130 222 160 Q140 190 60 166 Q36 140 44 104Z" fill="url(#body)"/><path d="M238 24 Q196 40 176 104 Q204 96 236 44Z" fill="${deep}"/><path d="M250 8 L258 28 L242 28Z" fill="${dark}"/><circle cx="260" cy="44" r="4" fill="#1c1410"/>`,
  },
  cow: {
    wide: 280,
    tall: 210,
    stands: 'ground',
    share: 0.3,
    colour: [244, 240, 234],
    draw: () =>
      `<path d="M50 120 L46 206 H66 L76 130 M94 140 L96 206 H114 L112 136 M170 136 L170 206 H188 L192 136 M200 126 L206 206 H224 L220 110" fill="#ded6cc"/><path d="M34 70 Q120 46 214 70 Q224 120 204 140 Q120 160 48 140 Q26 110 34 70Z" fill="url(#body)"/><path d="M60 62 Q100 56 104 88 Q84 112 58 98Z M140 90 Q180 76 190 108 Q170 136 142 124Z M34 96 Q52 110 48 136 Q30 120 34 96Z" fill="#2c2826"/><path d="M206 62 Q214 34 244 38 Q272 44 268 84 Q262 104 240 102 Q212 98 206 62Z" fill="url(#body)"/><path d="M232 84 Q266 76 268 92 Q262 112 238 106Z" fill="#e8b4ac"/><path d="M212 44 L196 34 L212 62Z M256 40 L266 24" ${stroke('#c9b48a', 7)}/><circle cx="240" cy="62" r="4" fill="#1c1410"/>`,
  },
  rabbit: {
    wide: 150,
    tall: 220,
    stands: 'ground',
    share: 0.2,
    colour: [214, 204, 194],
    draw: ({ base, pale }) =>
      `<path d="M52 76 Q30 -6 54 4 Q76 20 70 76Z M98 76 Q120 -6 96 4 Q74 20 80 76Z" fill="${base}"/><path d="M56 66 Q46 18 56 18 Q66 30 64 66Z M94 66 Q104 18 94 18 Q84 30 86 66Z" fill="#eab8b4"/><path d="M34 150 Q30 216 75 218 Q120 216 116 150 Q100 120 75 120 Q50 120 34 150Z" fill="url(#body)"/><circle cx="75" cy="100" r="42" fill="url(#body)"/><ellipse cx="75" cy="184" rx="24" ry="28" fill="${pale}"/><circle cx="60" cy="94" r="6" fill="#2a2020"/><circle cx="90" cy="94" r="6" fill="#2a2020"/><path d="M70 106 H80 L75 113Z" fill="#d67a78"/>`,
  },
  fish: {
    wide: 220,
    tall: 120,
    stands: 'air',
    share: 0.12,
    colour: 'orange',
    draw: ({ dark, light }) =>
      `<path d="M40 60 L4 22 Q14 60 4 98Z" fill="${dark}"/><path d="M96 22 Q120 -4 150 18Z M100 98 Q120 122 140 100Z" fill="${dark}"/><path d="M32 60 Q90 0 170 30 Q212 46 214 60 Q212 76 170 92 Q90 120 32 60Z" fill="url(#down)"/><path d="M150 34 Q138 60 150 88 M110 26 Q98 60 110 96" ${stroke(light, 7)} opacity=".8"/><circle cx="184" cy="52" r="8" fill="#fff"/><circle cx="186" cy="52" r="4" fill="#16181c"/>`,
  },
}
