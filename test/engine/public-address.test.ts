import { describe, expect, it } from 'vitest'
import { createHttpClient } from '#engine/http-client.ts'
import { assertPublicLiteral, isPublicAddress } from '#engine/public-address.ts'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

describe('public addresses', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.1.1',
    '224.0.0.1',
    '::1',
    '::7f00:1',
    '::ffff:127.0.0.1',
    '64:ff9b::a00:1',
    'fd00::1',
    'fe80::1%eth0',
    'fec0::1',
    '2001:0:7f00:1::1',
    '100::1',
    'not an address',
  ])('%s is none', (address) => expect(isPublicAddress(address)).toBe(false))

  it.each(['1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111'])('%s is one', (address) => {
    expect(isPublicAddress(address)).toBe(true)
    expect(() => assertPublicLiteral(address)).not.toThrow()
  })

  it('is asked of what a name resolves to, so that no spelling of a local name passes', async () => {
    let asked = 0
    const server = createServer((_, response) => {
      asked += 1
      response.end('secret')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const http = createHttpClient()
    const { signal } = new AbortController()
    const get = (host: string) =>
      http.send({ method: 'GET', url: `http://${host}:${port}/`, signal, publicOnly: true })
    try {
      // An open connection of an unchecked call must not be lent to a checked one.
      await http.send({ method: 'GET', url: `http://localhost:${port}/`, signal })
      for (const host of ['127.0.0.1', 'localhost', 'localhost.', '[::ffff:7f00:1]', '2130706433'])
        await expect(get(host)).rejects.toThrow(/private address|ENOTFOUND|EAI_AGAIN/)
      expect(asked).toBe(1)
    } finally {
      http.close()
      server.close()
    }
  })
})
