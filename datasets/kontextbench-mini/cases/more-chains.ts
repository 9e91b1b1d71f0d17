import { colours } from '../paint/part.ts'
import type { PlaceName } from '../places/place.ts'
import type { Surroundings } from '../places/place.ts'
import { actor } from '../scenes/base.ts'
import {
  alter,
  bring,
  comeNearer,
  express,
  goTo,
  recolour,
  remove,
  restyle,
  surround,
  takeOff,
  wear,
  write,
  type Change,
} from '../scenes/change.ts'
import type { Step } from './chain.ts'

type Six = readonly [Step, Step, Step, Step, Step, Step]

const shades: Change = wear('hero', { name: 'sunglasses', hex: '#14161c' })
const hat = (name: 'straw-hat' | 'beanie' | 'crown' | 'top-hat', hex: string): Change =>
  wear('hero', { name, hex })
const light = (to: Surroundings['light']): Change => surround({ light: to })
const at = (place: PlaceName, to: Partial<Surroundings> = {}): Change => goTo(place, to)

const kitten = actor(
  'cat',
  { kind: 'pet', noun: 'cat', coat: '#d98a4a', light: '#fbeedd', mark: '#a85f2c' },
  { x: 850, y: 970, scale: 0.8 },
)

/** Six turns of each further scene; the last one hides the eyes. */
export const moreChains: Readonly<Record<string, Six>> = {
  'beach-dog': [
    { ask: 'Pinta la pelota de azul', change: recolour('ball', 'blue') },
    { ask: 'Ponle al perro un sombrero de paja', change: hat('straw-hat', '#e6c98a') },
    { ask: 'El mismo perro está ahora en un parque', change: at('park') },
    { ask: 'Haz que el perro se ría', change: express('hero', 'laughing') },
    { ask: 'Que se esté poniendo el sol', change: light('sunset') },
    { ask: 'Ponle gafas de sol', change: shades, occludes: true },
  ],
  'old-library': [
    { ask: 'Mach den Globus grün', change: recolour('globe', 'green') },
    { ask: 'Die Frau lacht', change: express('hero', 'laughing') },
    { ask: 'Dieselbe Frau steht jetzt auf einem Bahnsteig', change: at('station') },
    { ask: 'Sie hat jetzt einen roten Pullover an', change: restyle('hero', { top: colours.red }) },
    { ask: 'Zeige sie aus größerer Nähe', change: comeNearer(1.8) },
    {
      ask: 'Setze ihr eine Sonnenbrille auf',
      change: (scene) => shades(takeOff('hero', 'glasses')(scene)),
      occludes: true,
    },
  ],
  'north-station': [
    { ask: 'Entferne den Koffer', change: remove('suitcase') },
    { ask: 'Setze dem Mann einen Zylinder auf', change: hat('top-hat', '#2a2c34') },
    { ask: 'Derselbe Mann steht jetzt vor einem Café', change: at('cafe') },
    { ask: 'Lass es regnen', change: surround({ weather: 'rain' }) },
    { ask: 'Zeige ihn aus größerer Nähe', change: comeNearer(1.7) },
    { ask: 'Setze ihm eine Sonnenbrille auf', change: shades, occludes: true },
  ],
  'spice-market': [
    { ask: 'اجعل إبريق الشاي أحمر', change: recolour('teapot', 'red') },
    { ask: 'اجعل المرأة تضحك', change: express('hero', 'laughing') },
    { ask: 'المرأة نفسها الآن على الشاطئ', change: at('beach') },
    { ask: 'أظهرها عن قرب', change: comeNearer(1.8) },
    { ask: 'اجعل الوقت غروبًا', change: light('sunset') },
    { ask: 'ألبسها نظارة شمسية', change: shades, occludes: true },
  ],
  'sunny-kitchen': [
    {
      ask: 'Cambia la tarta por un regalo verde',
      change: alter('cake', { name: 'gift', hex: colours.green }),
    },
    { ask: 'Que el hombre lleve la camisa azul', change: restyle('hero', { top: colours.blue }) },
    { ask: 'El mismo hombre está ahora en un mercado', change: at('market') },
    { ask: 'Que ponga cara de sorpresa', change: express('hero', 'surprised') },
    { ask: 'Muéstralo más de cerca', change: comeNearer(1.8) },
    { ask: 'Ponle gafas de sol', change: shades, occludes: true },
  ],
  'cactus-desert': [
    { ask: 'أزل الغيتار', change: remove('guitar') },
    {
      ask: 'ضع وشاحًا أحمر حول رقبة الثعلب',
      change: wear('hero', { name: 'scarf', hex: colours.red }),
    },
    { ask: 'الثعلب نفسه الآن في حديقة', change: at('park') },
    { ask: 'اجعل الفصل خريفًا', change: surround({ season: 'autumn' }) },
    { ask: 'اجعل الوقت ليلاً', change: light('night') },
    { ask: 'ألبسه نظارة شمسية', change: shades, occludes: true },
  ],
  'snow-village': [
    { ask: 'そりを赤くしてください', change: recolour('sled', 'red') },
    { ask: 'ペンギンに緑のニット帽をかぶせてください', change: hat('beanie', colours.green) },
    { ask: '同じペンギンが今、台所にいます', change: at('kitchen') },
    { ask: 'ペンギンを笑わせてください', change: express('hero', 'laughing') },
    { ask: 'もっと近くから見せてください', change: comeNearer(1.6) },
    { ask: 'サングラスをかけさせてください', change: shades, occludes: true },
  ],
  'parrot-greenhouse': [
    { ask: 'Make the watering can yellow', change: recolour('can', 'yellow') },
    { ask: 'Put a golden crown on the parrot', change: hat('crown', '#e7b93e') },
    { ask: 'The same parrot is now in a library', change: at('library') },
    { ask: 'Let a ginger cat sit at the right', change: bring(kitten) },
    { ask: 'Make it night', change: light('night') },
    { ask: 'Put sunglasses on the parrot', change: shades, occludes: true },
  ],
  'robot-workshop': [
    { ask: "Replace 'REPAIRS' with 'OPEN' on the sign", change: write('OPEN') },
    { ask: 'Make the robot laugh', change: express('hero', 'laughing') },
    {
      ask: 'The same robot is now in a snowy village',
      change: at('village', { season: 'winter' }),
    },
    {
      ask: 'Give the robot a blue scarf',
      change: wear('hero', { name: 'scarf', hex: colours.blue }),
    },
    { ask: 'Show the robot from nearer', change: comeNearer(1.5) },
    { ask: 'Put sunglasses on the robot', change: shades, occludes: true },
  ],
  'owl-observatory': [
    { ask: '地球儀を赤くしてください', change: recolour('globe', 'red') },
    { ask: 'フクロウを驚かせてください', change: express('hero', 'surprised') },
    { ask: '同じフクロウが今、公園にいます', change: at('park') },
    { ask: '冬にしてください', change: surround({ season: 'winter' }) },
    {
      ask: '青いマフラーを巻いてください',
      change: wear('hero', { name: 'scarf', hex: colours.blue }),
    },
    { ask: 'サングラスをかけさせてください', change: shades, occludes: true },
  ],
  'chalk-classroom': [
    { ask: 'Make the ball purple', change: recolour('ball', 'purple') },
    {
      ask: 'Give the girl a red backpack',
      change: wear('hero', { name: 'backpack', hex: colours.red }),
    },
    { ask: 'The same girl is now in the mountains', change: at('mountains') },
    { ask: 'Show a close-up of the girl', change: comeNearer(1.8) },
    { ask: 'Make her look surprised', change: express('hero', 'surprised') },
    { ask: 'Add sunglasses', change: shades, occludes: true },
  ],
  'city-rooftop': [
    { ask: 'Remove the guitar', change: remove('guitar') },
    { ask: 'Put a top hat on the cat', change: hat('top-hat', '#2a2c34') },
    { ask: 'The same cat is now in an old street', change: at('street') },
    { ask: 'Make it a rainy day', change: surround({ weather: 'rain' }) },
    { ask: 'Make the cat laugh', change: express('hero', 'laughing') },
    { ask: 'Add sunglasses', change: shades, occludes: true },
  ],
}
