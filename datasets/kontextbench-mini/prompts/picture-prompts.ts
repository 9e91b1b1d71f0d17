import type { Language } from '../scenes/lettering.ts'

type Row = readonly [Language, prompt: string]

export const beautiful: readonly Row[] = [
  ['en', 'A quiet mountain lake at dawn, mist over the water'],
  ['en', 'A lighthouse on a cliff at sunset, painterly'],
  ['en', 'An old harbour in autumn light'],
  ['en', 'A paper lantern festival at night'],
  ['en', 'A garden path after rain, soft colours'],
  ['en', 'A minimal desert landscape with one tree'],
  ['en', 'A starry night over snowy hills'],
  ['en', 'A still life of lemons on blue linen'],
  ['zh', '江南水乡的清晨，薄雾中的小桥'],
  ['en', 'An observatory on a hill under the Milky Way'],
  ['en', 'A greenhouse full of orchids in morning light'],
  ['en', 'A fox in tall grass, watercolour'],
  ['en', 'An old library with warm lamps and a spiral staircase'],
  ['en', 'A train crossing a stone bridge in a valley, seen from afar'],
  ['en', 'A ceramic teapot and two cups, art deco poster'],
  ['de', 'Ein verschneites Dorf in der blauen Stunde, warme Fenster'],
  ['es', 'Un patio andaluz con macetas de flores y luz de mediodía'],
  ['ja', '雨上がりの竹林の小道、やわらかな光'],
  ['ar', 'سوق قديم عند الغروب تتدلى فيه المصابيح النحاسية'],
  ['zh', '雪山脚下的湖泊，秋天的树林倒映在水中'],
]

export const real: readonly Row[] = [
  ['en', 'A candid photo of a street market on a cloudy afternoon'],
  ['en', 'A photo of an elderly man repairing a bicycle in his garage'],
  ['en', 'A phone snapshot of a rainy bus stop at night'],
  ['en', 'A photograph of a kitchen table after breakfast'],
  ['en', 'A documentary photo of fishermen at sea'],
  ['en', 'A photo of a dog running on a beach, natural light'],
  ['en', 'A picture of an ordinary office at noon, fluorescent light'],
  ['en', 'A photograph of a child blowing soap bubbles in a park'],
  ['zh', '一张普通手机拍摄的早餐店照片'],
  ['en', 'A photo of two people carrying a sofa up a narrow staircase'],
  ['en', 'A snapshot of a cat asleep on a radiator, taken with flash'],
  ['en', 'A photo of hands kneading dough on a floured table'],
  ['en', 'A picture of a railway platform early in the morning, people waiting'],
  ['en', 'A photograph of a carpenter at a workbench, dust in the light'],
  ['en', 'A photo of wet autumn leaves on a parked car'],
  ['de', 'Ein Foto von einem Wohnzimmer am Sonntagmorgen, Spielzeug auf dem Boden'],
  ['es', 'Una foto de una abuela regando las plantas del balcón'],
  ['ja', '商店街を歩く人たちを撮った、ふつうのスナップ写真'],
  ['ar', 'صورة لرجل يبيع الخبز في شارع ضيق في الصباح'],
  ['zh', '一张老人在公园里下棋的纪实照片'],
]
