import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { until } from '../support/until.ts'
import { openFolder, petition } from './process.ts'

/** What a server needs to be reached from elsewhere. */
const outside = [
  ...['--public-url', 'https://sign.example'],
  ...['--smtp-url', 'smtp://127.0.0.1:9', '--mail-from', 'sign@sign.example'],
]

async function sign(url: string, email: string): Promise<number> {
  const page = `${url}/v1/petitions/${petition.id}`
  const { revision } = (await (await fetch(page)).json()) as { revision: string }
  const response = await fetch(`${page}/signatures`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ name: 'Ana Lind', email, country: 'GB', locale: 'en', shown: revision }),
  })
  await response.body?.cancel()
  return response.status
}

test('serves from an empty folder, takes a petition beside it, and a signature is confirmed through the mailbox', async (t) => {
  const { run, file, serve } = openFolder(t)
  const { url, said, stop } = await serve()
  await until('all it says at the start', () => said.out.includes('Ctrl+C'))
  assert.match(said.out, /mail +stays on this computer: http:\/\/localhost:\d+\/mailbox/)
  assert.match(said.out, /petitions +none yet/)
  assert.match(said.out, /The keys were never exported/)

  const put = await run('petition', 'put', file('p.json', petition))
  assert.equal(put.code, 0, put.err)
  await until(
    'the running server to see it',
    async () => (await fetch(`${url}/v1/petitions/${petition.id}`)).ok,
  )
  assert.equal(await sign(url, 'ana@example.org'), 202)
  const link = await until('the mail', async () => {
    const page = await (await fetch(`${url}/mailbox`)).text()
    return /href="([^"]*\/confirm\/[a-z2-7]{39})"/.exec(page)?.[1]
  })
  assert.ok(link.startsWith(url))
  const pressed = await fetch(link, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: url },
    body: 'answer=confirm',
  })
  assert.equal(pressed.status, 200)

  const [tally, verify, backup] = await Promise.all([
    run('tally', petition.id),
    run('verify'),
    run('backup', 'b.sqlite'),
  ])
  assert.match(tally.out, /^1 signatures?, /)
  assert.equal(verify.code, 0, verify.out)
  assert.equal(backup.code, 0, backup.err)

  const second = await run('serve', '--port', '0')
  assert.equal(second.code, 2)
  assert.match(second.err, /Another "undersigned serve" is using this data folder/)

  const closed = await stop()
  assert.equal(closed.code, 0, closed.err)
  assert.doesNotMatch(closed.out + closed.err, /ana@example|Ana Lind|\/confirm\//)
})

test('with --json the start is one line for programs, and Ctrl+C ends it well', async (t) => {
  const { run, file, serve } = openFolder(t)
  await run('petition', 'put', file('p.json', petition))
  await run('keys', 'export')
  const { url, said, stop } = await serve({}, '--json')
  const started = JSON.parse(
    await until('a whole line', () => said.out.includes('\n') && said.out),
  ) as Record<string, unknown>
  assert.equal(started['url'], url)
  assert.equal(started['mailbox'], `${url}/mailbox`)
  assert.equal(started['petitions'], 1)
  assert.equal(started['keysExported'], true)
  assert.equal((await stop('SIGINT')).code, 0)
})

test('with a relay there is no mailbox', async (t) => {
  const { serve } = openFolder(t)
  const env = { UNDERSIGNED_SMTP_URL: 'smtp://127.0.0.1:9', UNDERSIGNED_MAIL_FROM: 'p@example.org' }
  const { url, said } = await serve({ env })
  await until('all it says at the start', () => said.out.includes('Ctrl+C'))
  assert.match(said.out, /mail +by SMTP/)
  assert.equal((await fetch(`${url}/mailbox`)).status, 404)
})

test('a start that fails says in a sentence what to do', async (t) => {
  const { run, serve, file, path } = openFolder(t)
  const { url } = await serve()
  const { port } = new URL(url)
  file('a-file', '')
  for (const [words, says] of [
    [
      ['--port', port],
      `Port ${port} is taken by another program on this computer.\nStop that one, or choose another with --port; 0 takes any free one.`,
    ],
    [
      ['--port', '0', '--host', '192.0.2.1', ...outside],
      'This computer has no address 192.0.2.1 to listen on.\nName one of its own with --host, or 0.0.0.0 for all of them.',
    ],
    [
      ['--port', '0', '--host', 'nobody.invalid', ...outside],
      'This computer has no address nobody.invalid to listen on.\nName one of its own with --host, or 0.0.0.0 for all of them.',
    ],
    [
      ['--port', '0', '--data', 'a-file'],
      `${join(path, 'a-file')} cannot be the data folder: a file is in its place. Name another with --data.`,
    ],
    [
      ['--port', '0', '--data', join('a-file', 'below')],
      `${join(path, 'a-file', 'below')} cannot be the data folder: a file is in its place. Name another with --data.`,
    ],
    [
      ['--port', '0', '--data', 'new', '--keys-file', join(path, 'nowhere', 'keys.json')],
      `There is no folder ${join(path, 'nowhere')} for the keyring: make it first, or name another file with --keys-file.`,
    ],
  ] as const) {
    const { code, err } = await run(
      'serve',
      ...(words.includes('--data') ? [] : ['--data', 'other']),
      ...words,
    )
    assert.equal(err, `undersigned: ${says}\n`)
    assert.equal(code, 1)
  }
  // No folder was made for what could not listen.
  assert.equal(existsSync(join(path, 'other')), false)
  const put = await run('petition', 'put', file('p.json', petition), '--data', 'a-file')
  assert.equal(put.code, 1)
  assert.match(put.err, /a-file cannot be the data folder: a file is in its place/)
})
