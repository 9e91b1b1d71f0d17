import { join } from 'node:path'
import { crop } from '#image/crop.ts'
import type { Pixels } from '#image/pixels.ts'
import { resizePixels } from '#image/resize.ts'
import { fitSimilarity, toSource, warp, type Point, type Similarity } from '#image/similarity.ts'
import { locateFaces, type FaceBox, type LocatedFace } from './locate-faces.ts'
import { findPackage } from './package-folder.ts'
import { loadTensorflow, type Tensorflow } from './tensorflow.ts'

type Tensor3D = import('@tensorflow/tfjs').Tensor3D

/** One face of a picture. */
export interface Face {
  /** In the picture's own pixels. */
  box: FaceBox
  /** How sure the detector is, 0.5 to 1. */
  sure: number
  /** 128 numbers; the distance between those of one person is small (FaceNet-like, dlib's ResNet-34). */
  descriptor: Float32Array
  /** The face turned upright, its eyes and mouth where nets of the ArcFace kind are shown them. */
  upright(width: number, height: number): Pixels
}

export interface FaceNet {
  /** Faces of a picture, the largest first, eight at most. */
  find(picture: Pixels): Promise<Face[]>
}

/** The part of the package that is used. */
interface FaceApi {
  nets: {
    ssdMobilenetv1: {
      loadFromDisk(folder: string): Promise<void>
      locateFaces(
        picture: Tensor3D,
        options: { minConfidence: number; maxResults: number },
      ): Promise<LocatedFace[]>
    }
    faceLandmark68Net: {
      loadFromDisk(folder: string): Promise<void>
      detectLandmarks(picture: Tensor3D): Promise<{ positions: Point[] }>
    }
    faceRecognitionNet: {
      loadFromDisk(folder: string): Promise<void>
      computeFaceDescriptor(picture: Tensor3D): Promise<Float32Array>
    }
  }
}

const landmarkSide = 112
const chipSide = 150
const most = 8
const leastSure = 0.5

/** Where the middles of the eyes and of the mouth stand in an upright face of side 1. */
const places: Point[] = [
  { x: 49 / 150, y: 50 / 150 },
  { x: 101 / 150, y: 50 / 150 },
  { x: 75 / 150, y: 104 / 150 },
]
/** The same where ArcFace and its kin expect them (InsightFace's template of 112 x 112). */
const arcFacePlaces: Point[] = [
  { x: 38.29 / 112, y: 51.7 / 112 },
  { x: 73.53 / 112, y: 51.5 / 112 },
  { x: 56.14 / 112, y: 92.28 / 112 },
]
/** Points of the 68 that make each of them (iBUG numbering). */
const groups = [
  [36, 42],
  [42, 48],
  [48, 68],
] as const

const middle = (points: readonly Point[]): Point => ({
  x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
  y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
})

const uprightOf = (
  marks: readonly Point[],
  width: number,
  height = width,
  wanted: readonly Point[] = places,
): Similarity =>
  fitSimilarity(
    groups.map(([from, to]) => middle(marks.slice(from, to))),
    wanted.map(({ x, y }) => ({ x: x * width, y: y * height })),
  )

class FaceFinder implements FaceNet {
  readonly #tf: Tensorflow
  readonly #nets: FaceApi['nets']

  constructor(tf: Tensorflow, nets: FaceApi['nets']) {
    this.#tf = tf
    this.#nets = nets
  }

  async find(picture: Pixels): Promise<Face[]> {
    const boxes = await locateFaces(picture, (square) =>
      this.#with(square, (tensor) =>
        this.#nets.ssdMobilenetv1.locateFaces(tensor, {
          minConfidence: leastSure,
          maxResults: 100,
        }),
      ),
    )
    const largest = boxes.toSorted((a, b) => area(b.box) - area(a.box)).slice(0, most)
    const faces: Face[] = []
    for (const { box, score } of largest) {
      const marks = await this.#marks(picture, box)
      const chip = warp(picture, uprightOf(marks, chipSide), chipSide, chipSide)
      faces.push({
        box,
        sure: score,
        descriptor: await this.#describe(chip),
        upright: (width, height) =>
          warp(picture, uprightOf(marks, width, height, arcFacePlaces), width, height),
      })
    }
    return faces
  }

  /** The 68 points, found in the box and then again in the face turned upright: the net is weak on turned ones. */
  async #marks(picture: Pixels, box: FaceBox): Promise<Point[]> {
    const cut = crop(picture, box)
    const first = await this.#marksOf(cut)
    const [left, top] = [Math.max(0, Math.floor(box.x)), Math.max(0, Math.floor(box.y))]
    const turn = uprightOf(
      first.map(({ x, y }) => ({ x: x + left, y: y + top })),
      chipSide,
    )
    const second = await this.#marksOf(warp(picture, turn, chipSide, chipSide))
    return second.map((point) => toSource(turn, point))
  }

  async #marksOf(face: Pixels): Promise<Point[]> {
    const scale = landmarkSide / Math.max(face.width, face.height)
    const small = await resizePixels(
      face,
      Math.max(1, Math.round(face.width * scale)),
      Math.max(1, Math.round(face.height * scale)),
    )
    const { positions } = await this.#with(small, (tensor) =>
      this.#nets.faceLandmark68Net.detectLandmarks(tensor),
    )
    return positions.map(({ x, y }) => ({ x: x / scale, y: y / scale }))
  }

  /** The mean over the face and its mirror image: less noise, and a mirrored person is the same. */
  async #describe(chip: Pixels): Promise<Float32Array> {
    const { faceRecognitionNet } = this.#nets
    return this.#with(chip, async (tensor) => {
      const mirrored = this.#tf.reverse(tensor, 1)
      const [a, b] = [
        await faceRecognitionNet.computeFaceDescriptor(tensor),
        await faceRecognitionNet.computeFaceDescriptor(mirrored),
      ]
      mirrored.dispose()
      return a.map((value, index) => (value + (b[index] ?? 0)) / 2)
    })
  }

  async #with<T>(
    { width, height, data }: Pixels,
    work: (tensor: Tensor3D) => Promise<T>,
  ): Promise<T> {
    const colours = new Float32Array(width * height * 3)
    for (let from = 0, to = 0; to < colours.length; from += 4, to += 3)
      for (let channel = 0; channel < 3; channel++)
        colours[to + channel] = data[from + channel] ?? 0
    const tensor = this.#tf.tensor3d(colours, [height, width, 3])
    try {
      return await work(tensor)
    } finally {
      tensor.dispose()
    }
  }
}

const area = ({ width, height }: FaceBox): number => width * height

/**
 * The face nets of `@vladmandic/face-api`: SSD detector, 68 landmarks, 128-D descriptors.
 * @throws MissingPackageError when the package or TensorFlow.js is absent
 */
export async function loadFaceNet(purpose: string): Promise<FaceNet> {
  const found = findPackage('@vladmandic/face-api', purpose)
  const tf = await loadTensorflow(purpose)
  const { nets } = found.load('dist/face-api.node-wasm.js') as FaceApi
  const folder = join(found.folder, 'model')
  for (const net of [nets.ssdMobilenetv1, nets.faceLandmark68Net, nets.faceRecognitionNet])
    await net.loadFromDisk(folder)
  return new FaceFinder(tf, nets)
}
