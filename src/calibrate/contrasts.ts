import type { Contrast, TaskCalibration } from '#schema/calibration.ts'
import type { EstimateOptions, Observation } from '#stats/estimate.ts'
import { estimateSeparation } from '#stats/separation.ts'
import { goodness, type MetricFacts, type Observed } from './observed.ts'
import { noOps, rightAnswers, rungName, rungs, smallEdit } from './probe.ts'
import { tuneThreshold } from './tune-threshold.ts'

/** Least AUC with which a metric may decide on a task. */
const bar = 0.95
const fewestScenes = 5

export interface CalibrateOptions {
  level: number
  seed: number
}

const wrongTexts = Array.from({ length: rungs }, (_, index) => rungName('wrong-text', index + 1))

/** Which probes stand on either side. A prompt has no drawn answer: the local editor's stands for it. */
const sides: Record<Contrast, { better: readonly string[]; worse: readonly string[] }> = {
  'reference > copy-input': { better: rightAnswers, worse: ['copy-input', ...noOps] },
  'reference > over-edit': { better: rightAnswers, worse: ['over-edit'] },
  'reference > shuffle': { better: rightAnswers, worse: ['shuffle'] },
  'right text > wrong text': {
    better: [...rightAnswers, rungName('wrong-text', 0)],
    worse: ['copy-input', 'shuffle', ...wrongTexts],
  },
  'small edit > no-op': { better: [smallEdit], worse: ['copy-input', ...noOps] },
}

interface Side {
  observations: Observation[]
  missing: number
}

function sideOf(
  observed: readonly Observed[],
  metric: MetricFacts,
  probes: readonly string[],
): Side {
  const named = new Set(probes)
  const side: Side = { observations: [], missing: 0 }
  for (const { probe, cluster, values, notApplicable } of observed) {
    if (!named.has(probe) || notApplicable.has(metric.id)) continue
    const value = values.get(metric.id)
    if (value === undefined) side.missing += 1
    else side.observations.push({ cluster, value: goodness(metric, value) })
  }
  return side
}

/** Both sides of a contrast, turned so that more is better. */
const sidesOf = (
  observed: readonly Observed[],
  metric: MetricFacts,
  contrast: Contrast,
): { better: Side; worse: Side } => ({
  better: sideOf(observed, metric, sides[contrast].better),
  worse: sideOf(observed, metric, sides[contrast].worse),
})

/** undefined where nothing at all was scored. */
export function measureContrast(
  task: string,
  observed: readonly Observed[],
  metric: MetricFacts,
  contrast: Contrast,
  options: CalibrateOptions,
): TaskCalibration | undefined {
  const { better, worse } = sidesOf(observed, metric, contrast)
  if (better.observations.length === 0 || worse.observations.length === 0) return undefined
  const all: EstimateOptions = { ...options, missing: better.missing + worse.missing }
  const auc = estimateSeparation(better.observations, worse.observations, all)
  const threshold = tuneThreshold(better.observations, worse.observations, all)
  const state =
    auc.clusters < fewestScenes ? 'unproven' : (auc.value ?? 0) >= bar ? 'reached' : 'missed'
  return {
    task,
    contrast,
    auc,
    bar,
    state,
    ...(threshold ? { threshold: { ...threshold, value: goodness(metric, threshold.value) } } : {}),
  }
}
