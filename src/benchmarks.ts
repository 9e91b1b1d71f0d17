/**
 * Public: what published benchmarks make of pictures and of a judge's or detector's answers (docs/metrics.md). Apart from
 * the main entry, which every run loads.
 */
export { magicBrushMean, magicBrushOutput } from './score/benchmark/magic-brush.ts'
export { pieBackground } from './score/benchmark/pie-bench.ts'
export { genEvalCorrect, genEvalScores } from './score/benchmark/geneval.ts'
export { dpgScores, oneIgAlignment } from './score/benchmark/questions.ts'
export { longTextScore, oneIgText } from './score/benchmark/written-text.ts'
export { vieScores } from './score/benchmark/vie-score.ts'
export { imgEditScores } from './score/benchmark/img-edit.ts'
export { riseScores } from './score/benchmark/rise-bench.ts'
export {
  compBenchAttributes,
  compBenchComplex,
  compBenchOutput,
  compBenchSpatial,
} from './score/benchmark/t2i-compbench.ts'
