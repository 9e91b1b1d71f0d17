import { stroke, type Drawing } from '../drawing.ts'

const wheel = (x: number, y: number, r: number): string =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="#22242a"/><circle cx="${x}" cy="${y}" r="${r * 0.45}" fill="#c9ced6"/>`

/** Vehicles, furniture and buildings. */
export const big: Readonly<Record<string, Drawing>> = {
  car: {
    wide: 360,
    tall: 170,
    stands: 'ground',
    share: 0.2,
    colour: 'red',
    draw: ({ dark }) =>
      `<path d="M8 138 V92 Q10 74 48 68 L92 20 Q100 8 120 8 H236 Q252 8 264 20 L308 66 Q350 72 352 98 V138Z" fill="url(#down)"/><path d="M106 26 H172 V66 H72Z M186 26 H234 Q246 26 254 34 L284 66 H186Z" fill="#cfe6f2"/><path d="M8 108 H352" ${stroke(dark, 5)}/>${wheel(86, 136, 33)}${wheel(276, 136, 33)}<rect x="336" y="84" width="16" height="16" rx="5" fill="#ffe9a8"/>`,
  },
  bus: {
    wide: 380,
    tall: 200,
    stands: 'ground',
    share: 0.28,
    colour: 'yellow',
    draw: ({ dark }) =>
      `<rect x="6" y="14" width="368" height="152" rx="22" fill="url(#down)"/><g fill="#cfe6f2"><rect x="28" y="36" width="62" height="52" rx="6"/><rect x="102" y="36" width="62" height="52" rx="6"/><rect x="176" y="36" width="62" height="52" rx="6"/><rect x="250" y="36" width="48" height="100" rx="6"/><rect x="310" y="36" width="54" height="52" rx="6"/></g><path d="M6 120 H374" ${stroke(dark, 7)}/>${wheel(90, 166, 30)}${wheel(290, 166, 30)}`,
  },
  bicycle: {
    wide: 280,
    tall: 170,
    stands: 'ground',
    share: 0.22,
    colour: 'blue',
    draw: ({ base }) =>
      `<g ${stroke('#2a2c32', 7)}><circle cx="60" cy="112" r="52"/><circle cx="220" cy="112" r="52"/></g><path d="M60 112 L104 48 H190 L140 114Z M104 48 L140 114 M220 112 L186 34 M92 30 H116 M186 34 Q210 26 214 42" ${stroke(base, 8)}/>`,
  },
  boat: {
    wide: 300,
    tall: 260,
    stands: 'ground',
    share: 0.28,
    colour: 'red',
    draw: ({ light }) =>
      `<rect x="143" y="8" width="11" height="196" fill="#6b4a2e"/><path d="M160 12 Q256 96 264 184 H160Z" fill="#f7f3e8"/><path d="M138 38 Q72 110 64 184 H138Z" fill="#e9e2d0"/><path d="M6 196 H294 Q274 256 236 258 H64 Q26 256 6 196Z" fill="url(#body)"/><path d="M6 196 H294 l-6 18 H12z" fill="${light}"/>`,
  },
  rocket: {
    wide: 150,
    tall: 320,
    stands: 'ground',
    share: 0.44,
    colour: [232, 236, 242],
    draw: () =>
      `<path d="M40 200 L6 264 V296 L46 268Z M110 200 L144 264 V296 L104 268Z" fill="#d63a3a"/><path d="M75 4 Q122 64 116 170 L106 276 H44 L34 170 Q28 64 75 4Z" fill="url(#body)"/><path d="M75 4 Q100 36 110 74 H40 Q50 36 75 4Z" fill="#d63a3a"/><circle cx="75" cy="124" r="24" fill="#3f5f86"/><circle cx="75" cy="124" r="17" fill="#a8d4f0"/><path d="M50 276 H100 L88 318 L75 296 L62 318Z" fill="#fbb02c"/>`,
  },
  train: {
    wide: 400,
    tall: 170,
    stands: 'ground',
    share: 0.24,
    colour: 'green',
    draw: ({ dark }) =>
      `<path d="M6 20 H330 Q392 24 396 110 V134 H6Z" fill="url(#down)"/><g fill="#cfe6f2"><rect x="24" y="40" width="54" height="44" rx="5"/><rect x="92" y="40" width="54" height="44" rx="5"/><rect x="160" y="40" width="54" height="44" rx="5"/><rect x="228" y="40" width="54" height="44" rx="5"/><path d="M300 40 H334 Q366 46 374 84 H300Z"/></g><path d="M6 104 H396" ${stroke(dark, 7)}/>${[50, 110, 190, 250, 330].map((x) => wheel(x, 144, 20)).join('')}`,
  },
  chair: {
    wide: 200,
    tall: 240,
    stands: 'ground',
    share: 0.34,
    colour: 'brown',
    draw: ({ dark, deep }) =>
      `<path d="M34 12 H150 Q160 12 160 24 V134 H24 V24 Q24 12 34 12Z" fill="url(#body)"/><path d="M12 122 H176 V156 H12Z" fill="${dark}"/><path d="M22 156 V238 M166 156 V238 M56 156 V220 M132 156 V220" ${stroke(deep, 13)}/>`,
  },
  sofa: {
    wide: 420,
    tall: 200,
    stands: 'ground',
    share: 0.32,
    colour: [98, 118, 150],
    draw: ({ base, light, dark }) =>
      `<rect x="34" y="16" width="352" height="130" rx="34" fill="${dark}"/><rect x="52" y="28" width="154" height="96" rx="20" fill="${base}"/><rect x="214" y="28" width="154" height="96" rx="20" fill="${base}"/><rect x="46" y="106" width="328" height="54" rx="18" fill="${light}"/><rect x="4" y="70" width="66" height="108" rx="28" fill="url(#body)"/><rect x="350" y="70" width="66" height="108" rx="28" fill="url(#body)"/><rect x="30" y="150" width="360" height="34" rx="10" fill="${dark}"/><rect x="44" y="182" width="18" height="18" fill="#4a3322"/><rect x="358" y="182" width="18" height="18" fill="#4a3322"/>`,
  },
  beanbag: {
    wide: 260,
    tall: 180,
    stands: 'ground',
    share: 0.26,
    colour: [190, 140, 90],
    draw: ({ dark }) =>
      `<path d="M20 156 Q-6 108 44 66 Q90 6 150 22 Q230 40 246 116 Q256 166 220 174 Q120 186 20 156Z" fill="url(#ball)"/><path d="M96 40 Q120 90 104 172 M168 34 Q176 90 196 170" ${stroke(dark, 4)} opacity=".5"/>`,
  },
  table: {
    wide: 360,
    tall: 180,
    stands: 'ground',
    share: 0.26,
    colour: 'brown',
    draw: ({ dark, deep }) =>
      `<path d="M34 50 H54 L48 178 H30Z M306 50 H326 L330 178 H312Z" fill="${deep}"/><path d="M4 26 H356 V52 H4Z" fill="url(#body)"/><path d="M24 4 H336 L356 28 H4Z" fill="${dark}" opacity=".75"/>`,
  },
  bench: {
    wide: 320,
    tall: 150,
    stands: 'ground',
    share: 0.2,
    colour: 'brown',
    draw: ({ deep }) =>
      `<g fill="url(#body)"><rect x="10" y="10" width="300" height="20" rx="5"/><rect x="10" y="40" width="300" height="20" rx="5"/><rect x="2" y="76" width="316" height="22" rx="5"/></g><path d="M40 10 V148 M280 10 V148 M20 98 V148 M300 98 V148" ${stroke(deep, 11)}/>`,
  },
  house: {
    wide: 300,
    tall: 290,
    stands: 'ground',
    share: 0.44,
    colour: [226, 190, 150],
    draw: ({ dark }) =>
      `<rect x="214" y="30" width="32" height="70" fill="#8a5a4a"/><rect x="34" y="120" width="232" height="168" fill="url(#body)"/><path d="M8 126 L150 16 L292 126Z" fill="#9a4638"/><path d="M150 16 L292 126 H150Z" fill="#7c3429"/><rect x="124" y="196" width="56" height="92" rx="4" fill="#6b4430"/><circle cx="168" cy="244" r="5" fill="#f2d080"/><g fill="#bfe0f2" stroke="#fff" stroke-width="7"><rect x="58" y="150" width="48" height="48"/><rect x="196" y="150" width="48" height="48"/></g><path d="M34 280 H266" ${stroke(dark, 10)}/>`,
  },
  castle: {
    wide: 360,
    tall: 330,
    stands: 'ground',
    share: 0.46,
    colour: [176, 168, 160],
    draw: ({ dark, deep }) =>
      `<path d="M70 150 H290 V328 H70Z" fill="url(#body)"/><path d="M70 134 h24 v16 h20 v-16 h24 v16 h20 v-16 h24 v16 h20 v-16 h24 v16 h20 v-16 h24 v16 h20 v-16 h0 v34 H70Z" fill="${dark}"/><g fill="url(#body)"><rect x="20" y="110" width="72" height="218"/><rect x="268" y="110" width="72" height="218"/><rect x="142" y="76" width="76" height="252"/></g><path d="M10 114 L56 30 L102 114Z M258 114 L304 30 L350 114Z M130 80 L180 2 L230 80Z" fill="#5a4a78"/><path d="M180 2 V-14 L206 -6 L180 4" fill="#d63a3a"/><path d="M154 328 V276 Q154 248 180 248 Q206 248 206 276 V328Z" fill="#3a2c24"/><g fill="${deep}"><rect x="46" y="150" width="18" height="36" rx="9"/><rect x="296" y="150" width="18" height="36" rx="9"/><rect x="171" y="120" width="18" height="40" rx="9"/><rect x="46" y="226" width="18" height="36" rx="9"/><rect x="296" y="226" width="18" height="36" rx="9"/></g>`,
  },
  lighthouse: {
    wide: 150,
    tall: 380,
    stands: 'ground',
    share: 0.5,
    colour: 'red',
    draw: ({ base }) =>
      `<path d="M46 92 H104 L124 378 H26Z" fill="#f6f2ea"/><path d="M42 150 H108 L112 206 H38Z M34 262 H116 L120 320 H30Z" fill="${base}"/><path d="M84 92 H104 L124 378 H92Z" fill="#000" opacity=".12"/><rect x="34" y="80" width="82" height="14" rx="4" fill="#3b4250"/><rect x="50" y="38" width="50" height="44" fill="#ffe9a0"/><path d="M50 38 V82 M66 38 V82 M84 38 V82 M100 38 V82" ${stroke('#3b4250', 4)}/><path d="M42 40 L75 6 L108 40Z" fill="#3b4250"/><rect x="64" y="338" width="24" height="40" rx="10" fill="#5a4636"/>`,
  },
  tower: {
    wide: 140,
    tall: 380,
    stands: 'ground',
    share: 0.56,
    colour: [120, 140, 168],
    draw: () =>
      `<rect x="14" y="30" width="112" height="350" fill="url(#body)"/><path d="M70 30 V4" ${stroke('#5a6474', 5)}/><g fill="#ffe9a8" opacity=".85">${Array.from({ length: 36 }, (_, index) => `<rect x="${26 + (index % 4) * 24}" y="${46 + Math.floor(index / 4) * 36}" width="14" height="20"/>`).join('')}</g>`,
  },
  bridge: {
    wide: 420,
    tall: 150,
    stands: 'ground',
    share: 0.22,
    colour: [160, 130, 104],
    draw: ({ dark }) =>
      `<path d="M0 148 Q210 -40 420 148 H360 Q210 30 60 148Z" fill="url(#body)"/><path d="M10 122 Q210 -64 410 122" ${stroke(dark, 9)}/><path d="M70 72 V98 M130 40 V66 M190 26 V52 M250 28 V52 M310 46 V72 M360 80 V104" ${stroke(dark, 7)}/>`,
  },
  window: {
    wide: 180,
    tall: 220,
    stands: 'ground',
    share: 0.3,
    colour: [244, 240, 230],
    draw: () =>
      `<rect x="4" y="4" width="172" height="212" rx="6" fill="url(#body)"/><rect x="20" y="20" width="140" height="180" fill="#9cc9ea"/><path d="M20 150 Q70 110 160 140 V200 H20Z" fill="#7fae6a"/><path d="M90 20 V200 M20 108 H160" ${stroke('#f4efe4', 9)}/>`,
  },
  door: {
    wide: 140,
    tall: 270,
    stands: 'ground',
    share: 0.4,
    colour: 'brown',
    draw: ({ dark }) =>
      `<rect x="4" y="4" width="132" height="266" rx="4" fill="${dark}"/><rect x="14" y="14" width="112" height="256" fill="url(#body)"/><rect x="30" y="34" width="80" height="90" fill="${dark}" opacity=".5"/><rect x="30" y="146" width="80" height="96" fill="${dark}" opacity=".5"/><circle cx="114" cy="142" r="7" fill="#f2d080"/>`,
  },
}
