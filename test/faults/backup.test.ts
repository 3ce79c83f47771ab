import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { cpSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { startRelay } from '../server/mail/post-office.ts'
import { until } from '../support/until.ts'
import {
  backendProcess,
  linkIn,
  petitionId,
  press,
  postSignature,
  putPetition,
  revisionOf,
  signatureOf,
} from './backend.ts'

const signers = 20

test('a backup taken under load restores, and an outstanding link confirms there', async (t) => {
  const relay = await startRelay(t)
  const options = { 'smtp-url': relay.url, 'mail-from': 'sign@sign.example', 'log-level': 'warn' }
  const first = backendProcess(t, options)
  const { url } = await first.start()
  await putPetition(first)
  const revision = await until('the petition', async () => (await revisionOf(url)) ?? false)

  // Somebody whose link is still unopened when the backup is taken.
  await postSignature(url, randomUUID(), signatureOf('outstanding', revision))
  const mail = await until('the mail', () => relay.taken[0]?.raw.toString().replaceAll('=\r\n', ''))
  const link = linkIn(mail, 'confirm')
  assert.ok(link)

  let over = false
  let acknowledged = 0
  const crowd = Array.from({ length: signers }, async (_, place) => {
    for (let turn = 0; !over; turn++) {
      const { status } = await postSignature(
        url,
        randomUUID(),
        signatureOf(`p${place}-${turn}`, revision),
      )
      assert.equal(status, 202, 'signing goes on while the backup is taken')
      acknowledged++
    }
  })
  await until('load', () => acknowledged > signers)
  const before = acknowledged
  const file = join(first.data, 'copy.sqlite')
  const taken = await first.command('backup', file)
  const during = acknowledged - before
  over = true
  await Promise.all(crowd)
  assert.equal(taken.code, 0, taken.output)
  assert.ok(during > 0, 'the backup was taken under load')
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.notEqual((await first.command('backup', file)).code, 0, 'a backup is never overwritten')

  const second = backendProcess(t, options)
  cpSync(join(first.data, 'keys.json'), join(second.data, 'keys.json'))
  const restored = await second.command('restore', file)
  assert.equal(restored.code, 0, restored.output)
  assert.equal((await second.command('verify')).code, 0)

  const lineageOf = async (at: string) => {
    const tally = await fetch(`${at}/v1/petitions/${petitionId}/tally`)
    return (await tally.json()) as { lineage: string; count: number }
  }
  const { url: there } = await second.start()
  assert.notEqual(
    (await lineageOf(there)).lineage,
    (await lineageOf(url)).lineage,
    'a restored store is a new lineage',
  )
  assert.equal((await press(there + link)).status, 200)
  await until('the count to move', async () => (await lineageOf(there)).count === 1)
  assert.equal((await lineageOf(url)).count, 0, 'the store it was taken from is untouched')
  t.diagnostic(`${acknowledged} signatures, ${during} of them while the backup was taken`)
})
