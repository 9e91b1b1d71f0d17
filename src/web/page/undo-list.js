const name = 'kontextbench-tickets'
const most = 20

/** Tickets of answers that can be taken back, the last one first; kept while the tab is, over a reload too. */
export function createUndoList() {
  const read = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(name) ?? '[]')
      return Array.isArray(kept) ? kept : []
    } catch {
      return []
    }
  }
  const write = (tickets) => {
    try {
      sessionStorage.setItem(name, JSON.stringify(tickets.slice(-most)))
    } catch {
      // A browser that keeps nothing takes nothing back after a reload.
    }
    return tickets
  }
  let tickets = read()
  return {
    get isEmpty() {
      return tickets.length === 0
    },
    push(ticket) {
      tickets = write([...tickets, ticket])
    },
    pop() {
      const last = tickets.at(-1)
      tickets = write(tickets.slice(0, -1))
      return last
    },
  }
}
