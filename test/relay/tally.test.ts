import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startReceiver } from './stand-ins/webhook.ts'
import { hook, openWorld, petitionFile, settled, webhookSecret } from './world.ts'

test('other signatures before make another series, or pages would not take a smaller number', async (t) => {
  const receiver = await startReceiver(t, webhookSecret)
  const petition = petitionFile(hook(receiver.url), { tally: { from: 'sent', before: 1200 } })
  const world = await openWorld(t, petition)
  await world.sign()
  await settled(world, 'sent')
  const before = await world.tally()
  petition['tally'] = { from: 'sent', before: 120 }
  await world.restart()
  const after = await world.tally()
  assert.equal(after.count, 121)
  assert.equal(after.version, before.version)
  assert.notEqual(after.lineage, before.lineage)
})
