import type { Clock } from '#schema/clock.ts'
import { HttpError } from '#web/http/http-error.ts'
import { openNote, sealNote } from '#web/trust/sealed-note.ts'
import { Sheet, type Sheet as SheetDocument } from '../../pipeline.ts'

const purpose = 'ticket'
/** From when it was served until its answer counts. */
const ticketLifeMs = 12 * 60 * 60 * 1000

/** What a ticket says may be read by this server only, and written by nobody else. It needs no memory: it outlives a kill. */
export class Tickets {
  readonly #secret: Uint8Array
  readonly #clock: Clock

  constructor(secret: Uint8Array, clock: Clock) {
    this.#secret = secret
    this.#clock = clock
  }

  issue(sheet: SheetDocument): string {
    return sealNote(this.#secret, purpose, sheet)
  }

  /** The sheet of a voter's own ticket. @throws HttpError 403 or 410. */
  redeem(ticket: string, voter: string): SheetDocument {
    const sheet = openNote(this.#secret, purpose, ticket, Sheet)
    if (!sheet || sheet.voter !== voter)
      throw new HttpError(403, 'bad-ticket', 'the ticket was not given to this voter')
    if (this.#clock.now().getTime() - sheet.servedAt > ticketLifeMs)
      throw new HttpError(410, 'expired', 'the ticket is too old')
    return sheet
  }
}
