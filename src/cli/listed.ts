/** A comma-separated list as it was typed. */
export const listed = (ids: string | undefined): string[] | undefined =>
  ids
    ?.split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '')
