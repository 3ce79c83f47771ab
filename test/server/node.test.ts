import assert from 'node:assert/strict'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect } from 'node:net'
import { test } from 'node:test'
import { listen } from '../../src/server/node.ts'

const local = { host: '127.0.0.1', port: 0 }

test('a request that comes before there is anything to serve waits, and is answered with its body', async (t) => {
  const listener = await listen(local)
  t.after(() => listener.close())
  const url = `http://127.0.0.1:${listener.port}/`
  const early = [
    fetch(url, { method: 'POST', body: 'early' }),
    fetch(url, { method: 'POST', body: 'x'.repeat(200_000) }),
  ]
  await reached(listener.port)
  listener.serve(async (asked) => new Response(String((await asked.text()).length)))
  const late = fetch(url, { method: 'POST', body: 'late' })
  const answers = await Promise.all([...early, late])
  assert.deepEqual(await Promise.all(answers.map((answer) => answer.text())), ['5', '200000', '4'])
})

test('one who goes away before there is anything to serve is not served, and no trouble to the others', async (t) => {
  const listener = await listen(local)
  t.after(() => listener.close())
  const gone = ['GET', 'POST'].map((method) => {
    const leaving = request({ ...local, port: listener.port, method, path: '/gone', agent: false })
    leaving.on('error', () => {})
    if (method === 'POST') leaving.write('half of')
    else leaving.end()
    return leaving
  })
  await reached(listener.port)
  for (const leaving of gone) leaving.destroy()
  await reached(listener.port)
  const asked: string[] = []
  listener.serve((one) => {
    asked.push(new URL(one.url).pathname)
    return new Response('here')
  })
  const answer = await fetch(`http://127.0.0.1:${listener.port}/here`)
  assert.equal(await answer.text(), 'here')
  assert.deepEqual(asked, ['/here'])
})

test('a listener that closes before it serves tells those who wait to send again', async (t) => {
  const listener = await listen(local)
  const waiting = fetch(`http://127.0.0.1:${listener.port}/`, { method: 'POST', body: 'early' })
  await reached(listener.port)
  const closed = listener.close()
  t.after(() => closed)
  const answer = await waiting
  assert.equal(answer.status, 503)
  assert.ok(answer.headers.get('retry-after'))
  assert.equal(((await answer.json()) as { code: string }).code, 'unavailable')
  await closed
})

/** Resolves when the server has had time to read what came before: nonsense it answers by itself. */
async function reached(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  socket.resume().write('NONSENSE\r\n\r\n')
  await once(socket, 'close')
}
