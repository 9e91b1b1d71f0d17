import { KontextError } from './kontext-error.ts'

/** Where a user's mistake stands. Lines count from 1. */
export interface Place {
  file?: string | undefined
  line?: number | undefined
  field?: string | undefined
}

const describePlace = ({ file, line, field }: Place): string => {
  const spot = file === undefined ? '' : line === undefined ? file : `${file}:${line}`
  return [spot, field === undefined ? '' : `field "${field}"`].filter(Boolean).join(', ')
}

/** The user's mistake: what is wrong, where, and what to do. Printed as one sentence, no stack, exit code 2. */
export class UserError extends KontextError {
  readonly place: Place

  constructor(what: string, mend: string, place: Place = {}, options?: ErrorOptions) {
    const where = describePlace(place)
    super('user', `${where ? `${where}: ` : ''}${what}. ${mend}`, 2, options)
    this.name = 'UserError'
    this.place = place
  }
}
