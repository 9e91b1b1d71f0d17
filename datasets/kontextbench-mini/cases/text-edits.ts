import { write } from '../scenes/change.ts'
import type { Language } from '../scenes/lettering.ts'
import type { Edit } from './edit.ts'

type Row = readonly [
  base: string,
  id: string,
  to: string,
  textLanguage: Language,
  ask: string,
  language?: Language,
]

/** The text of a first scene's sign in another language: asked in English, in that language, or in Chinese. */
const rows: readonly Row[] = [
  [
    'bakery-street',
    'text-de',
    'BÄCKEREI',
    'de',
    "Replace 'BAKERY' on the sign with the German word 'BÄCKEREI'",
  ],
  [
    'corner-cafe',
    'text-de',
    'GEÖFFNET',
    'de',
    'Schreibe „GEÖFFNET“ statt „OPEN“ auf das Schild',
    'de',
  ],
  ['alpine-lake', 'text-de', 'Süßer See', 'de', 'Ersetze „LAKE 8 KM“ durch „Süßer See“', 'de'],
  ['kite-park', 'text-es', '¡FIESTA!', 'es', "Replace 'PICNIC' on the sign with '¡FIESTA!'"],
  [
    'rope-harbour',
    'text-es',
    'MAÑANA',
    'es',
    'Escribe «MAÑANA» en el cartel en lugar de «FISH»',
    'es',
  ],
  ['garden-cafe', 'text-es', '¿QUÉ TAL?', 'es', 'Cambia «MENU» por «¿QUÉ TAL?»', 'es'],
  [
    'reading-room',
    'text-ja',
    'おかえり',
    'ja',
    "Replace 'HOME' on the sign with the Japanese greeting 'おかえり'",
  ],
  [
    'tea-harbour',
    'text-ja',
    'ラーメン',
    'ja',
    '看板の「茶馆」を「ラーメン」に変えてください',
    'ja',
  ],
  [
    'evening-street',
    'text-ar',
    'سينما',
    'ar',
    "Replace 'HOTEL' on the sign with the Arabic word 'سينما'",
  ],
  ['plum-room', 'text-ar', 'أهلا وسهلا', 'ar', 'اكتب «أهلا وسهلا» على اللافتة بدلاً من «WELCOME»', 'ar'],
  ['evening-street', 'text-zh', '电影院', 'zh', "把招牌上的'HOTEL'改成'电影院'", 'zh'],
  ['umbrella-pass', 'text-en', 'INN', 'en', "Replace '客栈' on the sign with 'INN'", 'en'],
]

export const textEdits: readonly Edit[] = rows.map(
  ([base, id, text, textLanguage, ask, language = 'en']): Edit => ({
    base,
    id,
    tags: ['text', `text-${textLanguage}`],
    tasks: ['text-editing'],
    ask,
    language,
    change: write(text),
    text,
    textLanguage,
  }),
)
