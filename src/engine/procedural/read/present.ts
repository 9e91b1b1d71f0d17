/** The fields that have a value: an absent one is left out, not set to `undefined`. */
export const present = <T extends object>(
  fields: T,
): { [Key in keyof T]?: Exclude<T[Key], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>
  }
