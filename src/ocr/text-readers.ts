import type { ReaderChoice } from './choose-reader.ts'
import { createNetLoader, type Nets } from './nets.ts'
import { createPpocrReader } from './ppocr-reader.ts'
import { createTesseractReader } from './tesseract-reader.ts'
import type { TextReader } from './text-reader.ts'

/** The readers of one worker, each loaded when first asked for and kept. */
export interface TextReaders {
  nets(): Promise<Nets>
  /** @throws MissingPackageError where an optional package is absent */
  of(choice: Exclude<ReaderChoice, { kind: 'nobody' }>): Promise<TextReader>
}

export function createTextReaders(): TextReaders {
  const nets = createNetLoader()
  const readers = new Map<string, Promise<TextReader>>()
  const once = (id: string, make: () => Promise<TextReader>): Promise<TextReader> => {
    const reader = readers.get(id) ?? make()
    readers.set(id, reader)
    return reader
  }
  return {
    nets,
    of(choice) {
      if (choice.kind === 'nets') return once('nets', async () => createPpocrReader(await nets()))
      const { name, rightToLeft } = choice.language
      return once(name, async () => createTesseractReader(name, await nets(), rightToLeft))
    },
  }
}
