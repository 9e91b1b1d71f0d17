import type { Server, ServerStart } from '#schema/server.ts'

const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`
const percent = (share: number): string => `${Math.round(share * 100)} %`

const memoryOf = ({ memory }: ServerStart): string =>
  memory.state === 'unknown'
    ? `memory unknown (${memory.reason})`
    : `memory ${mebibytes(memory.peakBytes)} (processes: ${memory.processes})`

function gpusOf({ gpu }: ServerStart): string[] {
  if (gpu.state === 'unknown') return [`GPU unknown (${gpu.reason})`]
  return gpu.gpus.map(({ index, peakBytes, totalBytes, meanUtilisation, peakUtilisation }) => {
    const used = peakBytes === undefined ? 'memory unknown' : mebibytes(peakBytes)
    const all = totalBytes === undefined ? '' : ` of ${mebibytes(totalBytes)}`
    const busy =
      meanUtilisation === undefined || peakUtilisation === undefined
        ? 'use unknown'
        : `busy ${percent(meanUtilisation)}, at most ${percent(peakUtilisation)}`
    return `GPU ${index} ${used}${all}, ${busy}`
  })
}

const describeStart = (start: ServerStart): string =>
  [
    start.ready ? `ready after ${(start.ready.ms / 1000).toFixed(1)} s` : 'never ready',
    ...(start.warmUps.length > 0 ? [`warm-up calls: ${start.warmUps.length}`] : []),
    ...(start.firstImage ? [`first picture in ${Math.round(start.firstImage.callMs)} ms`] : []),
    memoryOf(start),
    ...gpusOf(start),
    start.ended?.how ?? 'end unknown',
  ].join('; ')

/** The servers that a run started, a line each start: what is no part of any picture's time. */
export const describeServers = (servers: readonly Server[]): string =>
  servers
    .flatMap(({ models, starts }) =>
      starts.map((start) => `- server of ${models.join(', ')}: ${describeStart(start)}`),
    )
    .join('\n')
