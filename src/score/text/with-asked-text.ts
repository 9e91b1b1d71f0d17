import { askedText } from '#schema/asked-text.ts'
import type { MetricInput } from '#schema/metric.ts'
import { scriptOf } from '#schema/script.ts'

/** The input with the text that its instruction quotes, where the truth states none. */
export function withAskedText<T extends Pick<MetricInput, 'instruction' | 'text'>>(input: T): T {
  if (input.text) return input
  const asked = askedText(input.instruction)
  if (!asked) return input
  const { wanted, keep } = asked
  const text = { wanted, script: scriptOf(wanted), ...(keep.length > 0 ? { keep } : {}) }
  return { ...input, text }
}
