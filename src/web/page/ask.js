/** An answer of the server that is no success; `code` is one of the server's words. */
export class Refused extends Error {
  constructor(status, code, message) {
    super(message)
    this.name = 'Refused'
    this.status = status
    this.code = code
  }
}

async function answerOf(response) {
  if (response.ok) return response.json()
  const said = await response.json().catch(() => ({}))
  throw new Refused(response.status, said.error ?? 'internal', said.message ?? response.statusText)
}

export const get = async (path) => answerOf(await fetch(path))

export const post = async (path, value, signal) =>
  answerOf(
    await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(value),
      signal,
    }),
  )

export const sendFile = async (path, file) =>
  answerOf(
    await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: file,
    }),
  )
