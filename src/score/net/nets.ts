import { loadFaceNet, type FaceNet } from '#net/faces.ts'
import { loadMobilenet, type DeepNet } from '#net/mobilenet.ts'
import { openOnnxNet, type OnnxNet } from '#net/onnx-net.ts'

/** The nets of one worker; each is loaded when it is first asked for, once. */
export interface Nets {
  deep(): Promise<DeepNet>
  faces(): Promise<FaceNet>
  /** A user's own, by its absolute path. */
  own(file: string): Promise<OnnxNet>
}

const once = <T>(load: () => Promise<T>): (() => Promise<T>) => {
  let loaded: Promise<T> | undefined
  return () => (loaded ??= load())
}

export function createNets(): Nets {
  const own = new Map<string, Promise<OnnxNet>>()
  return {
    deep: once(() => loadMobilenet('Measuring deep features')),
    faces: once(() => loadFaceNet('Looking for faces')),
    own(file) {
      const net = own.get(file) ?? openOnnxNet(file, 'A net of your own')
      own.set(file, net)
      return net
    },
  }
}
