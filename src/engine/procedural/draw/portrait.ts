import type { Prompt } from '../read/read-prompt.ts'
import { rgbOf, shadesOf } from './shades.ts'
import { stroke } from './drawing.ts'

interface Look {
  skin: string
  shade: string
  hair: string
  long: boolean
  beard: boolean
  old: boolean
}

function lookOf(words: string): Look {
  const female = /woman|girl|lady|queen|mother|she\b|女/.test(words)
  const old = /\bold\b|elderly|grand|老/.test(words)
  const dark = /\bblack\b|african|dark[- ]skinned/.test(words)
  const hair = old
    ? '#c9c4bc'
    : /blond|golden hair|金发/.test(words)
      ? '#d9b35a'
      : /red hair|ginger|红发/.test(words)
        ? '#b4552a'
        : /black hair|黑发/.test(words)
          ? '#1f1a1a'
          : '#4a3020'
  return {
    skin: dark ? '#8d5a3b' : '#eec09a',
    shade: dark ? '#6f4630' : '#d19a76',
    hair,
    long: female,
    beard: /beard|bearded|sailor|fisherm|胡子/.test(words),
    old,
  }
}

const headgear: readonly (readonly [RegExp, string])[] = [
  [
    /pilot|aviator|飞行员/,
    '<path d="M338 380 Q330 190 512 180 Q694 190 686 380 Q640 300 512 296 Q384 300 338 380Z" fill="#5a3d26"/><path d="M338 372 Q322 470 356 540 L390 520 Q366 440 372 376Z M686 372 Q702 470 668 540 L634 520 Q658 440 652 376Z" fill="#4a3220"/><path d="M352 300 H672" stroke="#2f2218" stroke-width="16"/><g fill="#9fc4d8" stroke="#3a3a40" stroke-width="12"><ellipse cx="440" cy="286" rx="66" ry="42"/><ellipse cx="584" cy="286" rx="66" ry="42"/></g><path d="M402 272 l30 -14 M546 272 l30 -14" stroke="#fff" stroke-width="8" opacity=".8"/>',
  ],
  [
    /astronaut|space|宇航/,
    '<circle cx="512" cy="400" r="250" fill="none" stroke="#e8edf2" stroke-width="44"/><circle cx="512" cy="400" r="228" fill="#bfe0f2" opacity=".16"/>',
  ],
  [
    /chef|cook|厨师/,
    '<path d="M360 320 Q300 180 420 170 Q470 110 540 150 Q640 120 664 200 Q720 260 664 330Z" fill="#fbfbf8"/><rect x="360" y="300" width="304" height="56" fill="#eef0ee"/>',
  ],
  [
    /king|queen|crown|prince|国王|王后/,
    '<path d="M372 290 L360 170 L440 230 L512 140 L584 230 L664 170 L652 290Z" fill="#f0be28" stroke="#a87810" stroke-width="6"/>',
  ],
  [
    /\bhat\b|cowboy|帽/,
    '<ellipse cx="512" cy="300" rx="270" ry="44" fill="#4a3428"/><path d="M376 290 Q370 150 512 146 Q654 150 648 290Z" fill="#5c4232"/><rect x="374" y="258" width="276" height="34" fill="#2f2018"/>',
  ],
]

/** Head and shoulders before a soft ground. */
export function drawPortrait({ words, groups, background }: Prompt): string {
  const look = lookOf(words)
  const coat = groups.find(({ colour }) => colour)?.colour
  const clothes = coat
    ? shadesOf(coat)
    : /pilot|aviator/.test(words)
      ? shadesOf([122, 86, 52])
      : /astronaut/.test(words)
        ? shadesOf([232, 130, 50])
        : shadesOf([58, 84, 120])
  const ground = shadesOf(background ? rgbOf(background) : [150, 164, 172])
  const backHair = look.long
    ? `<path d="M326 400 Q318 170 512 166 Q706 170 698 400 L724 720 Q612 760 512 756 Q412 760 300 720Z" fill="${look.hair}"/>`
    : ''
  const frontHair = `<path d="M340 400 Q322 180 512 176 Q702 180 684 400 Q668 300 600 270 Q470 300 400 280 Q356 320 340 400Z" fill="${look.hair}"/>`
  const gear = headgear.find(([pattern]) => pattern.test(words))?.[1] ?? ''
  const beard = look.beard
    ? `<path d="M352 470 Q366 660 512 676 Q658 660 672 470 Q640 560 580 548 Q512 530 444 548 Q384 560 352 470Z" fill="${look.hair}"/>`
    : ''
  const wrinkles = look.old
    ? `<path d="M400 340 Q512 320 624 340 M390 486 q22 14 40 6 M594 492 q22 8 40 -6" ${stroke(look.shade, 6)} opacity=".7"/>`
    : ''
  return (
    `<defs><radialGradient id="soft" cy=".4" r=".9"><stop stop-color="${ground.pale}"/><stop offset="1" stop-color="${ground.dark}"/></radialGradient><linearGradient id="coat" x2="1"><stop stop-color="${clothes.light}"/><stop offset=".5" stop-color="${clothes.base}"/><stop offset="1" stop-color="${clothes.dark}"/></linearGradient><linearGradient id="face" x2="1"><stop stop-color="${look.skin}"/><stop offset="1" stop-color="${look.shade}"/></linearGradient></defs>` +
    `<rect width="1024" height="1024" fill="url(#soft)"/>${backHair}` +
    `<path d="M120 1024 Q130 760 400 720 H624 Q894 760 904 1024Z" fill="url(#coat)"/><path d="M440 600 H584 V730 Q512 800 440 730Z" fill="${look.shade}"/><path d="M400 722 L512 850 L624 722 L660 760 L520 960 L364 760Z" fill="${clothes.deep}"/><path d="M452 742 L512 820 L572 742 L560 900 H464Z" fill="#f4f2ec"/>` +
    `<path d="M346 400 Q340 210 512 206 Q684 210 678 400 Q676 620 512 656 Q348 620 346 400Z" fill="url(#face)"/><ellipse cx="342" cy="436" rx="24" ry="44" fill="${look.skin}"/><ellipse cx="682" cy="436" rx="24" ry="44" fill="${look.shade}"/>${frontHair}${beard}${wrinkles}` +
    `<g><ellipse cx="438" cy="424" rx="34" ry="20" fill="#fff"/><ellipse cx="586" cy="424" rx="34" ry="20" fill="#fff"/><circle cx="438" cy="424" r="16" fill="#4a3a2c"/><circle cx="586" cy="424" r="16" fill="#4a3a2c"/><circle cx="443" cy="418" r="5" fill="#fff"/><circle cx="591" cy="418" r="5" fill="#fff"/></g>` +
    `<path d="M396 376 q40 -24 84 -4 M544 372 q44 -20 84 4" ${stroke(look.hair, 12)}/><path d="M516 430 Q540 500 504 512 Q494 512 488 506" ${stroke(look.shade, 8)}/><path d="M446 566 Q512 606 578 566" ${stroke('#9a4a40', 11)}/>${gear}`
  )
}
