import assert from 'node:assert/strict'
import { describe, test, type TestContext } from 'node:test'
import { openBackend, press, type Backend } from './backend.ts'

async function signed(
  t: TestContext,
  changes: Record<string, unknown> = {},
  put: Record<string, unknown> = {},
) {
  const backend = await openBackend(t)
  await backend.put(put)
  const { receipt } = (await (await backend.sign(changes)).json()) as { receipt: { id: string } }
  return { backend, ...(await backend.links(receipt.id)) }
}
const confirming = 'answer=confirm'
const counted = ({ parts, petition }: Backend) => parts.counts.of(petition()).tally.count
const seen = async (response: Response) =>
  `${response.status} ${/<h1>(.*?)<\/h1>/.exec(await response.text())?.[1]}`

test('shows the name and each consent before it confirms, and changes nothing by showing', async (t) => {
  const { backend, confirm } = await signed(t, { name: 'Ana <b>Novák</b>' })
  for (const method of ['GET', 'HEAD', 'GET']) await backend.ask(confirm, { method })
  assert.equal(counted(backend), 0)
  const text = await (await backend.ask(confirm)).text()
  assert.ok(text.includes('Ana &#60;b&#62;Novák&#60;/b&#62;'))
  assert.match(text, /Email me about this petition<\/span> <strong>Yes<\/strong>/)
  assert.match(text, /Confirm my signature/)
  assert.match(text, /This was not me/)
  assert.ok(!/<title>[^<]*Ana/.test(text))
  assert.ok(!text.includes('ana@mail.example'))
  // The address is left out, so the page may not claim to show all that was sent.
  assert.ok(!text.includes('This is what was sent'))
  assert.match(text, /One step is left. Check that this signature is yours:/)
})

test('confirms by a press, and shows the same page however often it is pressed or opened', async (t) => {
  const { backend, confirm } = await signed(t)
  const done = '200 Thank you, your signature is confirmed'
  assert.equal(await seen(await press(backend, confirm, confirming)), done)
  assert.equal(counted(backend), 1)
  assert.equal(await seen(await press(backend, confirm, confirming)), done)
  assert.equal(await seen(await backend.ask(confirm)), done)
  assert.equal(counted(backend), 1)
})

test('confirms by the button alone: anything else that is sent shows the page again', async (t) => {
  const { backend, confirm } = await signed(t)
  const shown = await seen(await backend.ask(confirm))
  for (const body of ['', 'answer=', 'answer=banana', 'answer=CONFIRM', 'confirm=answer'])
    assert.equal(await seen(await press(backend, confirm, body)), shown, body)
  assert.equal(counted(backend), 0)
  await press(backend, confirm, confirming)
  assert.equal(counted(backend), 1)
})

test('takes a link in capitals and with what mail programs append', async (t) => {
  const { backend, confirm } = await signed(t)
  const [, , token = ''] = confirm.split('/')
  assert.equal((await backend.ask(`/confirm/${token.toUpperCase()}`)).status, 200)
  assert.equal((await backend.ask(`/confirm/${token}.`)).status, 200)
  assert.equal((await backend.ask(`/confirm/${token}).&gt;`)).status, 200)
  assert.equal((await backend.ask(`/confirm/${token}/`)).status, 200)
  assert.equal((await backend.ask(`/confirm/${token}/%3E`)).status, 200)
  const posted =
    /action="([^"]+)"/.exec(await (await backend.ask(`/confirm/${token})."`)).text())?.[1] ?? ''
  assert.equal((await press(backend, posted, confirming)).status, 200)
  assert.equal(counted(backend), 1)
})

test('deletes everything when it was somebody else', async (t) => {
  const { backend, confirm } = await signed(t)
  assert.equal(
    await seen(await press(backend, confirm, 'answer=not-me')),
    '200 Thank you, it is deleted',
  )
  assert.equal((await press(backend, confirm, confirming)).status, 404)
  assert.equal(counted(backend), 0)
  const attempt = await backend.store.attempt({ petition: 1, n: 1 })
  assert.equal(attempt?.sealed ?? null, null)
})

test('withdraws by a press, also after closing, and the link stays good for a neutral page', async (t) => {
  const { backend, confirm, withdraw } = await signed(t)
  await press(backend, confirm, confirming)
  backend.clock.now = Date.parse('2009-12-24T00:00:00Z')
  assert.equal(await seen(await backend.ask(withdraw)), '200 Withdraw your signature')
  assert.equal(counted(backend), 1)
  assert.equal(await seen(await press(backend, withdraw)), '200 Your signature is withdrawn')
  assert.equal(counted(backend), 0)
  assert.equal(await seen(await press(backend, withdraw)), '200 Your signature is withdrawn')
  assert.equal(await seen(await backend.ask(withdraw)), '200 Your signature is withdrawn')
  assert.equal((await press(backend, confirm, confirming)).status, 404)
})

test('answers every dead link with one page', async (t) => {
  const { backend, confirm, withdraw } = await signed(t)
  const [, , confirmToken = ''] = confirm.split('/')
  const [, , withdrawToken = ''] = withdraw.split('/')
  const other = `${confirmToken.slice(0, 20)}aaaaaaaaaaaaaaaaaa${confirmToken.slice(38)}`
  const pages = await Promise.all(
    [
      `/confirm/${withdrawToken}`,
      `/withdraw/${confirmToken}`,
      `/confirm/${other}`,
      '/confirm/x',
      '/withdraw/%00',
      `/confirm/${'a'.repeat(39)}`,
    ].map(async (path) => {
      const response = await backend.ask(path)
      return [response.status, [...response.headers], await response.text()]
    }),
  )
  assert.equal(pages[0]?.[0], 404)
  for (const page of pages) assert.deepEqual(page, pages[0])
})

test('confirms for a week at most, and a day after closing', async (t) => {
  const { backend, confirm } = await signed(t)
  backend.clock.now += 7 * 24 * 3_600_000 + 1
  assert.equal((await backend.ask(confirm)).status, 404)
  assert.equal((await press(backend, confirm, confirming)).status, 404)

  const late = await openBackend(t)
  await late.put()
  late.clock.now = Date.parse('2009-11-13T16:00:00Z')
  const { receipt } = (await (await late.sign()).json()) as { receipt: { id: string } }
  const links = await late.links(receipt.id)
  late.clock.now = Date.parse('2009-11-14T16:59:59Z')
  assert.equal((await late.ask(links.confirm)).status, 200)
  late.clock.now = Date.parse('2009-11-14T17:00:01Z')
  assert.equal((await press(late, links.confirm, confirming)).status, 404)
})

test('asks to come back while signing is paused, and still withdraws', async (t) => {
  const { backend, confirm, withdraw } = await signed(t)
  await backend.put({}, { paused: true })
  const shown = await backend.ask(confirm)
  assert.equal(shown.status, 503)
  assert.ok(shown.headers.get('retry-after'))
  assert.equal((await press(backend, confirm, confirming)).status, 503)
  assert.equal((await press(backend, withdraw)).status, 200)
})

test('shows what was agreed to in the words of that day', async (t) => {
  const { backend, confirm } = await signed(t)
  backend.clock.now += 1_000
  await backend.put({ title: 'Keep the whole unit', consents: [] })
  const text = await (await backend.ask(confirm)).text()
  assert.match(text, /<dd>Keep the unit<\/dd>/)
  assert.match(text, /Email me about this petition/)
})

describe('what was sent and cannot be unsealed', () => {
  async function sealedForGood(t: TestContext) {
    const given = await signed(t, { locale: 'de' })
    given.backend.parts.seals.unseal = () => Promise.reject(new Error('Data key 1 is not there'))
    return given
  }

  test('keeps nobody from confirming: the page comes without it', async (t) => {
    const { backend, confirm } = await sealedForGood(t)
    const response = await backend.ask(confirm)
    const text = await response.text()
    assert.equal(response.status, 200)
    assert.match(text, /<dd>Keep the unit<\/dd>/)
    assert.match(text, /Confirm my signature/)
    assert.match(text, /This was not me/)
    assert.ok(!text.includes('Name<') && !text.includes('Email me about this petition'))
    const done = '200 Thank you, your signature is confirmed'
    assert.equal(await seen(await press(backend, confirm, confirming)), done)
    assert.equal(counted(backend), 1)
    assert.equal(await seen(await backend.ask(confirm)), done)
  })

  test('keeps nobody from withdrawing', async (t) => {
    const { backend, confirm, withdraw } = await sealedForGood(t)
    await press(backend, confirm, confirming)
    const response = await backend.ask(withdraw)
    assert.equal(response.status, 200)
    assert.match(await response.text(), /<dd>Keep the unit<\/dd>[^]*<form method="post"/)
    assert.equal(await seen(await press(backend, withdraw)), '200 Your signature is withdrawn')
    assert.equal(counted(backend), 0)
    assert.equal(await seen(await backend.ask(withdraw)), '200 Your signature is withdrawn')
  })

  test('is deleted all the same when it was somebody else', async (t) => {
    const { backend, confirm } = await sealedForGood(t)
    const pressed = await press(backend, confirm, 'answer=not-me')
    assert.equal(await seen(pressed), '200 Thank you, it is deleted')
    assert.equal((await backend.store.attempt({ petition: 1, n: 1 }))?.sealed ?? null, null)
    assert.equal((await press(backend, confirm, 'answer=not-me')).status, 404)
    assert.equal((await backend.ask(confirm)).status, 404)
  })

  test('is told in the log, without a word of what was thrown', async (t) => {
    const { backend, confirm, withdraw } = await sealedForGood(t)
    await backend.ask(confirm)
    await press(backend, withdraw)
    assert.equal(backend.logged.length, 2)
    for (const line of backend.logged) {
      assert.match(line, /"petition":1,.*could not be unsealed/)
      assert.ok(!line.includes('Data key 1'))
    }
  })
})

test('has nothing left to delete for "this was not me" once it is withdrawn', async (t) => {
  const { backend, confirm, withdraw } = await signed(t)
  await press(backend, confirm, confirming)
  await press(backend, withdraw)
  assert.equal((await press(backend, confirm, 'answer=not-me')).status, 404)
})

test('takes a signature that counts back by "this was not me"', async (t) => {
  const { backend, confirm } = await signed(t)
  await press(backend, confirm, confirming)
  assert.equal(
    await seen(await press(backend, confirm, 'answer=not-me')),
    '200 Thank you, it is deleted',
  )
  assert.equal(counted(backend), 0)
})
