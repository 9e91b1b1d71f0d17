import { askedText } from '#schema/asked-text.ts'
import type { Truth } from '#schema/case.ts'
import { scriptOf } from '#schema/script.ts'

/** The text an instruction wants to read, where it quotes one. */
export function wantedText(instruction: string): NonNullable<Truth['text']> | undefined {
  const asked = askedText(instruction)
  if (!asked) return undefined
  const { wanted, keep } = asked
  return { wanted, script: scriptOf(wanted), ...(keep.length > 0 ? { keep } : {}) }
}
