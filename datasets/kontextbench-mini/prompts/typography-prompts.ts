import type { Language } from '../scenes/lettering.ts'

export interface TypographyPrompt {
  prompt: string
  wanted: string
  language: Language
  /** The wanted text is not in the prompt: one has to know it. */
  knowledge?: true
}

const rows: readonly (readonly [Language, prompt: string, wanted: string])[] = [
  ['en', 'A shop sign that reads "GRAND OPENING"', 'GRAND OPENING'],
  ['en', 'A poster with the words "JAZZ NIGHT" in bold letters', 'JAZZ NIGHT'],
  ['en', 'A book cover titled "The Long Way Home"', 'The Long Way Home'],
  ['en', 'A neon sign saying "24 HOURS"', '24 HOURS'],
  ['en', 'A birthday card that says "Happy Birthday"', 'Happy Birthday'],
  ['en', 'A road sign with the text "Freiburg 12 km"', 'Freiburg 12 km'],
  ['en', 'A coffee cup printed with "FLUX & JOY"', 'FLUX & JOY'],
  ['en', 'A label that reads "Organic Honey 250 g"', 'Organic Honey 250 g'],
  ['zh', '一块招牌，上面写着“新年快乐”', '新年快乐'],
  ['zh', '一张海报，标题是“春天的故事”', '春天的故事'],
  ['de', 'Ein Ladenschild mit der Aufschrift „Frühstück“', 'Frühstück'],
  ['de', 'Ein Plakat mit den Worten „Großes Straßenfest“', 'Großes Straßenfest'],
  ['de', 'Ein Etikett, auf dem „Äpfel aus Österreich“ steht', 'Äpfel aus Österreich'],
  ['es', 'Un cartel de neón que dice «¡Feliz año!»', '¡Feliz año!'],
  ['es', 'Una portada de libro con el título «El niño y el mar»', 'El niño y el mar'],
  ['es', 'Una pizarra con el texto «¿Qué hay de menú?»', '¿Qué hay de menú?'],
  ['ja', '「ありがとう」と書かれたお店の看板', 'ありがとう'],
  ['ja', '「夏まつり」という題のポスター', '夏まつり'],
  ['ja', '「コーヒー」と書かれた紙コップ', 'コーヒー'],
  ['ar', 'لافتة متجر مكتوب عليها «مرحبا بكم»', 'مرحبا بكم'],
  ['ar', 'ملصق مكتوب عليه «عيد سعيد» بخط عريض', 'عيد سعيد'],
  ['ar', 'غلاف كتاب عنوانه «ألف ليلة وليلة»', 'ألف ليلة وليلة'],
  ['en', 'A chalkboard with the sentence "Thank you for 10 years!"', 'Thank you for 10 years!'],
]

const knowing: readonly (readonly [Language, prompt: string, wanted: string])[] = [
  ['en', 'A laboratory label that shows nothing but the chemical formula of table salt', 'NaCl'],
  [
    'en',
    'A travel poster with the name of the capital of France in capital letters, and no other text',
    'PARIS',
  ],
  ['en', 'A stone plate with the number 2024 in Roman numerals and no other text', 'MMXXIV'],
  ['zh', '一张海报，上面只写着中国最长的河流的名字', '长江'],
]

/** What must be readable in the picture, in six languages. */
export const typographyPrompts: readonly TypographyPrompt[] = [
  ...rows.map(([language, prompt, wanted]) => ({ language, prompt, wanted })),
  ...knowing.map(([language, prompt, wanted]) => ({
    language,
    prompt,
    wanted,
    knowledge: true as const,
  })),
]
