/**
 * `node --conditions=kontextbench-source test/perf/text-speed.ts`: reading of pictures of 1024 x 1024, one thread. The
 * processor's time is what another machine's clock would show; the clock's own is of this machine and its load now.
 */
import { loadavg } from 'node:os'
import { createNetLoader } from '#ocr/nets.ts'
import { createPpocrReader } from '#ocr/ppocr-reader.ts'
import { decodeImage } from '#image/decode.ts'
import { encodePng } from '#image/encode.ts'
import { rasteriseSvg } from '#image/svg.ts'
import { spread, tell } from './spread.ts'

const side = 1024
const posters = [
  ['GRAND OPENING', 'Saturday at noon', 'free bread and jam', 'Harbour Street 12'],
  ['新年快乐', '春天的故事', '图书馆', '欢迎光临'],
  ['JAZZ NIGHT', 'doors 19:30', 'tickets 25 EUR', 'The Long Way Home'],
  ['OPEN', '', '', ''],
]

const poster = async (lines: readonly string[], index: number): Promise<Uint8Array> => {
  const words = lines
    .map(
      (line, row) =>
        `<text x="512" y="${220 + row * 200}" text-anchor="middle" font-family="Noto Sans SC" font-weight="700" font-size="${row === 0 ? 110 : 70}" fill="#fff">${line}</text>`,
    )
    .join('')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1024 1024"><defs><linearGradient id="g" x2="1" y2="1"><stop stop-color="hsl(${index * 70} 60% 30%)"/><stop offset="1" stop-color="hsl(${index * 70 + 60} 50% 20%)"/></linearGradient></defs><rect width="1024" height="1024" fill="url(#g)"/>${words}</svg>`
  return encodePng(await rasteriseSvg(svg, side, side))
}

const start = performance.now()
const nets = await createNetLoader()()
const reader = createPpocrReader(nets)
tell('load', `${(performance.now() - start).toFixed(0)} ms`)
const pictures = await Promise.all(posters.map(poster))
await reader.read(await decodeImage(pictures[0]!))
const [wall, cpu]: [number[], number[]] = [[], []]
for (let round = 0; round < 4; round++) {
  for (const picture of pictures) {
    const [at, used] = [performance.now(), process.cpuUsage()]
    await reader.read(await decodeImage(picture))
    const { user, system } = process.cpuUsage(used)
    wall.push((performance.now() - at) / 1000)
    cpu.push((user + system) / 1e6)
  }
}
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
tell('backend', nets.ort.backend)
tell('clock a picture', `${spread(wall, 2, 's')}; ${(1 / mean(wall)).toFixed(2)} images/s`)
tell('processor a picture', `${spread(cpu, 2, 's')}; ${(1 / mean(cpu)).toFixed(2)} images/s`)
tell('memory', `${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB`)
tell('load average of the last minute', loadavg()[0]!.toFixed(1))
