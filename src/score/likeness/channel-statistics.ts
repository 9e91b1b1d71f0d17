import type { Tap } from '#net/mobilenet.ts'

/** Mean and standard deviation of each channel of a layer over its positions. */
export interface ChannelStatistics {
  means: Float64Array
  deviations: Float64Array
}

export function channelStatistics({ side, channels, data }: Tap): ChannelStatistics {
  const count = side * side
  const [means, squares] = [new Float64Array(channels), new Float64Array(channels)]
  for (let index = 0; index < count * channels; index++) {
    const value = data[index]!
    means[index % channels]! += value / count
    squares[index % channels]! += (value * value) / count
  }
  return {
    means,
    deviations: squares.map((square, channel) =>
      Math.sqrt(Math.max(0, square - means[channel]! ** 2)),
    ),
  }
}
