/** Scenes that can be drawn, and the words for them; the first match wins, so narrow words come first. */
const places: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['underwater', /under ?water|coral reef|under the sea|水下|海底/],
  ['space', /\bspace\b(?! ?suit)|galaxy|cosmos|universe|planets?|太空|宇宙|银河/],
  ['beach', /\bbeach|seaside|shore|coast|沙滩|海滩|海边/],
  ['desert', /desert|dunes?|sahara|沙漠/],
  ['harbour', /harbou?r|\bport\b|\bpier\b|docks?|marina|港口|码头/],
  ['sea', /\bsea\b|ocean|open water|\bwaves\b|大海|海上/],
  ['lake', /\blakes?\b|\bpond\b|river|湖|河边|水乡/],
  ['snow', /\bsnow|\bice\b|arctic|glacier|ski slope|\bwinter|雪地|雪山|冰/],
  ['cliff', /\bcliffs?\b|悬崖/],
  ['hill', /\bon (?:a|the|top of a) (?:\w+ )?hill|小山|山坡/],
  ['mountains', /mountain|alps|\bpeaks?\b|canyon|\bhills?\b|山/],
  ['forest', /forest|woods\b|jungle|rainforest|森林|树林|丛林/],
  ['meadow', /meadow|field|grass|prairie|farm|countryside|草地|草原|田野|田/],
  ['garden', /garden|花园/],
  ['park', /\bpark\b|playground|公园/],
  [
    'cafe',
    /caf[eé]|coffee ?(?:shop|house)|bistro|restaurant|\bbar\b|\bpub\b|diner|咖啡|餐厅|酒吧|早餐店/,
  ],
  ['market', /market|bazaar|fair\b|festival|集市|市场|节/],
  ['stage', /\bstage\b|concert|theat(?:re|er)|spotlight|舞台|音乐会/],
  ['library', /library|bookshop|book ?shel(?:f|ves)|图书馆|书店/],
  ['kitchen', /kitchen|厨房/],
  ['office', /office|classroom|school|meeting room|办公室|教室/],
  ['garage', /garage|workshop|factory|warehouse|车库|工厂/],
  ['sofa', /\bsofa\b|\bcouch\b|沙发/],
  ['bedroom', /\bbed\b|bedroom|卧室|床/],
  ['room', /living room|\broom\b|indoors?|\bhome\b|house interior|fireplace|客厅|房间|室内|家里/],
  ['marble', /marble|大理石/],
  ['wood', /wooden (?:table|surface|desk|floor)|木桌|木板/],
  ['table', /\btable\b|\bdesk\b|counter|桌/],
  ['studio', /studio|plain|white background|product photo|seamless|摄影棚|纯色|白底|白色背景/],
  ['bus-stop', /bus stop|station|platform|subway|train|车站|地铁/],
  [
    'street',
    /street|alley|town|village|\bcity\b|\broad\b|urban|downtown|skyline|times square|街|城市|市中心|小镇|桥/,
  ],
  ['sky', /\bsky\b|clouds?|in the air|天空|云/],
]

/** The first drawable scene that a text names. */
export const sceneIn = (text: string): string | undefined =>
  places.find(([, pattern]) => pattern.test(text.toLowerCase()))?.[0]
