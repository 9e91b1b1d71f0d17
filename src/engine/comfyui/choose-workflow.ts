import type { EngineRequest } from '#schema/engine.ts'
import type { Workflow } from './params.ts'

/**
 * The workflow for a request: as many pictures as it has places for, never fewer (an unfilled place would draw
 * the file that the workflow happens to name) and never an edit without its source.
 */
export function chooseWorkflow<T extends Pick<Workflow, 'bindings'>>(
  workflows: readonly T[],
  { images, mask }: EngineRequest,
): T | undefined {
  const placesOf = ({ bindings }: T): number => bindings.images.length
  return workflows
    .filter(
      (workflow) =>
        placesOf(workflow) <= images.length &&
        (placesOf(workflow) === 0) === (images.length === 0) &&
        (workflow.bindings.mask === undefined || mask !== undefined),
    )
    .toSorted(
      (a, b) =>
        Number(b.bindings.mask !== undefined) - Number(a.bindings.mask !== undefined) ||
        placesOf(b) - placesOf(a),
    )[0]
}
