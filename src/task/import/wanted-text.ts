import type { Truth } from '#schema/case.ts'
import { scriptOf } from '#schema/script.ts'

const quoted = `["'“”‘’「『]([^"'“”‘’「」『』]+)["'“”‘’」』]`
const patterns = [
  new RegExp(`${quoted}\\s*(?:with|to|into|by|改成|换成|改为|替换为|变成|read)\\s*${quoted}`, 'iu'),
  new RegExp(`text\\s+(?:with|to)\\s*()${quoted}`, 'iu'),
]

/** The text an instruction wants to read, where it quotes one. */
export function wantedText(instruction: string): NonNullable<Truth['text']> | undefined {
  for (const pattern of patterns) {
    const wanted = pattern.exec(instruction)?.[2]
    if (wanted !== undefined) return { wanted, script: scriptOf(wanted) }
  }
  return undefined
}
