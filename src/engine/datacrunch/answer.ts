import { z } from 'zod'
import type { HttpResponse } from '#schema/engine.ts'
import { badResponse, failureOf, refused } from '#engine/wire/answer.ts'
import { CallEnded } from '#engine/wire/call-ended.ts'
import { readAnswer } from '#engine/wire/exchange.ts'
import type { NamedPicture } from '#engine/wire/held-picture.ts'
import { speaksOfModeration } from '#engine/wire/moderation.ts'

/** A picture as an address, as base64 or as a data URI: the answers do not say which. */
const named = (text: string): NamedPicture =>
  /^https?:\/\//.test(text) ? { url: text } : { base64: text }

const Texts = z.union([z.string(), z.array(z.string()).min(1)])

/** Every place in which public clients look for pictures, and the end of a job that failed. */
const DataCrunchAnswer = z.object({
  status: z.string().nullish(),
  error: z.unknown().optional(),
  output: z
    .union([Texts, z.object({ outputs: Texts.optional(), images: Texts.optional() })])
    .nullish(),
  images: Texts.nullish(),
  image: z.string().nullish(),
})
type DataCrunchAnswer = z.infer<typeof DataCrunchAnswer>

function textsOf({ output, images, image }: DataCrunchAnswer): string[] {
  const inner =
    typeof output === 'object' && output !== null && !Array.isArray(output)
      ? (output.outputs ?? output.images)
      : output
  return [inner ?? images ?? image ?? []].flat()
}

function faultOf({ status, error }: DataCrunchAnswer): CallEnded {
  const words = [status, typeof error === 'string' ? error : JSON.stringify(error)]
    .filter(Boolean)
    .join(': ')
  if (speaksOfModeration(words)) return new CallEnded(refused(words))
  return new CallEnded(badResponse(`the answer holds no picture (${words || 'no status'})`))
}

/** The pictures of an answer: its bytes, or what its JSON names. @throws CallEnded where there is none */
export function namedPictures(response: HttpResponse): NamedPicture[] {
  if (response.status !== 200) throw new CallEnded(failureOf(response))
  if (response.headers['content-type']?.startsWith('image/')) return [{ bytes: response.body }]
  const answer = readAnswer(response, DataCrunchAnswer)
  const texts = textsOf(answer)
  if (texts.length === 0) throw faultOf(answer)
  return texts.map(named)
}
