/** A word of the vocabulary: its name here, how English and Chinese say it. */
type Noun = readonly [name: string, english: string, chinese?: string]

/** Living things and their parts. */
const living: readonly Noun[] = [
  ['woman', 'woman|women|lady|ladies|female|she', '女士|女人|女子|妇女'],
  [
    'man',
    'man|men|guy|gentleman|gentlemen|male|pilot|astronaut|chef|fisherm[ae]n|worker|he',
    '男士|男人|男子|先生',
  ],
  ['girl', 'girl|daughter', '女孩|姑娘'],
  ['boy', 'boy|son', '男孩'],
  ['child', 'child|children|kid|baby|toddler', '孩子|小孩|儿童'],
  ['person', 'person|people|human|figure|character|subject|model|someone|them', '人物|人'],
  ['dog', 'dog|dogs|puppy|puppies|spaniel', '狗'],
  ['cat', 'cat|kitten|kitty', '猫'],
  ['bird', 'bird|parrot|gull|seagull|pigeon|duck|swan|owl', '鸟|鸽子|鸭'],
  ['horse', 'horse|pony|ponies', '马'],
  ['cow', 'cow|bull|calf', '牛'],
  ['fish', 'fish|fishes', '鱼'],
  ['butterfly', 'butterfly|butterflies', '蝴蝶'],
  ['rabbit', 'rabbit|bunny|bunnies', '兔'],
  ['face', 'face', '脸|面部'],
  ['eyes', 'eye|iris|irises', '眼睛|眼'],
  ['mouth', 'mouth|lip|lips', '嘴|嘴唇'],
  ['hair', 'hair|fur', '头发'],
  ['head', 'head', '头'],
  ['skin', 'skin', '皮肤'],
]

/** What is worn. */
const worn: readonly Noun[] = [
  ['hat', 'hat|cap|beret|top hat|cowboy hat|straw hat|helmet', '帽子|帽'],
  ['crown', 'crown|tiara', '皇冠|王冠'],
  ['party-hat', 'party hat|birthday hat', '派对帽|生日帽'],
  ['sunglasses', 'sunglasses|shades', '墨镜|太阳镜'],
  ['glasses', 'glasses|spectacles|eyeglasses', '眼镜'],
  ['scarf', 'scarf|scarves', '围巾'],
  ['collar', 'collar|necklace', '项圈|项链'],
  ['tie', 'tie|bow ?tie|necktie', '领带|领结'],
  ['moustache', 'moustache|mustache|beard', '胡子'],
  ['dress', 'dress|dresses|gown|robe', '连衣裙|裙子'],
  [
    'top',
    'shirt|t-shirt|top|jacket|coat|sweater|jumper|blouse|hoodie|suit|spacesuit|vest|uniform|clothes|clothing|outfit',
    '衬衫|上衣|外套|夹克|毛衣|衣服',
  ],
  ['trousers', 'trousers|pants|jeans|skirt|shorts|legs', '裤子'],
  ['shoes', 'shoe|boot|sneaker', '鞋子|鞋'],
]

/** Sky, land, plants and weather. */
const nature: readonly Noun[] = [
  ['sky', 'sky|skies|heaven', '天空'],
  ['clouds', 'cloud', '云'],
  ['sun', 'sun|sun ?flare|flare|lens flare', '太阳'],
  ['moon', 'moon|full moon|crescent', '月亮'],
  ['stars', 'star', '星星|星'],
  ['rainbow', 'rainbow', '彩虹'],
  ['grass', 'grass|lawn|meadow|field', '草地|草'],
  [
    'leaves',
    'leaf|leaves|foliage|plant|bush|bushes|vegetation|shrub|hedge|ivy|moss',
    '树叶|叶子|植物',
  ],
  ['branch', 'branch|branches|twig', '树枝'],
  ['tree', 'tree|trees|palm|pine', '树'],
  [
    'flowers',
    'flower|tulip|rose|blossom|petal|daisy|daisies|poppy|poppies|bloom|lily|lilies|bouquet|orchid',
    '花朵|郁金香|玫瑰|花(?!园|瓶)',
  ],
  ['sunflower', 'sunflower', '向日葵'],
  ['dandelion', 'dandelion', '蒲公英'],
  ['water', 'water|sea|ocean|lake|river|pond|pool|waves?', '水面|海水|湖水|水|海|湖|河'],
  ['ground', 'ground|floor|road|pavement|street|path|soil|earth|sand', '地面|地板|地|路'],
  ['snow', 'snow', '雪'],
  ['mountains', 'mountain|hill|peak|cliff|rocks?', '山|岩石'],
  ['fire', 'fire|flame', '火焰|火'],
  ['mushroom', 'mushroom|toadstool', '蘑菇'],
  ['cactus', 'cactus|cacti|cactuses', '仙人掌'],
]

/** Things that are made. */
const made: readonly Noun[] = [
  ['wall', 'wall|facade|façade|plank', '墙壁|墙'],
  ['background', 'background|backdrop', '背景'],
  ['house', 'house|home|cottage|cabin|building|hut|barn', '房子|房屋|屋|建筑'],
  ['castle', 'castle|palace|fortress', '城堡'],
  ['lighthouse', 'lighthouse', '灯塔'],
  ['bridge', 'bridge', '桥'],
  ['door', 'door|gate', '门'],
  ['window', 'window|pane', '窗户|窗'],
  ['roof', 'roof', '屋顶'],
  ['fence', 'fence|railing', '栅栏|篱笆'],
  ['sign', 'sign|signboard|board|poster|banner|label', '招牌|牌子|标志'],
  ['text', 'text|lettering|letters|word|words|writing|caption|title', '文字|字'],
  ['flag', 'flag', '旗帜|国旗|旗'],
  ['balloon', 'balloon', '气球'],
  ['kite', 'kite', '风筝'],
  ['umbrella', 'umbrella|parasol', '雨伞|伞'],
  ['lantern', 'lantern|lamp', '灯笼|灯'],
  ['lights', 'light|bulb|spotlight|floodlight', '灯光'],
  ['candle', 'candle', '蜡烛'],
  ['ball', 'ball|football|basketball|beach ball|sphere', '球'],
  ['box', 'box|boxes|crate|gift|present|parcel|package|cube', '盒子|箱子|礼物'],
  ['suitcase', 'suitcase|luggage', '行李箱'],
  ['bag', 'bag|backpack|handbag|purse', '包'],
  ['mailbox', 'mailbox|postbox|letterbox', '邮筒|邮箱'],
  ['car', 'car|taxi|van|truck|vehicle|automobile', '汽车|车'],
  ['bus', 'bus|buses', '公交车|巴士'],
  ['bicycle', 'bicycle|bike', '自行车'],
  ['boat', 'boat|ship|sailboat|yacht|vessel', '小船|船'],
  ['plane', 'plane|airplane|aeroplane|aircraft|jet', '飞机'],
  ['rocket', 'rocket|shuttle|missile', '火箭'],
  ['train', 'train', '火车'],
  ['chair', 'chair|armchair|stool|seat|throne', '扶手椅|椅子'],
  ['sofa', 'sofa|couch', '沙发'],
  ['beanbag', 'bean ?bag|cushion|pillow', '懒人沙发|靠垫|枕头'],
  ['table', 'table|desk', '桌子|桌'],
  ['cloth', 'table ?cloth|cloth|blanket|rug|carpet|curtain|towel', '桌布|布|地毯|窗帘'],
  ['bench', 'bench', '长椅'],
  ['clock', 'clock|watch', '时钟|钟'],
  ['book', 'book|notebook', '书'],
  ['painting', 'painting|picture frame|frame', '画框'],
  ['drum', 'drum', '鼓'],
  ['guitar', 'guitar|violin', '吉他'],
  ['cup', 'cup|mug|coffee|teacup|tea', '杯子|咖啡|杯'],
  ['saucer', 'saucer|dish|dishes|plate', '碟子|盘子'],
  ['bowl', 'bowl', '碗'],
  ['glass', 'wine ?glass|glass|goblet', '玻璃杯|酒杯'],
  ['bottle', 'bottle|flask', '酒瓶|瓶子|瓶'],
  ['vase', 'vase|pot|jug|pitcher', '花瓶'],
  ['spoon', 'spoon|fork|knife|knives|cutlery', '勺子|叉子|刀'],
  ['cake', 'cake|slice of cake|pie|cupcake', '蛋糕'],
  ['pizza', 'pizza', '披萨'],
  ['apple', 'apple', '苹果'],
  ['banana', 'banana', '香蕉'],
  ['lemon', 'lemon|orange fruit|fruit|oranges', '柠檬|水果'],
  ['bread', 'bread|loaf|croissant', '面包'],
  ['wheel', 'wheel|tyre|tire', '车轮'],
  ['tower', 'tower|skyscraper', '塔'],
  ['snowman', 'snowman|snowmen', '雪人'],
  ['tent', 'tent', '帐篷'],
  ['robot', 'robot', '机器人'],
  ['heart', 'heart', '爱心|心形'],
  ['circle', 'circle|disc|dot|ring', '圆形|圆'],
  ['square', 'square|rectangle', '正方形|方块'],
  ['triangle', 'triangle', '三角形'],
  ['diamond', 'diamond|rhombus', '菱形'],
  ['arrow', 'arrow', '箭头'],
  ['bubble', 'bubble|soap bubble', '泡泡'],
  ['confetti', 'confetti', '彩纸'],
]

const vocabulary = [...living, ...worn, ...nature, ...made]

const patternOf = ([, english, chinese]: Noun): RegExp =>
  new RegExp(`\\b(?:${english})(?:es|s)?(?:'s)?\\b${chinese ? `|${chinese}` : ''}`, 'gi')

/** Where a word of the vocabulary stands in a text. */
export interface Mention {
  noun: string
  at: number
  end: number
  word: string
}

const patterns = vocabulary.map((noun) => ({ name: noun[0], pattern: patternOf(noun) }))

/** The vocabulary's words in a text, in order; longer words win where two overlap ("table cloth" is no table). */
export function nounsIn(text: string): Mention[] {
  const all = patterns.flatMap(({ name, pattern }) =>
    [...text.matchAll(pattern)].map((match): Mention => {
      const [word] = match
      return { noun: name, at: match.index, end: match.index + word.length, word }
    }),
  )
  const kept: Mention[] = []
  for (const one of all.sort((a, b) => b.end - b.at - (a.end - a.at)))
    if (!kept.some((other) => one.at < other.end && other.at < one.end)) kept.push(one)
  return kept.sort((a, b) => a.at - b.at)
}

const unchanging = new Set([
  'grass',
  'water',
  'sky',
  'glass',
  'glasses',
  'sunglasses',
  'trousers',
  'pants',
  'jeans',
  'clothes',
])

/** Whether an English word is a plural. */
export const isPlural = (word: string): boolean =>
  /(?:s|people|children|men|women|leaves)$/i.test(word) &&
  !/(?:ss|us|is|'s)$/i.test(word) &&
  !unchanging.has(word.toLowerCase())
