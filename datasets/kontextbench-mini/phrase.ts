import type { Character } from './character.ts'
import type { Colour } from './part.ts'
import type { PlaceName } from './setting.ts'

export const colourZh: Record<Colour, string> = {
  red: '红色',
  orange: '橙色',
  yellow: '黄色',
  green: '绿色',
  blue: '蓝色',
  purple: '紫色',
  pink: '粉色',
  brown: '棕色',
  white: '白色',
  black: '黑色',
}

export const nounZh: Record<Character['noun'], string> = {
  woman: '女士',
  man: '男士',
  girl: '女孩',
  boy: '男孩',
}

export const placeWords: Record<PlaceName, { en: string; zh: string }> = {
  street: { en: 'in an old street', zh: '在老街上' },
  park: { en: 'in a park', zh: '在公园里' },
  room: { en: 'in a living room', zh: '在客厅里' },
  harbour: { en: 'at the harbour', zh: '在港口' },
  mountains: { en: 'in the mountains', zh: '在山里' },
  cafe: { en: 'in front of a café', zh: '在咖啡馆前' },
}
