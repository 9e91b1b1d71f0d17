import { loadFaceNet, type FaceNet } from '#net/faces.ts'
import { loadMobilenet, type DeepNet } from '#net/mobilenet.ts'

/** The nets of one worker; each is loaded when it is first asked for, once. */
export interface Nets {
  deep(): Promise<DeepNet>
  faces(): Promise<FaceNet>
}

const once = <T>(load: () => Promise<T>): (() => Promise<T>) => {
  let loaded: Promise<T> | undefined
  return () => (loaded ??= load())
}

export const createNets = (): Nets => ({
  deep: once(() => loadMobilenet('Measuring deep features')),
  faces: once(() => loadFaceNet('Looking for faces')),
})
