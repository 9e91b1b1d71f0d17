import type { Case } from '#schema/case.ts'
import type { EncodedImage, EngineRequest } from '#schema/engine.ts'
import type { Cell } from '#schema/plan.ts'
import type { Setting } from '#schema/setting.ts'

interface Input {
  role: 'source' | 'reference' | 'mask'
  sha256: string
}

/** Digests of a turn's inputs; undefined where the turn before gave no picture to go on from. */
export function inputsOfTurn(
  subject: Case,
  turn: number,
  setting: Setting,
  previousOutput: string | undefined,
): Input[] | undefined {
  const asked = subject.turns[turn - 1]
  if (!asked) return undefined
  const inputs: Input[] = []
  for (const input of asked.inputs) {
    if (input.from === 'case') {
      inputs.push({ role: input.role, sha256: input.image.sha256 })
      continue
    }
    const sha256 =
      setting.chain === 'own-output'
        ? previousOutput
        : subject.turns[turn - 2]?.truth?.reference?.sha256
    if (sha256 === undefined) return undefined
    inputs.push({ role: 'source', sha256 })
  }
  return inputs
}

export interface RequestParts {
  cell: Cell
  setting: Setting
  instruction: string
  inputs: readonly Input[]
  load: (sha256: string) => Promise<EncodedImage>
}

/** The request as an engine gets it. Only what was asked is set; truth is not within reach here. */
export async function buildRequest(parts: RequestParts): Promise<EngineRequest> {
  const { setting, cell } = parts
  const request: EngineRequest = { prompt: parts.instruction, images: [] }
  for (const input of parts.inputs) {
    const image = await parts.load(input.sha256)
    if (input.role === 'mask') request.mask = image
    else request.images.push({ ...image, role: input.role })
  }
  if (setting.width !== undefined) request.width = setting.width
  if (setting.height !== undefined) request.height = setting.height
  if (setting.aspectRatio !== undefined) request.aspectRatio = setting.aspectRatio
  if (setting.steps !== undefined) request.steps = setting.steps
  if (setting.guidance !== undefined) request.guidance = setting.guidance
  if (setting.quality !== undefined) request.quality = setting.quality
  if (cell.seed !== null) request.seed = cell.seed
  return request
}
