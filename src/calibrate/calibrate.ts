import type { MetricCalibration, TaskCalibration } from '#schema/calibration.ts'
import type { Task } from '#schema/task.ts'
import { measureContrast, type CalibrateOptions } from './contrasts.ts'
import { dutyOf } from './duty.ts'
import { fallsOf } from './falls.ts'
import type { MetricFacts, Observed } from './observed.ts'

/** How each metric did: on every task by what it must tell apart there, and over the ladders of all tasks. */
export function calibrate(
  observed: readonly Observed[],
  metrics: readonly MetricFacts[],
  tasks: readonly Task[],
  head: Pick<MetricCalibration, 'command' | 'madeAt' | 'dataSet'>,
  options: CalibrateOptions,
): MetricCalibration[] {
  const byTask = tasks.map((task) => ({
    task,
    ofTask: observed.filter((one) => one.tasks.includes(task.id)),
  }))
  return metrics.map((metric) => ({
    metric: metric.id,
    version: metric.version,
    ...head,
    tasks:
      metric.direction === 'none'
        ? []
        : byTask.flatMap(({ task, ofTask }): TaskCalibration[] => {
            const duty = dutyOf(metric.id, task)
            const found = duty && measureContrast(task.id, ofTask, metric, duty, options)
            return found ? [found] : []
          }),
    falls: fallsOf(observed, metric, options),
  }))
}
