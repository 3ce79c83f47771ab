import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Personal } from '../../src/server/index.ts'
import { openBackend, type Backend } from './backend.ts'

/** What was stored of the last attempt, unsealed. */
async function lastOf(backend: Backend): Promise<Personal> {
  const petition = backend.petition()
  const jobs = await backend.store.mailDue({ now: Number.MAX_SAFE_INTEGER, limit: 1_000 })
  const job = jobs.toSorted((a, b) => b.n - a.n)[0]
  assert.ok(job)
  return backend.parts.seals.unseal(petition, job.id, job.sealed)
}

async function issuesOf(response: Response): Promise<string[]> {
  const { issues } = (await response.json()) as { issues: { field: string; code: string }[] }
  return issues.map(({ field, code }) => `${field} ${code}`)
}

const emails = {
  taken: ["o'neil@b.ie", 'a+b@x.eu', 'user@exämple.org', 'üser@example.org', '用户@例子.公司'],
  refused: ['a@b', 'a b@c.eu', '@x.eu', 'a@'],
}

test('takes every address that mail can go to, as it was typed (row 36)', async (t) => {
  const backend = await openBackend(t, { takesUtf8: () => true })
  await backend.put()
  for (const email of emails.taken) {
    assert.equal((await backend.sign({ email })).status, 202, email)
    assert.equal((await lastOf(backend)).email, email)
  }
  for (const email of emails.refused) {
    const response = await backend.sign({ email })
    assert.equal(response.status, 422, email)
    assert.deepEqual(await issuesOf(response), ['email format'])
  }
})

const letters = 'abcdefghijklmnopqrstuvwxyz '.repeat(10).slice(0, 254)
const names = ['O', '李', 'Björk', 'María-José O’Neill', 'محمد', `${letters}z`, 'Ng']

test('takes every name unchanged (row 37)', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  for (const name of names) {
    assert.equal((await backend.sign({ name })).status, 202, name)
    assert.equal((await lastOf(backend)).name, name)
  }
})

test('keeps a postcode as it is usually written, and says what cannot be one (row 38)', async (t) => {
  const backend = await openBackend(t)
  await backend.put()
  for (const [country, typed, kept] of [
    ['GB', 'w1t7nf', 'W1T 7NF'],
    ['NL', '1012ab', '1012 AB'],
    ['PL', '00902', '00-902'],
    ['DE', 'D-10115', '10115'],
    ['LV', '1010', 'LV-1010'],
    ['AR', ' c1002aab', 'C1002AAB'],
  ] as const) {
    assert.equal((await backend.sign({ country, postcode: typed })).status, 202, typed)
    assert.equal((await lastOf(backend)).postcode, kept)
  }
  const refused = await backend.sign({ country: 'GB', postcode: 'W1T' })
  assert.deepEqual(await issuesOf(refused), ['postcode format'])
  // By the list of the country's own codes.
  const beyond = await backend.sign({ country: 'ES', postcode: '99001' })
  assert.deepEqual(await issuesOf(beyond), ['postcode format'])
})

test('insists on a postcode only where everybody has one', async (t) => {
  const backend = await openBackend(t)
  await backend.put({ fields: ['name', 'email', 'country', 'postcode'] })
  assert.deepEqual(await issuesOf(await backend.sign({ country: 'GB' })), ['postcode missing'])
  for (const country of ['IE', 'AE'])
    assert.equal((await backend.sign({ country })).status, 202, country)
})

test('takes what nobody can see for no answer', async (t) => {
  const backend = await openBackend(t)
  await backend.put({ fields: ['name', 'email', 'country', 'city?'] })
  // A zero-width space, a word joiner, a Hangul filler, marks that turn the writing around.
  for (const unseen of ['\u200b', ' \u2060\u00a0 ', '\u3164', '\u202e\u2066', '\ufeff\n']) {
    const refused = await backend.sign({ name: unseen, email: unseen })
    assert.deepEqual(await issuesOf(refused), ['name missing', 'email missing'])
    // What is not asked for and was not answered is no answer too many.
    assert.equal((await backend.sign({ city: unseen, comment: unseen })).status, 202)
    assert.equal((await lastOf(backend)).city, undefined)
  }
  // Inside a name such marks belong to it.
  const name = 'مهر\u200cبان'
  assert.equal((await backend.sign({ name })).status, 202)
  assert.equal((await lastOf(backend)).name, name)
})
