import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { openBackend, partnerOrigin, type Backend } from './backend.ts'

// What somebody meets who came from a partner's page: by its link, by its plain form, and on the way back.
const path = '/p/keep-the-unit'
const partner = {
  id: 'poppy-project',
  name: 'The Poppy Project <i>',
  url: 'https://charity.example/keep?a=1&b=2',
  origins: [partnerOrigin],
}
const wayBack =
  '<a href="https://charity.example/keep?a=1&#38;b=2">Back to <bdi>The Poppy Project &#60;i&#62;</bdi></a>'

async function open(t: TestContext, changes: Record<string, unknown> = {}): Promise<Backend> {
  const backend = await openBackend(t)
  await backend.put({ partners: [partner], ...changes })
  return backend
}

function post(backend: Backend, origin: string | undefined, changes: Record<string, string> = {}) {
  const form = {
    name: 'Ana Novák',
    email: 'ana@mail.example',
    country: 'GB',
    'consents.updates': 'on',
    shown: backend.petition().revision,
    partner: 'poppy-project',
    source: 'leaflet',
    ...changes,
  }
  return backend.ask(path, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(origin !== undefined && { origin }),
    },
    body: new URLSearchParams(form).toString(),
  })
}

const page = async (asked: Response | Promise<Response>) =>
  (await (await asked).text()).replace(/\s+/g, ' ').replace(/ ?(\/?>) ?/g, '$1')

test('a plain form on a listed partner’s page signs, and leads on with the way back', async (t) => {
  const backend = await open(t)
  const { no } = backend.petition()
  for (const origin of [partnerOrigin, 'null', undefined]) {
    const answer = await post(backend, origin, { email: `ana.${origin?.length}@mail.example` })
    assert.equal(answer.status, 303, origin)
    assert.equal(answer.headers.get('location'), `${path}/sent?partner=poppy-project`)
  }
  assert.equal(await backend.store.pending(no), 3)
  const attempt = await backend.store.attempt({ petition: no, n: 1 })
  assert.equal(attempt?.partnerNo, backend.petition().partners.get('poppy-project'))
  assert.ok((await page(backend.ask(`${path}/sent?partner=poppy-project`))).includes(wayBack))
})

test('a plain form signs from anywhere when no partner is listed', async (t) => {
  const backend = await open(t, { partners: [] })
  assert.equal((await post(backend, 'https://anywhere.example')).status, 303)
})

test('a plain form elsewhere comes to the petition’s page with what was typed and nothing ticked', async (t) => {
  const backend = await open(t)
  const { no, revision } = backend.petition()
  for (const origin of [
    'https://unlisted.example',
    'https://charity.example.evil.example',
    'http://charity.example',
    'https://charity.example:8443',
  ]) {
    const answer = await post(backend, origin)
    assert.equal(answer.status, 403, origin)
    const text = await page(answer)
    assert.match(text, /This form cannot be sent from the page you came from/)
    assert.match(text, /name="name"[^>]* value="Ana Novák"/)
    assert.match(text, /name="email"[^>]* value="ana@mail.example"/)
    assert.ok(!text.includes(' checked'), 'what another page ticked is not agreed to')
    // Pressed again it comes from this server, and still says where it began.
    for (const kept of [
      `name="shown" value="${revision}"`,
      'name="partner" value="poppy-project"',
      'name="source" value="leaflet"',
    ])
      assert.ok(text.includes(kept), kept)
  }
  assert.equal(await backend.store.pending(no), 0)
  assert.equal((await post(backend, 'https://sign.example.org')).status, 303)
})

test('a link of a partner is known by its address, and only where it is listed', async (t) => {
  const backend = await open(t)
  const listed = await page(backend.ask(`${path}?partner=poppy-project&source=leaflet`))
  assert.ok(listed.includes('<input type="hidden" name="partner" value="poppy-project"/>'))
  assert.ok(listed.includes('<input type="hidden" name="source" value="leaflet"/>'))
  const other = await page(backend.ask(`${path}?partner=else&source=%22%3E%3Cscript%3E`))
  assert.ok(!/name="(partner|source)"/.test(other))
  assert.ok(!other.includes('<script'))
})

test('who confirms is offered the way back to the partner’s page, and to nothing that a link names', async (t) => {
  const backend = await open(t)
  const signed = async (changes: Record<string, unknown>) => {
    const { receipt } = (await (await backend.sign(changes)).json()) as { receipt: { id: string } }
    return (await backend.links(receipt.id)).confirm
  }
  const confirm = await signed({ email: 'bo@mail.example' })
  const bent = `${confirm}?redirect=https://evil.example/&url=https://evil.example/&partner=else`
  for (const asked of [confirm, bent]) {
    const text = await page(backend.ask(asked))
    assert.ok(text.includes(wayBack), asked)
    assert.ok(!text.includes('evil.example'))
  }
  const press = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
  const done = await page(backend.ask(bent, { ...press, body: 'answer=confirm' }))
  assert.match(done, /<h1>Thank you, your signature is confirmed<\/h1>/)
  assert.ok(done.includes(wayBack))
  assert.ok(!done.includes('evil.example'))
  assert.ok((await page(backend.ask(confirm))).includes(wayBack), 'also when it is opened again')

  const alone = await signed({ email: 'cy@mail.example', partner: undefined })
  assert.ok(!(await page(backend.ask(alone))).includes('Back to'))
})

test('no way back is offered to a partner without an address, or who is listed no more', async (t) => {
  const backend = await open(t)
  const { receipt } = (await (await backend.sign()).json()) as { receipt: { id: string } }
  const { confirm } = await backend.links(receipt.id)
  for (const partners of [[{ ...partner, url: undefined }], []]) {
    backend.clock.now += 1
    await backend.put({ partners })
    const text = await page(backend.ask(confirm))
    assert.match(text, /Confirm your signature/)
    assert.ok(!text.includes('Back to'))
    assert.ok(!(await page(backend.ask(`${path}/sent?partner=poppy-project`))).includes('charity'))
  }
})

test('the way back stands in the language somebody signed in', async (t) => {
  const backend = await open(t)
  const { receipt } = (await (await backend.sign({ locale: 'de' })).json()) as {
    receipt: { id: string }
  }
  const { confirm } = await backend.links(receipt.id)
  assert.match(await page(backend.ask(confirm)), />Zurück zu: <bdi>The Poppy Project/)
})
