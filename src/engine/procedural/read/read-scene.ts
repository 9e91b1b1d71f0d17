import type { Operation } from '../operation.ts'
import type { Clause } from './clause.ts'
import { sceneIn } from './places.ts'
import { pictureIn, readTarget } from './read-target.ts'
import { readSpot } from './read-thing.ts'

const styleOfPicture =
  /\b(?:us(?:e|ing)|in|with|follow(?:ing)?|based on|apply|match(?:ing)?|borrow(?:ing)?|cop(?:y|ying)|transfer(?:ring)?)\b[^,]*?\b(?:style|colou?rs?|palette|look|tones?|colou?ring)\b|\b(?:its|same) (?:colou?rs?|palette|style)\b|(?:这|该|同样|相同|图的?)[^，]*(?:风格|色彩|颜色|色调)|第.张图?的?(?:风格|色彩|颜色|色调)/u
const ofPicture =
  /\b(?:this|that|these|its?|same|second|first|third|other|reference|image|picture|photo|painting|drawing)\b|这|该|同|第|图/u

const newDrawing =
  /^(?:us(?:e|ing)|in|with|following|based on|matching)\s+(?:the |this |that |these |same |exact )*(?:art ?)?(?:style|look|palette|colou?rs?)(?:\s+(?:of|from)\s+(?:the |this |that |first |reference )*(?:image|picture|photo|photograph|painting|drawing|one))?\s*[,:]?\s*(?:draw|paint|create|make|generate|show|depict)?\s*(?:me\s+)?(.+)$|^(?:用|以|按照?|照着)(?:这|该|同|此|第一)?(?:种|个|张|样的?)?(?:图片?的?|照片的?|画的?)?风格[，,]?(?:画|绘制|生成|来)?(.+)$/iu

/** "Using this style, a castle on a hill": a new picture, not a change of this one. */
export function readDrawing(instruction: string): Operation | undefined {
  const match = newDrawing.exec(instruction.trim())
  const prompt = (match?.[1] ?? match?.[2])?.trim()
  if (
    !prompt ||
    /^(?:of|from|in|to|on)\b/i.test(prompt) ||
    /重画|^(?:re(?:draw|paint)|the (?:first|same|picture|image))|第.张/iu.test(prompt)
  )
    return undefined
  return { op: 'draw-in-style', prompt }
}

/** The colours and light of another picture. */
export function readPalette({ text }: Clause): Operation | undefined {
  if (!styleOfPicture.test(text) || !ofPicture.test(text)) return undefined
  const source = /\b(?:of|from|like)\s+(.*)$|用(.*)$/.exec(text)?.slice(1).join('') ?? text
  const picture = pictureIn(source)
  return { op: 'borrow-palette', ...(picture === undefined ? {} : { picture }) }
}

const combines: readonly RegExp[] = [
  /^(?:put|place|add|insert|paste|move|show|combine)\s+(.+?(?:image|picture|photo)(?:\s+(?:one|two|three|\d))?)\s+(?:in front of|next to|in|into|on|onto|with|to|at|beside)\s+(.*)$/,
  /^(?:put|place|add|insert|paste|move|show|combine)\s+(.+?)\s+(?:in front of|next to|in|into|on|onto|with|to|at|beside)\s+(.*(?:image|picture|photo|second|first|third).*)$/,
  /^(?:put|place|add|insert|paste)\s+(.*(?:image|picture|photo)(?:\s+(?:one|two|three|\d))?)()$/,
  /^(?:把|将)(.+?)(?:放到|放进|放在|加到|移到)(.*)$/u,
]

/** "Put the dog of the second picture into the first". */
export function readCombination({ text }: Clause): Operation | undefined {
  for (const pattern of combines) {
    const [, what, where] = pattern.exec(text) ?? []
    if (what === undefined || where === undefined) continue
    const [from, into] = [pictureIn(what), pictureIn(where)]
    if (from === undefined && into === undefined) continue
    const host = into ?? 1
    const at = text.slice(text.indexOf(what) + what.length)
    const spot = into === undefined ? readSpot(at) : {}
    return {
      op: 'combine',
      target: { ...readTarget(what), picture: from ?? (host === 1 ? 2 : 1) },
      into: host,
      spot,
    }
  }
  return undefined
}

const nowElsewhere: readonly RegExp[] = [
  /^(?:show\s+|put\s+|place\s+)?((?:the |this |that |these )?same .+?)\s+(?:is|are)?\s*(?:now\s+)?(?:\w+ing\s+(?:\w+\s+){0,3}?)?((?:in|on|at|by|near|under|through|along|across|inside|in front of|among|against|into)\s.+)$/,
  /^((?:she|he|they|it|the|this|that)\b.*?)\s+(?:is|are)\s+now\s+(?:\w+ing\s+(?:\w+\s+){0,3}?)?((?:in|on|at|by|near|through|along|inside|in front of|among|into)\s.+)$/,
  /^(?:put|place|set|show|depict|imagine)\s+((?:the|this|that|these|him|her|them|it)\b.*?)\s+((?:in|on|at|by|inside|in front of|onto|into|against)\s.+)$/,
  /^(?:change|replace|swap|turn|make|set)\s+(?:the |its )?(background|backdrop|surroundings|scene|setting)\s+(?:to|with|by|into|for)?\s*(.+)$/,
  /^(?:extract|isolate|cut out|show)\s+(?:only\s+)?(.+?)\s+((?:on|over|onto|against|with)\s.*background.*)$/,
  /^((?:同一?|这)[^，]*?)(?:现在)?((?:在|坐在|站在|走在|躺在|睡在|跑在).+)$/u,
  /^(?:把|将)?(背景)(?:换成|改成|变成|改为|换为)(.+)$/u,
]

/** The same subject somewhere else, if the place is one that can be drawn. */
export function readRelocation({ text }: Clause): Operation | undefined {
  for (const pattern of nowElsewhere) {
    const [, who, where] = pattern.exec(text) ?? []
    if (who === undefined || where === undefined || !sceneIn(where)) continue
    const subject = /background|backdrop|surroundings|scene|setting|背景/.test(who)
      ? { words: '' }
      : readTarget(who)
    return { op: 'relocate', target: subject, scene: where }
  }
  return undefined
}

const settings: readonly RegExp[] = [
  /^(?:show\s+)?((?:the |this )?same .+?)\s+(?:is|are)\s+(?:now\s+)?(.+)$/,
  /^(?:把|将)?(同一.+?)(?:现在)(.+)$/u,
]

/** The same subject doing something somewhere unheard of: still a new scene when a place is named. */
export function readNewScene({ text }: Clause): Operation | undefined {
  for (const pattern of settings) {
    const [, who, where] = pattern.exec(text) ?? []
    if (who !== undefined && where !== undefined && sceneIn(where))
      return { op: 'relocate', target: readTarget(who), scene: where }
  }
  return undefined
}
