import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { kit, loadBackend, OptionError } from '../../src/adapters/index.ts'
import { serve } from './server.ts'

/** A backend that answers with what is there for a path; HTML elsewhere, as sites do. */
async function site(t: TestContext, pages: Record<string, unknown>) {
  const asked: string[] = []
  const server = await serve(({ url = '' }, response) => {
    asked.push(url)
    const page = pages[url]
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': page === undefined ? 'text/html' : 'application/json; charset=utf-8',
    })
    response.end(page === undefined ? '<h1>Not found</h1>' : JSON.stringify(page))
  })
  t.after(server.close)
  return { asked, pages, url: server.url }
}

const signal = new AbortController().signal

async function tallyOf(backend: string, options: { endpoint: string }, petition: string) {
  const adapter = (await loadBackend(backend))(options)
  assert.ok(adapter.tally)
  return adapter.tally(petition, { signal })
}

test('reads the count of a UK parliament petition, with the next threshold', async (t) => {
  const { url, pages } = await site(t, {
    '/petitions/700000/count.json': { signature_count: 9_999, debated: false },
  })
  const adapter = (await loadBackend('uk-parliament'))({ endpoint: url })
  const ask = () => adapter.tally!('700000', { signal })
  const first = await ask()
  assert.deepEqual([first.count, first.goal], [9_999, 10_000])
  assert.deepEqual(await ask(), first)
  pages['/petitions/700000/count.json'] = { signature_count: 100_000 }
  const next = await ask()
  assert.deepEqual([next.count, next.goal], [100_000, null])
  assert.ok(next.version > first.version)
  await assert.rejects(adapter.tally!('my-petition', { signal }), OptionError)
  await assert.rejects(adapter.tally!('700001', { signal }), kit.Failure)
})

test("reads a European Citizens' Initiative", async (t) => {
  const { url } = await site(t, {
    '/045/public/api/report/progression': { signatureCount: 381_121, goal: 1_000_000 },
  })
  const { count, goal } = await tallyOf('eci', { endpoint: `${url}/` }, '45')
  assert.deepEqual([count, goal], [381_121, 1_000_000])
})

test('reads a count out of any JSON', async (t) => {
  const { url, asked } = await site(t, {
    '/a.json': { data: [{ signatures: '1204' }], goal: 2000 },
    '/of/my%20petition': 7,
    '/odd.json': { count: -1 },
    '/nothing.json': {},
  })
  const read = (endpoint: string, options = {}) =>
    tallyOf('json-count', { endpoint: `${url}${endpoint}`, ...options }, 'my petition')
  const paths = { path: 'data.0.signatures', goalPath: 'goal' }
  assert.equal((await read('/a.json', paths)).count, 1204)
  assert.equal((await read('/a.json', paths)).goal, 2000)
  // As a browser writes it that has read the address.
  assert.equal((await read('/of/%7Bpetition%7D')).count, 7)
  assert.ok(asked.includes('/of/my%20petition'))
  await assert.rejects(read('/odd.json', { path: 'count' }), kit.Failure)
  await assert.rejects(read('/nothing.json', { path: 'constructor.length' }), kit.Failure)
  await assert.rejects(read('/a.json', { path: 7 }), OptionError)
})

test('what reads a count takes no petition', async () => {
  for (const name of ['uk-parliament', 'eci', 'json-count']) {
    const adapter = (await loadBackend(name))({ endpoint: 'https://a.example' })
    await assert.rejects(adapter.petition!('1', { lang: 'en', signal }), OptionError)
  }
})
