import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { run } from '../command/in-process.ts'
import { readDocumentation } from '../support/snippets/read.ts'
import { tempFolder } from '../support/temp-folder.ts'

const page = 'demo/docs/backends/json.md'
const petition = 'keep-the-library'
const fields = 'name email postcode?'

for (const signAs of [[], ['--sign-as', 'tester@mail.example']]) {
  const how = signAs.length > 0 ? 'and when it is signed with' : 'to a mere look'

  test(`the server on the page about "json" keeps what is required, ${how}`, async (t) => {
    const { start } = putServer(t)
    const { url } = await start()
    const call = ['check-backend', url, '--petition', petition, '--fields', fields]
    const { code, json, err } = await run(...call, ...signAs, '--json')
    const told = json() as { failed: number; checks: { id: string; state: string }[] }
    const notKept = told.checks.filter(({ state }) => state === 'fail').map(({ id }) => id)
    assert.equal(told.failed, 0, `${notKept.join(', ')} ${err}`)
    assert.equal(code, 0)
    // What a server can do without is all that is left to advise.
    assert.deepEqual(notKept, ['tally-stage', 'tally-at', 'tally-etag', 'tally-head'])
    const left = told.checks.filter(({ state }) => state === 'not checked').map(({ id }) => id)
    if (signAs.length > 0) assert.deepEqual(left, ['tally-304', 'retry-after'])
  })
}

test('the server on the page keeps keys and signatures when it is started again', async (t) => {
  const { start } = putServer(t)
  const first = await start()
  const key = randomUUID()
  const taken = await sign(first.url, key)
  assert.equal(taken.status, 201)
  const bytes = await taken.text()
  await first.stop()
  const second = await start()
  assert.equal(await (await sign(second.url, key)).text(), bytes)
  assert.equal((await sign(second.url, randomUUID())).status, 201)
  assert.equal((await sign(second.url, randomUUID(), { trap: 'x', email: 'b@c.de' })).status, 201)
  const tally = await fetch(`${second.url}/v1/petitions/${petition}/tally`)
  assert.equal(((await tally.json()) as { count: number }).count, 1, 'a person counts once')
})

test('the server on the page goes on after whatever is sent', async (t) => {
  const { start } = putServer(t)
  const { url } = await start()
  for (const body of ['null', '[]', '7', '{"__proto__":{"name":"x"}}', '{"email":{}}', '"'])
    assert.match(String((await post(url, randomUUID(), body)).status), /^4/, body)
  assert.equal((await post(url, randomUUID(), '{"name":null,"email":null}')).status, 422)
  assert.equal((await sign(url, randomUUID())).status, 201)
})

/** The code exactly as the page shows it, in a folder of its own. */
function putServer(t: TestContext) {
  const shown = readDocumentation().snippets.filter(
    ({ file, words }) => file === page && words.some((word) => word.endsWith('.mjs')),
  )
  assert.equal(shown.length, 1, 'one server is shown')
  const folder = tempFolder()
  const program = join(folder.path, 'server.mjs')
  writeFileSync(program, shown[0]?.text ?? '')
  const stops: (() => Promise<unknown>)[] = []
  t.after(async () => {
    await Promise.all(stops.map((stop) => stop()))
    folder.remove()
  })
  const start = async () => {
    const env = { ...process.env, PORT: '0' }
    const child = spawn(process.execPath, [program], { cwd: folder.path, env })
    const ended = once(child, 'exit')
    const stop = async () => {
      child.kill()
      await ended
    }
    stops.push(stop)
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    return { url: line.toString().trim(), stop }
  }
  return { start }
}

function sign(url: string, key: string, more: object = {}): Promise<Response> {
  const signature = { name: 'Kim', email: 'kim@example.org', consents: {}, shown: '', ...more }
  return post(url, key, JSON.stringify(signature))
}

function post(url: string, key: string, body: string): Promise<Response> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': key }
  return fetch(`${url}/v1/petitions/${petition}/signatures`, { method: 'POST', headers, body })
}
