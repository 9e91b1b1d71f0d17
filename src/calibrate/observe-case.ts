import { sha256 } from '#digest/sha256.ts'
import type { Case } from '#schema/case.ts'
import type { MetricImage, MetricInput, MetricResult } from '#schema/metric.ts'
import type { Observed } from './observed.ts'
import type { Probe } from './probe.ts'

export type LoadPicture = (sha256: string) => Promise<Uint8Array>

/** All that metrics may look at of a case, but the output. */
export async function inputOfCase(subject: Case, load: LoadPicture): Promise<MetricInput> {
  const { instruction, inputs, truth = {}, occludes = false } = subject.turns[0]!
  const image = async (digest: string): Promise<MetricImage> => ({
    sha256: digest,
    bytes: await load(digest),
  })
  const ofRole = (role: string): Promise<MetricImage[]> =>
    Promise.all(
      inputs.flatMap((input) =>
        input.from === 'case' && input.role === role ? [image(input.image.sha256)] : [],
      ),
    )
  const [source] = await ofRole('source')
  return {
    instruction,
    turn: 1,
    tasks: subject.tasks,
    occludes,
    result: { turn: 1, outcome: 'image', inputs: [] },
    attempts: [],
    references: await ofRole('reference'),
    ...(source ? { source } : {}),
    ...(truth.reference ? { truthReference: await image(truth.reference.sha256) } : {}),
    ...(truth.mask ? { mask: await image(truth.mask.sha256) } : {}),
    ...(truth.subject ? { subject: await image(truth.subject.sha256) } : {}),
    ...(truth.text ? { text: truth.text } : {}),
    ...(truth.scene ? { scene: truth.scene } : {}),
  }
}

/** One probe of a case through the metrics. */
export async function observe(
  subject: Case,
  input: MetricInput,
  { name, picture }: Probe,
  score: (input: MetricInput) => Promise<Map<string, MetricResult>>,
): Promise<Observed> {
  const output = { sha256: sha256(picture), bytes: picture }
  const results = [...(await score({ ...input, output }))]
  return {
    probe: name,
    case: subject.id,
    cluster: subject.cluster,
    tasks: subject.tasks,
    values: new Map(
      results.flatMap(([id, result]) => (result.state === 'scored' ? [[id, result.value]] : [])),
    ),
    notApplicable: new Set(
      results.flatMap(([id, result]) =>
        result.state === 'unscored' && result.notApplicable ? [id] : [],
      ),
    ),
  }
}
