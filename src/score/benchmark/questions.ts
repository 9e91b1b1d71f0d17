import type { PromptQuestion } from '#schema/case.ts'
import { macroMean, meanOf, type PublishedMean } from './mean.ts'

/** Answers of one picture by question: yes or no; a question that is not there was not answered. */
export type Answers = ReadonlyMap<string, boolean>

/** Every question must be answered, or the picture has no score. */
function asNumbers(
  questions: readonly PromptQuestion[],
  answers: Answers,
): Map<string, number> | undefined {
  const numbers = new Map<string, number>()
  for (const { id } of questions) {
    const answer = answers.get(id)
    if (answer === undefined) return undefined
    numbers.set(id, answer ? 1 : 0)
  }
  return numbers
}

const meanOfMap = (numbers: ReadonlyMap<string, number>): number =>
  [...numbers.values()].reduce((sum, value) => sum + value, 0) / numbers.size

/**
 * DPG-Bench's score of one picture, 0 to 1: a question counts only where every parent's number is not 0, one question
 * after another, so that a parent that lost its own parent is 0 too. undefined where an answer is missing.
 * Source: ELLA (Hu et al. 2024), dpg_bench/compute_dpg_bench.py. (It also skips the first row of its table, which is a
 * fault of the loader and not followed here.)
 */
export function dpgImageScore(
  questions: readonly PromptQuestion[],
  answers: Answers,
): number | undefined {
  const numbers = asNumbers(questions, answers)
  if (!numbers) return undefined
  for (const { id, parents } of questions)
    if (parents.some((parent) => numbers.get(parent) === 0)) numbers.set(id, 0)
  return meanOfMap(numbers)
}

/**
 * OneIG-Bench's alignment of one picture, 0 to 1: a question counts only where every parent was answered with yes; what
 * the parents' own parents were does not matter. Source: OneIG-Bench (2025), scripts/alignment/alignment_score.py.
 */
export function oneIgImageScore(
  questions: readonly PromptQuestion[],
  answers: Answers,
): number | undefined {
  const given = asNumbers(questions, answers)
  if (!given) return undefined
  const counted = new Map(given)
  for (const { id, parents } of questions)
    if (parents.some((parent) => given.get(parent) === 0)) counted.set(id, 0)
  return meanOfMap(counted)
}

/** A prompt with the answers of each of its pictures, in the order of its grid. */
export interface AnsweredPrompt {
  questions: readonly PromptQuestion[]
  images: readonly Answers[]
}

const promptMean = (
  { questions, images }: AnsweredPrompt,
  scoreOf: typeof dpgImageScore,
): number | undefined => meanOf(images.map((answers) => scoreOf(questions, answers))).value

export interface DpgScores {
  /** 0 to 100. */
  overall: PublishedMean
  /** 0 to 100 by category, of the answers as they were given, of the last picture of each prompt. */
  categories: Record<string, PublishedMean>
}

const percent = (mean: PublishedMean): PublishedMean =>
  mean.value === undefined ? mean : { ...mean, value: mean.value * 100 }

/** DPG-Bench: mean over prompts of the mean over their pictures, times 100. */
export function dpgScores(prompts: readonly AnsweredPrompt[]): DpgScores {
  const asked = prompts.flatMap(({ questions, images }) => {
    const last = images.at(-1)
    return questions.map(({ id, category = 'other' }) => ({ category, answer: last?.get(id) }))
  })
  const { groups } = macroMean(
    asked,
    ({ category }) => category,
    ({ answer }) => (answer === undefined ? undefined : answer ? 1 : 0),
  )
  return {
    overall: percent(meanOf(prompts.map((prompt) => promptMean(prompt, dpgImageScore)))),
    categories: Object.fromEntries(
      Object.entries(groups).map(([category, mean]) => [category, percent(mean)]),
    ),
  }
}

/** OneIG-Bench: mean over prompts of the mean over their pictures, 0 to 1. */
export const oneIgAlignment = (prompts: readonly AnsweredPrompt[]): PublishedMean =>
  meanOf(prompts.map((prompt) => promptMean(prompt, oneIgImageScore)))
