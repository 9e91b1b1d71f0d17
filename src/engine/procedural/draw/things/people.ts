import { stroke, type Drawing } from '../drawing.ts'

/** What tells one figure from another. */
interface Figure {
  hair: string
  long?: boolean
  skirt?: boolean
  beard?: boolean
  tall?: number
  skin?: string
}

/** A standing figure from head to foot; clothes in the colour asked for. */
const figure =
  ({ hair, long, skirt, beard, skin = '#e8b991' }: Figure): Drawing['draw'] =>
  ({ dark, deep }) =>
    `${long ? `<path d="M46 44 Q44 8 80 8 Q116 8 114 44 L120 112 Q80 124 40 112Z" fill="${hair}"/>` : ''}` +
    `<path d="M58 214 L54 344 H76 L80 236 L84 344 H106 L102 214Z" fill="#39435a"/><path d="M48 342 q14 -10 30 0 v8 h-30z M82 342 q14 -10 30 0 v8 h-30z" fill="#2a2622"/>` +
    `<path d="M42 112 Q22 150 26 204" ${stroke('url(#body)', 20)}/><path d="M118 112 Q138 150 134 204" ${stroke(dark, 20)}/><circle cx="26" cy="210" r="10" fill="${skin}"/><circle cx="134" cy="210" r="10" fill="${skin}"/>` +
    (skirt
      ? `<path d="M46 104 Q80 92 114 104 L108 160 L134 274 Q80 292 26 274 L52 160Z" fill="url(#body)"/>`
      : `<path d="M40 106 Q80 90 120 106 L110 224 Q80 232 50 224Z" fill="url(#body)"/>`) +
    `<path d="M66 84 h28 v18 q-14 12 -28 0z" fill="${skin}"/><path d="M46 46 Q46 10 80 10 Q114 10 114 46 Q114 88 80 94 Q46 88 46 46Z" fill="${skin}"/>` +
    `<path d="M44 48 Q40 4 80 4 Q120 4 116 48 Q110 30 92 26 Q62 30 44 48Z" fill="${hair}"/>` +
    `${beard ? `<path d="M46 56 Q50 98 80 100 Q110 98 114 56 Q106 74 90 70 H70 Q54 74 46 56Z" fill="${hair}"/>` : ''}` +
    `<circle cx="66" cy="52" r="4" fill="#2a201a"/><circle cx="94" cy="52" r="4" fill="#2a201a"/><path d="M68 74 Q80 82 92 74" ${stroke('#a04a3c', 4)}/><path d="M58 42 q8 -5 15 0 M87 42 q8 -5 15 0" ${stroke(deep, 3)}/>`

const person = (of: Figure, colour: Drawing['colour'], share = 0.62): Drawing => ({
  wide: 160,
  tall: 352,
  stands: 'ground',
  share,
  colour,
  draw: figure(of),
})

/** People, whole. */
export const people: Readonly<Record<string, Drawing>> = {
  woman: person({ hair: '#5a3825', long: true, skirt: true }, [47, 127, 121]),
  man: person({ hair: '#3a2a20' }, [81, 97, 143]),
  girl: person({ hair: '#a8642b', long: true, skirt: true }, [226, 125, 154], 0.5),
  boy: person({ hair: '#2a1c16' }, [63, 154, 95], 0.5),
  child: person({ hair: '#5a3a24' }, [240, 170, 60], 0.46),
  person: person({ hair: '#33261e' }, [80, 110, 160]),
  elder: person({ hair: '#c9c4bc', beard: true }, [110, 96, 84]),
}
