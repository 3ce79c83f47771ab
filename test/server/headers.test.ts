import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { readLogo } from '../../src/server/logo.ts'
import { createScripts } from '../../src/server/scripts.ts'
import { pngMark } from '../support/picture.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { openBackend, partnerOrigin, press, publicUrl, type Backend } from './backend.ts'

const staleness = 'stale-while-revalidate=30, stale-if-error=86400'
const json = 'application/json'
const page = 'text/html; charset=utf-8'
const anyPage = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
}
const read = { ...anyPage, 'access-control-expose-headers': 'Date, Age, ETag' }
const own = {
  'x-content-type-options': 'nosniff',
  'content-type': page,
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}
const framed = (ancestors: string, runs = '') => ({
  'x-content-type-options': 'nosniff',
  'content-type': page,
  'content-security-policy': `default-src 'none'; ${runs}style-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors ${ancestors}; require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'`,
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'cross-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cache-control': `public, max-age=10, ${staleness}`,
  'x-robots-tag': 'noindex',
})
const personal = { ...own, 'cache-control': 'no-store', 'x-robots-tag': 'noindex' }
const answer = {
  ...anyPage,
  'access-control-expose-headers': 'Retry-After',
  'cache-control': 'no-store',
}
const problem = { ...answer, 'content-type': 'application/problem+json' }
const operational = {
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'content-type': 'text/plain; charset=utf-8',
}
const fresh = { ...read, 'cache-control': 'public, max-age=300', etag: 'some' }
const script = {
  ...fresh,
  vary: 'Accept-Encoding',
  'content-type': 'text/javascript; charset=utf-8',
}
const picture = {
  ...read,
  'cache-control': 'public, max-age=31536000, immutable',
  'content-security-policy': "default-src 'none'; sandbox",
  'content-type': 'image/png',
  etag: 'some',
}
const immutable = { ...script, 'cache-control': 'public, max-age=31536000, immutable' }

const mark = readLogo(pngMark())!
const markPath = `/v1/petitions/keep-the-unit/logos/${mark.name}`

type Ask = (backend: Backend) => Response | Promise<Response>
const get =
  (path: string): Ask =>
  ({ ask }) =>
    ask(path)
const link =
  (kind: 'confirm' | 'withdraw', use: (backend: Backend, path: string) => Promise<Response>): Ask =>
  async (backend) => {
    const { receipt } = (await (await backend.sign()).json()) as { receipt: { id: string } }
    return use(backend, (await backend.links(receipt.id))[kind])
  }

/** Every route, with its status and all of its headers. */
const table: [string, Ask, number, Record<string, string>][] = [
  [
    'GET petition',
    get('/v1/petitions/keep-the-unit'),
    200,
    {
      ...read,
      'content-type': json,
      'cache-control': `public, max-age=10, ${staleness}`,
      etag: 'some',
    },
  ],
  ['GET petition, unknown', get('/v1/petitions/none'), 404, problem],
  [
    'GET tally',
    get('/v1/petitions/keep-the-unit/tally'),
    200,
    {
      ...read,
      'content-type': json,
      'cache-control': `public, max-age=5, ${staleness}`,
      etag: 'some',
    },
  ],
  ['GET logo', get(markPath), 200, picture],
  ['HEAD logo', ({ ask }) => ask(markPath, { method: 'HEAD' }), 200, picture],
  ['GET logo, unknown', get('/v1/petitions/keep-the-unit/logos/none.png'), 404, problem],
  [
    'DELETE logo',
    ({ ask }) => ask(markPath, { method: 'DELETE' }),
    405,
    { ...problem, allow: 'GET, HEAD, OPTIONS' },
  ],
  [
    'HEAD stream',
    ({ ask }) => ask('/v1/petitions/keep-the-unit/tally/stream', { method: 'HEAD' }),
    200,
    {
      ...read,
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    },
  ],
  ['POST signature', ({ sign }) => sign(), 202, { ...answer, 'content-type': json }],
  ['POST signature, refused', ({ sign }) => sign({ name: '' }), 422, problem],
  [
    'OPTIONS signatures',
    ({ ask }) =>
      ask('/v1/petitions/any/signatures', {
        method: 'OPTIONS',
        headers: { origin: 'https://unlisted.example' },
      }),
    204,
    {
      ...anyPage,
      'access-control-allow-methods': 'POST',
      'access-control-allow-headers': 'content-type, idempotency-key',
      'access-control-max-age': '600',
    },
  ],
  [
    'GET page',
    get('/p/keep-the-unit'),
    200,
    { ...own, 'cache-control': `public, max-age=10, ${staleness}` },
  ],
  ['GET page, unknown', get('/p/none'), 404, personal],
  [
    'POST page',
    (backend) =>
      press(
        backend,
        '/p/keep-the-unit',
        new URLSearchParams({
          name: 'Ana',
          email: 'a@mail.example',
          country: 'GB',
          shown: backend.petition().revision,
        }).toString(),
      ),
    303,
    { ...personal, location: '/p/keep-the-unit/sent' },
  ],
  ['POST page, refused', (backend) => press(backend, '/p/keep-the-unit', 'name='), 422, personal],
  [
    'GET sent',
    get('/p/keep-the-unit/sent'),
    200,
    { ...own, 'cache-control': `public, max-age=10, ${staleness}` },
  ],
  [
    'GET embed, with an origin',
    get(`/embed/keep-the-unit?origin=${encodeURIComponent(partnerOrigin)}`),
    200,
    framed(`'self' ${partnerOrigin}`, "script-src 'self'; connect-src 'self'; "),
  ],
  ['GET embed, without', get('/embed/keep-the-unit'), 200, framed(`'self' ${partnerOrigin}`)],
  ['GET embed, unknown', get('/embed/none'), 404, personal],
  [
    'GET oembed',
    get(`/oembed?url=${encodeURIComponent(`${publicUrl}/p/keep-the-unit`)}`),
    200,
    { ...read, 'content-type': json, 'cache-control': `public, max-age=3600, ${staleness}` },
  ],
  ['GET oembed, unknown', get('/oembed?url=x'), 404, problem],
  [
    'GET oembed, as xml',
    get('/oembed?format=xml'),
    501,
    { ...answer, 'content-type': 'text/plain; charset=utf-8' },
  ],
  ['GET confirm', link('confirm', ({ ask }, path) => ask(path)), 200, personal],
  [
    'POST confirm',
    link('confirm', (backend, path) => press(backend, path, 'answer=confirm')),
    200,
    personal,
  ],
  ['GET confirm, unknown', get('/confirm/aaaa'), 404, personal],
  ['GET withdraw', link('withdraw', ({ ask }, path) => ask(path)), 200, personal],
  ['POST withdraw', link('withdraw', (backend, path) => press(backend, path)), 200, personal],
  ['GET withdraw, unknown', get('/withdraw/aaaa'), 404, personal],
  ['GET script', get('/undersigned.js'), 200, script],
  ['GET versioned script', get('/undersigned-1.2.3.js'), 200, immutable],
  ['GET classic script', get('/undersigned.classic.js'), 200, script],
  ['GET versioned classic script', get('/undersigned-1.2.3.classic.js'), 200, immutable],
  ['GET embed script', get('/embed.js'), 200, script],
  ['GET versioned embed script', get('/embed-1.2.3.js'), 200, immutable],
  ['GET script of frames', get('/embed-frame.js'), 200, script],
  ['GET embed script, unknown', get('/embed-else.js'), 404, problem],
  [
    'GET style sheet of frames',
    get('/embed.css'),
    200,
    { ...fresh, 'content-type': 'text/css; charset=utf-8' },
  ],
  ['GET chunk', get('/chunks/words-abcdefgh.js'), 200, immutable],
  [
    'GET style sheet',
    get('/pages.css'),
    200,
    { ...fresh, 'content-type': 'text/css; charset=utf-8' },
  ],
  ['GET openapi', get('/openapi.json'), 200, { ...fresh, 'content-type': json }],
  ['GET healthz', get('/healthz'), 200, operational],
  ['GET readyz', get('/readyz'), 200, operational],
  [
    'GET metrics',
    get('/metrics'),
    200,
    { ...operational, 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
  ],
  ['GET nothing', get('/nothing'), 404, problem],
  [
    'DELETE petition',
    ({ ask }) => ask('/v1/petitions/keep-the-unit', { method: 'DELETE' }),
    405,
    { ...problem, allow: 'GET, HEAD, OPTIONS' },
  ],
  [
    'GET signatures',
    get('/v1/petitions/keep-the-unit/signatures'),
    405,
    { ...problem, allow: 'OPTIONS, POST' },
  ],
]

test('answers every route with the headers of the table and no others', async (t) => {
  const folder = tempFolder()
  t.after(folder.remove)
  await mkdir(join(folder.path, 'chunks'))
  for (const file of [
    'undersigned.js',
    'undersigned-1.2.3.js',
    'undersigned.classic.js',
    'undersigned-1.2.3.classic.js',
    'embed.js',
    'embed-1.2.3.js',
    'embed-frame.js',
    'chunks/words-abcdefgh.js',
  ]) {
    await writeFile(join(folder.path, file), 'export {}')
  }
  const backend = await openBackend(t, { scripts: createScripts(folder.path) })
  await backend.put({}, { logos: [mark.logo] })
  for (const [what, ask, status, expected] of table) {
    await t.test(what, async () => {
      const response = await ask(backend)
      const given = Object.fromEntries(response.headers)
      if (given['etag']) given['etag'] = 'some'
      assert.equal(response.status, status)
      assert.deepEqual(given, expected)
    })
  }
})

test('answers HEAD with the headers of GET and nothing else', async (t) => {
  const backend = await openBackend(t)
  await backend.put({}, { logos: [mark.logo] })
  for (const path of [
    '/v1/petitions/keep-the-unit',
    markPath,
    '/v1/petitions/keep-the-unit/tally',
    '/p/keep-the-unit',
    '/healthz',
    '/openapi.json',
    '/embed/keep-the-unit',
    '/embed.css',
    '/oembed?url=x',
    '/confirm/aaaa',
    '/pages.css',
    '/nothing',
  ]) {
    const [head, whole] = [await backend.ask(path, { method: 'HEAD' }), await backend.ask(path)]
    assert.equal(head.status, whole.status, path)
    assert.deepEqual([...head.headers], [...whole.headers], path)
    assert.equal(await head.text(), '', path)
  }
})

test('never varies by origin and never speaks of credentials', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  for (const origin of [partnerOrigin, 'https://unlisted.example', 'null']) {
    const response = await backend.ask('/v1/petitions/keep-the-unit', { headers: { origin } })
    assert.equal(response.headers.get('access-control-allow-origin'), '*')
    assert.equal(response.headers.get('vary'), null)
    assert.equal(response.headers.get('access-control-allow-credentials'), null)
  }
})
