const head = 'version https://git-lfs'

/** A file that a clone without Git LFS leaves in the place of the real one. Its first bytes are enough. */
export const isLfsPointer = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, head.length)).toString('latin1') === head
