import type { Script } from '#schema/script.ts'

export interface PhraseSet {
  /** Language data of Tesseract, or the nets. */
  reader: string
  script: Script
  families: readonly string[]
  phrases: readonly string[]
}

const latinFaces = ['DejaVu Sans', 'DejaVu Serif', 'Noto Sans SC', 'DejaVu Sans Mono']
const hanFaces = ['Noto Sans SC']

/** Texts as they stand on signs, posters and covers, by who reads them. */
export const phraseSets: readonly PhraseSet[] = [
  {
    reader: 'ppocr4',
    script: 'latin',
    families: latinFaces,
    phrases:
      'GRAND OPENING|Fresh Bread|JAZZ NIGHT|Open 24 Hours|Welcome Home|FLUX & JOY|Exit 12B|The Long Way|No Parking|Happy Birthday|BOOKS|Coffee 3.50|Train to Ulm|CLOSED|Mind the gap|Quick Fix|Harvest Moon|SALE -50%|Museum|Platform 9'.split(
        '|',
      ),
  },
  {
    reader: 'ppocr4',
    script: 'han',
    families: hanFaces,
    phrases:
      '新年快乐|春天的故事|茶馆|欢迎光临|电影院|北京大学|请勿吸烟|出口|火车站|生日快乐|咖啡店|图书馆|长江大桥|今日特价|水果市场|小心地滑|国家公园|夜市小吃|停车场|月光'.split(
        '|',
      ),
  },
  {
    reader: 'deu',
    script: 'latin',
    families: latinFaces,
    phrases:
      'BÄCKEREI|Frühstück|Straßenfest|Äpfel aus Österreich|GEÖFFNET|Süßer See|Müller & Söhne|Märchen|Köln 12 km|Grüße|Schöne Aussicht|Käse|Fußgänger|Größe|Übung|Tür zu|Gemüse|Schlüssel|Höhle|Brötchen'.split(
        '|',
      ),
  },
  {
    reader: 'spa',
    script: 'latin',
    families: latinFaces,
    phrases:
      '¡FIESTA!|MAÑANA|¿Qué tal?|El niño y el mar|¡Feliz año!|Panadería|PIÑA Y LIMÓN|Estación|Jardín|Café|¡ADIÓS!|Música|Corazón|Peluquería|Información|Salida aquí|Teléfono|España|Montaña|Sueños'.split(
        '|',
      ),
  },
  {
    reader: 'fra',
    script: 'latin',
    families: latinFaces,
    phrases:
      'Crêperie|À bientôt|Théâtre|Forêt|Pâtisserie|Déjà vu|École|Hôtel|Musée|Garçon|Fête|Bibliothèque|Île|Château|Café crème|Noël|Où|Bière|Élève|Entrée'.split(
        '|',
      ),
  },
  {
    reader: 'jpn',
    script: 'kana',
    families: hanFaces,
    phrases:
      'おかえり|ラーメン|ありがとう|夏まつり|コーヒー|ようこそ|つきよ|さくら|すし|おはようございます|パン屋|たんじょうび|ひまわり|ゆきだるま|カフェ|みどりの日|うどん|とうきょう駅|くだもの|いらっしゃいませ'.split(
        '|',
      ),
  },
  {
    reader: 'ara',
    script: 'arabic',
    families: ['DejaVu Sans'],
    phrases:
      'سينما|أهلا وسهلا|مرحبا بكم|عيد سعيد|ألف ليلة وليلة|فندق|الفواكه|سوق|مكتبة|مطعم|شكرا|مدرسة|القاهرة|باب|حديقة|خبز|قهوة|بيت|كتاب|صباح الخير'.split(
        '|',
      ),
  },
  {
    reader: 'bul',
    script: 'cyrillic',
    families: latinFaces,
    phrases:
      'Добре дошли|Хлебарница|КАФЕ|Книги|Театър|Пазар|Щастие|Утро|ГАРА|Море|Честит празник|Музей|Отворено|Градина|Вход|Изход|Училище|Река|Плодове|Нощ'.split(
        '|',
      ),
  },
  {
    reader: 'ukr',
    script: 'cyrillic',
    families: latinFaces,
    phrases:
      'Ласкаво просимо|Хліб|КАВА|Їжа|Книгарня|Вокзал|Ґанок|Щастя|Україна|Річка|Музей|ВІДЧИНЕНО|Єдність|Ніч|Ринок|Свято|Зима|Місто|Дім|Школа'.split(
        '|',
      ),
  },
  {
    reader: 'ell',
    script: 'greek',
    families: latinFaces,
    phrases:
      'Καλημέρα|ΑΝΟΙΚΤΟ|Φούρνος|Βιβλία|Θάλασσα|Μουσείο|Αγορά|Καφές|Σχολείο|Έξοδος|Ψωμί|Ελλάδα|Νύχτα|Κήπος|Ευχαριστώ|Δρόμος|Ξενοδοχείο|Ήλιος|Ζωή|Όνειρο'.split(
        '|',
      ),
  },
  {
    reader: 'heb',
    script: 'hebrew',
    families: ['DejaVu Sans'],
    phrases:
      'שלום|ברוכים הבאים|מאפייה|ספרים|קפה|תודה|ירושלים|בית ספר|מוזיאון|שוק|יציאה|כניסה|ים|גן|לחם|בוקר טוב|לילה|מלון|רחוב|חנות'.split(
        '|',
      ),
  },
]
