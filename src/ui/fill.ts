/** Fills `{name}` in a message. A name without a value stays visible, so that it is noticed. */
export const fill = (message: string, values: Record<string, string | number>): string =>
  message.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
