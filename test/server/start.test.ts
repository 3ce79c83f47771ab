import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { test, type TestContext } from 'node:test'
import { PetitionFile } from '../../src/schema/index.ts'
import { putPetition } from '../../src/command/put-petition.ts'
import { createLog, readSettings, startServer, StoreNotOpened } from '../../src/server/index.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'
import { openPetition, signature } from './backend.ts'

const quiet = createLog('silent', { write: () => {} })

async function running(t: TestContext, log = quiet) {
  const folder = tempFolder()
  const settings = readSettings({ port: '0', data: folder.path })
  const server = await startServer(settings, { log })
  t.after(() => server.close().finally(folder.remove))
  const file = PetitionFile.parse({ ...openPetition, closesAt: '2090-01-01T00:00:00Z' })
  const { store, keyring } = server
  const put = { kind: 'put', file, paused: false, before: undefined, now: Date.now() } as const
  await putPetition({ store, keyring, made: true }, put)
  await server.petitions.reload()
  return { server, settings, url: server.url, petition: server.petitions.get(file.id) }
}

/** What a server says to bytes that no browser would send. */
async function raw(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  socket.write(bytes)
  let text = ''
  socket.setEncoding('utf8').on('data', (part: string) => (text += part))
  await once(socket, 'close')
  return text
}

test('takes a signature from the form to the tally, by the mail and its link', async (t) => {
  const { url, server, petition } = await running(t)
  const sent = await fetch(`${url}/p/${openPetition.id}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: server.settings.publicUrl },
    body: new URLSearchParams({
      name: 'Ana',
      email: 'ana@mail.example',
      country: 'GB',
      shown: petition?.revision ?? '',
    }),
  })
  assert.equal(sent.status, 303)
  const id = await until('the mail', async () => {
    const list = await (await fetch(`${url}/mailbox`)).text()
    return /\/mailbox\/([\w-]+)/.exec(list)?.[1]
  })
  const mail = await (await fetch(`${url}/mailbox/${id}`)).text()
  const link = /http:\/\/[^\s"<]+\/confirm\/[a-z2-7]{39}/.exec(mail)?.[0] ?? ''
  assert.ok(link.startsWith(url))
  const page = await fetch(link)
  assert.equal(page.status, 200)
  const done = await fetch(link, {
    method: 'POST',
    body: new URLSearchParams({ answer: 'confirm' }),
  })
  assert.equal(done.status, 200)
  await until('the count', async () => {
    const answer = await fetch(`${url}/v1/petitions/${openPetition.id}/tally`)
    return ((await answer.json()) as { count: number }).count === 1
  })
})

test('answers what is under way before it ends', async (t) => {
  const { url, server, petition } = await running(t)
  const body = JSON.stringify(signature(petition))
  const sending = request(`${url}/v1/petitions/${openPetition.id}/signatures`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'idempotency-key': randomUUID(),
    },
  })
  sending.write(body.slice(0, 10))
  const asked = () => server.counts && sending.socket?.connecting === false
  await until('the request to be under way', asked)
  // Another request that is answered afterwards shows that the first has reached the server.
  await fetch(`${url}/healthz`)
  const closing = server.close()
  sending.end(body.slice(10))
  const [response] = (await once(sending, 'response')) as [{ statusCode: number; resume(): void }]
  response.resume()
  assert.equal(response.statusCode, 202)
  await closing
  await assert.rejects(fetch(`${url}/healthz`))
})

test('does not serve a folder that another process serves', async (t) => {
  const { settings } = await running(t)
  await assert.rejects(
    startServer(settings, { log: quiet }),
    (error) => error instanceof StoreNotOpened && error.code === 'locked',
  )
})

test('lets its folder go when the port is taken', async (t) => {
  const { server } = await running(t)
  const folder = tempFolder()
  t.after(folder.remove)
  const port = new URL(server.url).port
  const taken = readSettings({ port, data: folder.path })
  await assert.rejects(startServer(taken, { log: quiet }), { code: 'EADDRINUSE' })
  const other = await startServer(readSettings({ port: '0', data: folder.path }), { log: quiet })
  await other.close()
})

test('lets its port go when it cannot start after all', async (t) => {
  const folder = tempFolder()
  t.after(folder.remove)
  const first = await startServer(readSettings({ port: '0', data: folder.path }), { log: quiet })
  await first.close()
  const { port } = new URL(first.url)
  const settings = readSettings({ port, data: folder.path })
  // No settings that were read have one like this.
  const unreadable = { ...settings, smtpUrl: 'smtp://[' }
  await assert.rejects(startServer(unreadable, { log: quiet }), TypeError)
  const server = await startServer(settings, { log: quiet })
  await server.close()
})

test('tells its numbers to this machine only', async (t) => {
  const { url } = await running(t)
  assert.equal((await fetch(`${url}/metrics`)).status, 200)
  const proxied = await fetch(`${url}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.7' } })
  assert.equal(proxied.status, 404)
  const named = 'GET /metrics HTTP/1.1\r\nhost: sign.example\r\nconnection: close\r\n\r\n'
  assert.match(await raw(url, named), /^HTTP\/1\.1 404 /)
})

test('bounds what it reads before there is a request', async (t) => {
  const { url } = await running(t)
  const long = `GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'x'.repeat(9_000)}\r\n\r\n`
  assert.match(
    await raw(url, long),
    /^HTTP\/1\.1 431 [^]*application\/problem\+json[^]*"too-large"/,
  )
  assert.match(await raw(url, 'NONSENSE\r\n\r\n'), /^HTTP\/1\.1 400 [^]*"malformed"/)
  const host = 'GET / HTTP/1.1\r\nhost: a b\r\nconnection: close\r\n\r\n'
  assert.match(await raw(url, host), /^HTTP\/1\.1 400 [^]*"malformed"/)
  for (const version of ['1.1', '1.0'])
    for (const name of ['', 'host:\r\n'])
      assert.match(
        await raw(url, `GET /healthz HTTP/${version}\r\n${name}connection: close\r\n\r\n`),
        /^HTTP\/1\.1 400 [^]*application\/problem\+json[^]*"malformed"/,
      )
  const smuggled =
    'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'
  assert.match(await raw(url, smuggled), /^HTTP\/1\.1 400 /)
})

test('reads a body that comes in pieces, and no more than it takes', async (t) => {
  const { url, petition } = await running(t)
  const path = `/v1/petitions/${openPetition.id}/signatures`
  const send = (body: string) =>
    raw(
      url,
      `POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n` +
        `idempotency-key: ${randomUUID()}\r\ntransfer-encoding: chunked\r\n\r\n` +
        `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n\r\n`,
    )
  assert.match(await send(JSON.stringify(signature(petition))), /^HTTP\/1\.1 202 /)
  assert.match(await send('x'.repeat(20_000)), /^HTTP\/1\.1 413 /)
})

test('logs what throws where the store is watched, and answers all the same', async (t) => {
  const lines: string[] = []
  const log = createLog('warn', { write: (line) => void lines.push(line) })
  const { server, url } = await running(t, log)
  server.store.watch(() => {
    throw new Error('ana@mail.example')
  })
  const { store, keyring } = server
  const file = PetitionFile.parse({ ...openPetition, id: 'another' })
  const put = { kind: 'put', file, paused: false, before: undefined, now: Date.now() } as const
  await putPetition({ store, keyring, made: true }, put)
  assert.equal(lines.length, 1)
  assert.match(lines[0] ?? '', /"kind":"Error".*could not be told that the store has changed/)
  assert.doesNotMatch(lines[0] ?? '', /ana@mail/)
  assert.equal((await fetch(`${url}/readyz`)).status, 200)
})
