import type { JudgePrice } from '#schema/judge.ts'
import type { DraftQuestion } from './question.ts'

/** English text has about four signs a token. */
const signsPerToken = 4
/** Providers count a picture in patches; of those that publish a formula this is the dearest (Anthropic: w h / 750). */
const pixelsPerToken = 750
/** One sentence and a few marks. */
const usualAnswer = 200

/** USD that a question is expected to cost, its pictures square and as large as they may be. A guess, made high. */
export function expectedUsd(
  { system, parts }: DraftQuestion,
  price: JudgePrice,
  maxSide: number,
): number {
  let tokensIn = system.length / signsPerToken
  for (const part of parts)
    tokensIn += 'text' in part ? part.text.length / signsPerToken : maxSide ** 2 / pixelsPerToken
  return (tokensIn * price.textIn + usualAnswer * price.textOut) / 1e6
}
