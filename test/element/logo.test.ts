import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logoOf } from '../../src/element/logo.ts'
import type { StoryPart } from '../../src/element/story.ts'

/** As much of a part as an address is compared with. */
const at = (endpoint: string | undefined) => ({ endpoint }) as StoryPart
const endpoint = 'https://sign.example.org'
const logo = `${endpoint}/v1/petitions/keep-the-unit/logos/abc.png`

test('a logo comes from the endpoint', () => {
  assert.equal(logoOf(logo, at(endpoint)), logo)
  // An endpoint may have a path, and a port that goes without saying.
  assert.equal(logoOf(logo, at(`${endpoint}:443/api/x`)), logo)
  for (const local of ['http://localhost:8787', 'http://127.0.0.1:8787', 'http://[::1]:8787'])
    assert.equal(logoOf(`${local}/a.png`, at(local)), `${local}/a.png`)
})

for (const [what, address, from] of [
  ['another host', 'https://elsewhere.example/a.png', endpoint],
  ['a host that ends alike', 'https://sign.example.org.elsewhere.example/a.png', endpoint],
  ['a host behind a user name', 'https://sign.example.org@elsewhere.example/a.png', endpoint],
  ['another port', 'https://sign.example.org:8443/a.png', endpoint],
  ['no TLS', 'http://sign.example.org/a.png', endpoint],
  ['no TLS, from a page without', 'http://intranet.example/a.png', 'http://intranet.example'],
  ['what only looks local', 'http://localhost.example/a.png', 'http://localhost.example'],
  ['an address of the page', `blob:${logo}`, endpoint],
  ['a picture in the text', 'data:image/png;base64,iVBORw0K', endpoint],
  ['a script', 'javascript:alert(1)', endpoint],
  ['no scheme', '//sign.example.org/a.png', endpoint],
  ['a path', '/v1/petitions/keep-the-unit/logos/abc.png', endpoint],
  ['nothing', '', endpoint],
  ['an adapter without an endpoint', logo, ''],
  ['a page with nothing set', logo, undefined],
] as const) {
  test(`a logo is not loaded from ${what}`, () => {
    assert.equal(logoOf(address, at(from)), undefined)
  })
}
