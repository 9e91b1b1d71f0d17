import { colours } from '../paint/part.ts'
import { thing } from '../scenes/base.ts'
import { alter, put, recolour, surround, write } from '../scenes/change.ts'
import type { Edit } from './edit.ts'

/** Bands of flags, left to right (v), top to bottom (h), or a disc on a ground; the colours the states publish. */
const flags = {
  italy: 'v:#008c45,#f4f9ff,#cd212a',
  france: 'v:#000091,#ffffff,#e1000f',
  japan: 'disc:#ffffff,#bc002d',
  germany: 'h:#000000,#dd0000,#ffce00',
  ukraine: 'h:#0057b7,#ffd700',
} as const

/** The answer is not in the instruction: one has to know it. */
const edits: readonly Edit[] = [
  {
    base: 'chalk-classroom',
    id: 'italy',
    tags: ['recolour', 'flag'],
    ask: 'Give the flag the colours of Italy',
    change: alter('flag', { detail: flags.italy }),
  },
  {
    base: 'chalk-classroom',
    id: 'paris',
    tags: ['recolour', 'flag'],
    ask: 'Show the flag of the country whose capital is Paris',
    change: alter('flag', { detail: flags.france }),
  },
  {
    base: 'chalk-classroom',
    id: 'rising-sun',
    tags: ['replace', 'flag'],
    ask: 'Turn the flag into that of the Land of the Rising Sun',
    change: alter('flag', { detail: flags.japan }),
  },
  {
    base: 'alpine-lake',
    id: 'kyiv',
    tags: ['add', 'flag'],
    ask: 'Put up a flagpole behind the suitcase with the flag of the country whose capital is Kyiv',
    change: put(thing('flag', 'flag', 'white', { x: 740, y: 890, scale: 0.9 }, flags.ukraine)),
  },
  {
    base: 'north-station',
    id: 'berlin',
    tags: ['add', 'flag'],
    ask: 'Stelle rechts einen Mast mit der Flagge des Landes auf, dessen Hauptstadt Berlin ist',
    change: put(thing('flag', 'flag', 'white', { x: 760, y: 930, scale: 0.84 }, flags.germany)),
  },
  {
    base: 'north-station',
    id: 'clock',
    tags: ['replace', 'clock'],
    ask: 'Stelle die Bahnhofsuhr auf Viertel nach drei',
    change: alter('clock', { detail: '3:15' }),
  },
  {
    base: 'evening-street',
    id: 'go',
    tags: ['recolour'],
    ask: 'Switch the traffic light to the colour that means go',
    change: alter('traffic-light', { detail: 'green' }),
  },
  {
    base: 'corner-cafe',
    id: 'banana',
    tags: ['recolour'],
    ask: 'Give the cup the colour of a ripe banana',
    change: recolour('thing', 'yellow'),
  },
  {
    base: 'balloon-park',
    id: 'mixed',
    tags: ['recolour'],
    ask: '把气球变成红色和黄色颜料混合后得到的颜色',
    change: alter('thing', { hex: colours.orange }),
  },
  {
    base: 'bakery-street',
    id: 'january',
    tags: ['season'],
    tasks: ['global-editing'],
    ask: 'Show this street in the season that the Northern Hemisphere has in January',
    change: surround({ season: 'winter' }),
  },
  {
    base: 'balloon-park',
    id: 'october',
    tags: ['season'],
    tasks: ['global-editing'],
    ask: '画出这个公园在北半球十月时的季节',
    change: surround({ season: 'autumn' }),
  },
  {
    base: 'snow-village',
    id: 'july',
    tags: ['season'],
    tasks: ['global-editing'],
    ask: '北半球の七月の季節にしてください。雪だるまとそりはそのままで',
    change: surround({ season: 'summer' }),
  },
  {
    base: 'chalk-classroom',
    id: 'water',
    tags: ['text'],
    tasks: ['text-editing'],
    ask: 'Write the chemical formula of water on the blackboard instead of the sum',
    change: write('H₂O'),
    text: 'H₂O',
  },
  {
    base: 'parrot-greenhouse',
    id: 'gas',
    tags: ['text'],
    tasks: ['text-editing'],
    ask: 'Write on the sign the chemical formula of the gas that plants take from the air by day',
    change: write('CO₂'),
    text: 'CO₂',
  },
  {
    base: 'chalk-classroom',
    id: 'product',
    tags: ['text'],
    tasks: ['text-editing'],
    ask: "Replace the sum on the blackboard with '9 × 8 =' and the right result",
    change: write('9 × 8 = 72'),
    text: '9 × 8 = 72',
  },
  {
    base: 'reading-room',
    id: 'tokyo',
    tags: ['text'],
    tasks: ['text-editing'],
    ask: 'Write the name of the capital of Japan on the sign, in Latin capitals',
    change: write('TOKYO'),
    text: 'TOKYO',
  },
  {
    base: 'plum-room',
    id: 'roman',
    tags: ['text'],
    tasks: ['text-editing'],
    ask: 'Write the number 14 on the sign in Roman numerals',
    change: write('XIV'),
    text: 'XIV',
  },
  {
    base: 'tea-harbour',
    id: 'capital',
    tags: ['text'],
    tasks: ['text-editing'],
    ask: '在招牌上写出中国的首都',
    change: write('北京'),
    text: '北京',
  },
]

export const knowledgeEdits: readonly Edit[] = edits.map((edit) => ({
  ...edit,
  tags: [...edit.tags, 'world-knowledge'],
}))
