import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test, type TestContext } from 'node:test'
import { openOutbox, type NewRow, type Outbox } from '../../src/relay/outbox/outbox.ts'
import { tempFolder } from '../support/temp-folder.ts'

const at = Date.parse('2026-03-01T12:00:00Z')

/** An outbox with one signature, number 1 of petition 1. */
async function withOne(t: TestContext, state: NewRow['state'] = 'due'): Promise<Outbox> {
  const folder = tempFolder()
  const outbox = await openOutbox({ data: folder.path }, { create: true })
  t.after(() => outbox.close().finally(folder.remove))
  await outbox.take({
    petition: outbox.petitionNo('keep-the-library'),
    id: randomBytes(16),
    answer: randomBytes(32),
    bodyMac: randomBytes(32),
    signer: randomBytes(32),
    sealed: randomBytes(64),
    received: at,
    state,
  })
  return outbox
}

test('what may have arrived once may have arrived for good, until the operator says otherwise', async (t) => {
  const outbox = await withOne(t)
  const begin = async () => (await outbox.begin(1, at, 1))[0]?.maybe
  assert.equal(await begin(), false)
  await outbox.end(1, { state: 'due', due: at, code: 'timeout', maybe: true })
  assert.equal(await begin(), true)
  await outbox.end(1, { state: 'due', due: at, code: 'ECONNREFUSED', maybe: false })
  assert.equal(await begin(), true)
  await outbox.end(1, { state: 'unknown', at, code: 'look unclear' })
  await outbox.retry(1, at)
  assert.equal(await begin(), false)
})

test('a signature that is on its way is not dropped, as arrived no more than otherwise', async (t) => {
  const outbox = await withOne(t)
  await outbox.begin(1, at, 1)
  for (const arrived of [false, true]) assert.equal(await outbox.drop(1, at, { arrived }), false)
  assert.equal(outbox.row(1)?.state, 'sending')
  assert.equal(outbox.count(1).count, 0)
  await outbox.end(1, { state: 'parked', at, code: '422' })
  assert.equal(await outbox.drop(1, at, { arrived: true }), true)
  assert.equal(outbox.row(1), undefined)
  assert.equal(outbox.count(1).count, 1)
})

test('what a bot has sent can be dropped, and never counted', async (t) => {
  const outbox = await withOne(t, 'held')
  assert.equal(await outbox.drop(1, at, { arrived: true }), false)
  assert.equal(outbox.row(1)?.state, 'held')
  assert.equal(await outbox.drop(1, at, { arrived: false }), true)
  assert.equal(outbox.row(1), undefined)
  assert.equal(outbox.count(1).count, 0)
})
