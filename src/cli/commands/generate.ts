import type { CommandModule } from 'yargs'
import type { Command } from '../command.ts'

interface GenerateFlags {
  model: string
  prompt: string
  image: string[] | undefined
  mask: string | undefined
  seed: number | undefined
  width: number | undefined
  height: number | undefined
  out: string
  'models-file': string | undefined
  timeout: number
  json: boolean
}

/** `generate`: one call of one model. Exit 0 with an image, 3 without. */
export const generateCommand: Command = ({ io, finish }): CommandModule<object, GenerateFlags> => ({
  command: 'generate',
  describe: 'one call of one model',
  builder: (yargs) =>
    yargs
      .option('model', { type: 'string', demandOption: true, describe: 'id of a model' })
      .option('prompt', {
        type: 'string',
        demandOption: true,
        describe: 'instruction or description',
      })
      .option('image', {
        type: 'string',
        array: true,
        describe: 'input pictures, the source first',
      })
      .option('mask', { type: 'string', describe: 'one-channel picture, white = may change' })
      .option('seed', { type: 'number' })
      .option('width', { type: 'number' })
      .option('height', { type: 'number' })
      .option('out', { type: 'string', demandOption: true, describe: 'file to write' })
      .option('models-file', { type: 'string', describe: 'JSON file with more models' })
      .option('timeout', { type: 'number', default: 300, describe: 'seconds' })
      .option('json', { type: 'boolean', default: false, describe: 'print the answer as JSON' })
      .example(
        '$0 generate --model procedural:fine --prompt "Make it night" --image a.png --out b.png',
        '',
      ) as never,
  handler: async (flags) => {
    const { runGenerate } = await import('../run-generate.ts')
    finish(
      await runGenerate(
        io,
        {
          model: flags.model,
          prompt: flags.prompt,
          images: flags.image ?? [],
          out: flags.out,
          timeoutMs: flags.timeout * 1000,
          ...(flags.mask === undefined ? {} : { mask: flags.mask }),
          ...(flags.seed === undefined ? {} : { seed: flags.seed }),
          ...(flags.width === undefined ? {} : { width: flags.width }),
          ...(flags.height === undefined ? {} : { height: flags.height }),
          ...(flags['models-file'] === undefined ? {} : { modelsFile: flags['models-file'] }),
        },
        flags.json,
      ),
    )
  },
})
