import { grain } from '../../raster/grain.ts'
import { down, groundOf, leafOf, pine, sky, tree, type Moment } from './air.ts'

const ripples = (from: number, until: number, seed: number, colour = '#ffffff'): string => {
  const random = grain(seed + 81)
  return Array.from({ length: 46 }, () => {
    const depth = random()
    const [x, y, w] = [random() * 1024, from + depth * (until - from), 14 + depth * 90]
    return `<path d="M${x.toFixed(0)} ${y.toFixed(0)} h${w.toFixed(0)}" stroke="${colour}" stroke-width="${(1 + depth * 3).toFixed(1)}" opacity=".3" stroke-linecap="round"/>`
  }).join('')
}

const tufts = (from: number, seed: number, colour: string): string => {
  const random = grain(seed + 82)
  return Array.from({ length: 160 }, () => {
    const depth = random()
    const [x, y, h] = [random() * 1024, from + depth * (1024 - from), 8 + depth * 30]
    return `<path d="M${x.toFixed(0)} ${y.toFixed(0)} q${(random() * 8 - 4).toFixed(0)} ${(-h / 2).toFixed(0)} ${(random() * 16 - 8).toFixed(0)} ${(-h).toFixed(0)}" stroke="${colour}" stroke-width="${(1 + depth * 2).toFixed(1)}" fill="none" opacity=".5"/>`
  }).join('')
}

const blossoms = (from: number, seed: number): string => {
  const random = grain(seed + 83)
  const colours = ['#f2d24a', '#ffffff', '#e4729a', '#b07ad0', '#f08a4a']
  return Array.from({ length: 70 }, (_, index) => {
    const depth = random()
    return `<circle cx="${(random() * 1024).toFixed(0)}" cy="${(from + depth * (1010 - from)).toFixed(0)}" r="${(2 + depth * 6).toFixed(1)}" fill="${colours[index % 5]}" opacity=".85"/>`
  }).join('')
}

const peaks = (y: number, far: string, near: string): string =>
  `<path d="M-20 ${y + 20} L120 ${y - 150} L210 ${y - 60} L360 ${y - 260} L520 ${y - 40} L650 ${y - 190} L790 ${y - 30} L900 ${y - 140} L1050 ${y + 20}Z" fill="${far}"/><path d="M360 ${y - 260} L410 ${y - 190} L382 ${y - 200} L352 ${y - 176} L318 ${y - 200}Z M650 ${y - 190} L690 ${y - 140} L664 ${y - 148} L640 ${y - 130} L616 ${y - 152}Z M120 ${y - 150} L150 ${y - 120} L126 ${y - 124} L98 ${y - 124}Z" fill="#f6f9fc"/><path d="M-20 ${y + 40} Q180 ${y - 60} 400 ${y + 10} T800 ${y - 10} T1050 ${y + 30}Z" fill="${near}"/>`

const hill = (y: number, sway: number, fill: string): string =>
  `<path d="M0 ${y} Q${260} ${y - sway} 520 ${y} T1024 ${y - sway / 3} V1024 H0Z" fill="${fill}"/>`

/** Open country and water, 1024 x 1024 units each. */
export const outside: Readonly<Record<string, (moment: Moment) => string>> = {
  beach: (m) =>
    `${sky(m)}${down('sea', m.time === 'sunset' ? '#8a6f96' : '#2f8fc4', m.time === 'sunset' ? '#f0a878' : '#7fd0dc')}<rect y="540" width="1024" height="190" fill="url(#sea)"/>${ripples(550, 720, m.seed)}${down('sand', '#f3dfb0', '#d9b678')}<path d="M0 722 Q160 690 330 716 T680 706 T1024 724 V1024 H0Z" fill="url(#sand)"/><path d="M0 722 Q160 690 330 716 T680 706 T1024 724 V740 Q850 726 680 726 T330 736 T0 742Z" fill="#fff" opacity=".75"/><g transform="translate(900 760) rotate(8)"><path d="M0 0 Q-26 -150 -70 -290" stroke="#8a6238" stroke-width="20" fill="none"/><g fill="#3f8a4a"><path d="M-70 -290 Q-160 -330 -210 -270 Q-140 -290 -70 -290Z"/><path d="M-70 -290 Q-110 -390 -190 -380 Q-110 -350 -70 -290Z"/><path d="M-70 -290 Q-30 -390 50 -370 Q-20 -350 -70 -290Z"/><path d="M-70 -290 Q20 -320 70 -250 Q0 -290 -70 -290Z"/></g></g>`,
  sea: (m) =>
    `${sky(m)}${down('sea', '#3a86b8', '#12466e')}<rect y="520" width="1024" height="504" fill="url(#sea)"/>${ripples(530, 1010, m.seed)}${ripples(640, 1020, m.seed + 1, '#bfe4f4')}`,
  lake: (m) => {
    const leaf = leafOf(m)
    return `${sky(m)}${peaks(560, '#7f93b4', leaf[2])}${down('sea', '#7fb4d4', '#3f7fa6')}<rect y="560" width="1024" height="240" fill="url(#sea)"/>${ripples(570, 790, m.seed)}${pine(70, 600, 0.5, leaf)}${pine(140, 596, 0.4, leaf)}${pine(930, 600, 0.55, leaf)}${down('bank', ...groundOf(m))}${hill(800, 50, 'url(#bank)')}${tufts(820, m.seed, leaf[2])}`
  },
  mountains: (m) => {
    const leaf = leafOf(m)
    return `${sky(m)}${peaks(600, '#74869f', leaf[2])}${pine(80, 720, 0.7, leaf)}${pine(190, 700, 0.5, leaf)}${pine(880, 716, 0.62, leaf)}${pine(976, 730, 0.8, leaf)}${down('meadow', ...groundOf(m))}${hill(720, 90, 'url(#meadow)')}${tufts(760, m.seed, leaf[2])}`
  },
  snow: (m) => {
    const white = leafOf({ ...m, season: 'winter' })
    return `${sky(m)}${peaks(600, '#9fb2c8', '#c8d6e4')}${pine(90, 740, 0.8, white)}${pine(210, 710, 0.55, white)}${pine(900, 740, 0.8, white)}${down('snow', '#f8fbfe', '#c9d8e6')}${hill(720, 90, 'url(#snow)')}${hill(860, -50, '#ffffff')}<g fill="#fff">${Array.from({ length: 80 }, (_, index) => `<circle cx="${(index * 197) % 1024}" cy="${(index * 331 + ((index * index * 17) % 211)) % 1024}" r="${2 + (index % 4)}" opacity=".9"/>`).join('')}</g>`
  },
  desert: (m) =>
    `${sky(m)}${down('far', '#e2b87a', '#c98f52')}<path d="M0 620 Q220 520 470 620 T1024 590 V1024 H0Z" fill="url(#far)"/>${down('near', '#edc98a', '#b9793f')}<path d="M0 780 Q320 620 620 760 Q820 850 1024 740 V1024 H0Z" fill="url(#near)"/><path d="M0 780 Q320 620 620 760 Q420 760 0 900Z" fill="#a96a36" opacity=".35"/>`,
  forest: (m) => {
    const leaf = leafOf(m)
    const far = Array.from({ length: 12 }, (_, index) =>
      pine(20 + index * 92, 690 + (index % 3) * 14, 0.86 + (index % 4) * 0.1, [
        leaf[1],
        leaf[2],
        '#2c5236',
      ]),
    ).join('')
    return `${sky(m)}<g opacity=".55">${far}</g>${down('floor', '#6f8f4a', '#3f5a30')}${hill(720, 40, m.season === 'summer' ? 'url(#floor)' : groundOf(m)[0])}${[40, 170, 860, 990].map((x, index) => `<path d="M${x - 26} 900 Q${x - 14} 500 ${x - 20} 0 H${x + 20} Q${x + 14} 500 ${x + 30} 900Z" fill="${index % 2 ? '#4a3524' : '#5c4530'}"/>`).join('')}<path d="M0 0 H1024 V150 Q900 230 760 150 Q620 250 480 150 Q330 240 200 160 Q90 230 0 150Z" fill="${leaf[2]}"/>${tufts(760, m.seed, leaf[1])}<path d="M430 1024 Q500 820 470 724 H540 Q560 820 640 1024Z" fill="#c9b184" opacity=".6"/>`
  },
  meadow: (m) => {
    const leaf = leafOf(m)
    return `${sky(m)}${hill(600, 80, leaf[2])}${tree(120, 640, 0.55, leaf)}${tree(900, 630, 0.62, leaf)}${down('grass', ...groundOf(m))}${hill(680, 60, 'url(#grass)')}${tufts(700, m.seed, leaf[2])}${m.season === 'winter' ? '' : blossoms(720, m.seed)}`
  },
  garden: (m) => {
    const leaf = leafOf(m)
    return `${sky(m)}<path d="M0 470 H1024 V720 H0Z" fill="${leaf[2]}"/>${[60, 190, 330, 470, 620, 760, 900].map((x, index) => `<circle cx="${x}" cy="${500 + (index % 3) * 24}" r="${86 + (index % 2) * 22}" fill="${leaf[index % 3]}"/>`).join('')}${down('lawn', ...groundOf(m))}<path d="M0 690 Q500 640 1024 690 V1024 H0Z" fill="url(#lawn)"/><path d="M380 1024 Q520 830 470 672 H560 Q640 830 720 1024Z" fill="#dccaa2"/>${tufts(720, m.seed, leaf[2])}<g>${blossoms(650, m.seed)}${blossoms(690, m.seed + 3)}</g>`
  },
  park: (m) => {
    const leaf = leafOf(m)
    return `${sky(m)}${hill(580, 70, leaf[2])}${tree(110, 700, 1, leaf)}${tree(300, 640, 0.6, leaf)}${tree(720, 640, 0.6, leaf)}${tree(920, 710, 1.1, leaf)}${down('grass', ...groundOf(m))}<path d="M0 680 Q360 620 1024 690 V1024 H0Z" fill="url(#grass)"/><path d="M400 1024 Q500 820 470 664 H548 Q600 820 660 1024Z" fill="#dccaa2" opacity=".9"/>${tufts(720, m.seed, leaf[2])}`
  },
  cliff: (m) =>
    `${sky(m)}${down('sea', m.time === 'sunset' ? '#7a6a92' : '#3f8ab8', '#1d4f78')}<rect y="600" width="1024" height="424" fill="url(#sea)"/>${ripples(610, 1010, m.seed)}${down('rock', '#8f8478', '#4f463e')}<path d="M1024 560 Q760 520 620 590 Q520 600 470 660 L440 780 L380 860 L360 1024 H1024Z" fill="url(#rock)"/>${down('turf', ...groundOf(m))}<path d="M1024 560 Q760 520 620 590 Q520 600 470 660 Q560 640 660 650 Q840 630 1024 660Z" fill="url(#turf)"/><g stroke="#3f372f" stroke-width="6" fill="none" opacity=".4"><path d="M560 680 L540 900 M700 670 L690 1000 M840 660 L860 980 M960 670 L950 1010"/></g><path d="M340 1000 q30 -26 60 0 t60 0" stroke="#fff" stroke-width="8" fill="none" opacity=".7"/>`,
  hill: (m) => {
    const leaf = leafOf(m)
    return `${sky(m)}${hill(640, 70, leaf[2])}${down('grass', ...groundOf(m))}<path d="M0 860 Q200 800 330 690 Q512 540 700 690 Q840 800 1024 850 V1024 H0Z" fill="url(#grass)"/>${tree(140, 860, 0.55, leaf)}${tree(220, 840, 0.4, leaf)}${tree(900, 870, 0.6, leaf)}<path d="M470 1024 Q640 900 520 780 Q460 700 512 630" stroke="#dccaa2" stroke-width="30" fill="none" opacity=".8"/>${tufts(760, m.seed, leaf[2])}`
  },
  sky: (m) =>
    `${sky(m)}<g fill="#fff" opacity=".85"><ellipse cx="240" cy="860" rx="330" ry="90"/><ellipse cx="760" cy="900" rx="380" ry="100"/><ellipse cx="520" cy="980" rx="520" ry="110"/></g>`,
  space: (m) => {
    const random = grain(m.seed + 90)
    const dots = Array.from(
      { length: 240 },
      () =>
        `<circle cx="${(random() * 1024).toFixed(0)}" cy="${(random() * 1024).toFixed(0)}" r="${(0.6 + random() ** 3 * 3).toFixed(1)}" fill="#fff" opacity="${(0.35 + random() * 0.65).toFixed(2)}"/>`,
    ).join('')
    return `<defs><radialGradient id="neb"><stop stop-color="#8a4fc0" stop-opacity=".7"/><stop offset="1" stop-color="#8a4fc0" stop-opacity="0"/></radialGradient><radialGradient id="neb2"><stop stop-color="#2f7fd0" stop-opacity=".6"/><stop offset="1" stop-color="#2f7fd0" stop-opacity="0"/></radialGradient><radialGradient id="planet" cx=".35" cy=".3"><stop stop-color="#f4c890"/><stop offset=".6" stop-color="#c9743f"/><stop offset="1" stop-color="#4a2418"/></radialGradient></defs><rect width="1024" height="1024" fill="#070a1c"/><ellipse cx="300" cy="380" rx="520" ry="300" fill="url(#neb)"/><ellipse cx="780" cy="640" rx="460" ry="320" fill="url(#neb2)"/>${dots}<circle cx="820" cy="230" r="120" fill="url(#planet)"/><ellipse cx="820" cy="230" rx="210" ry="36" fill="none" stroke="#e8cfa8" stroke-width="12" opacity=".7" transform="rotate(-16 820 230)"/>`
  },
  underwater: (m) => {
    const random = grain(m.seed + 91)
    return `${down('deep', '#49c0d8', '#0b3f78')}<rect width="1024" height="1024" fill="url(#deep)"/><g fill="#fff" opacity=".1"><path d="M200 0 L330 0 L180 1024 H-60Z M470 0 L560 0 L620 1024 H380Z M760 0 L850 0 L1100 1024 H860Z"/></g>${down('bed', '#d9c48a', '#8a7a4a')}<path d="M0 880 Q260 820 520 880 T1024 860 V1024 H0Z" fill="url(#bed)"/><g stroke-width="16" fill="none" stroke-linecap="round"><path d="M90 900 Q60 780 110 690 Q70 620 100 560" stroke="#2f8a5a"/><path d="M150 910 Q180 820 140 740" stroke="#3fa06a"/><path d="M900 890 Q940 780 890 700 Q930 640 905 600" stroke="#2f8a5a"/></g><g fill="#e8705a"><path d="M760 900 q-20 -90 10 -120 q10 50 24 60 q10 -60 40 -70 q-10 70 -10 130z"/></g>${Array.from({ length: 24 }, () => `<circle cx="${(random() * 1024).toFixed(0)}" cy="${(random() * 860).toFixed(0)}" r="${(3 + random() * 11).toFixed(0)}" fill="none" stroke="#fff" stroke-width="2" opacity=".55"/>`).join('')}`
  },
}
