import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { readRelayConfig, RelayFile } from '../../src/relay/index.ts'
import { openOutbox } from '../../src/relay/outbox/outbox.ts'
import { createTallies } from '../../src/relay/tally.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'
import { startReceiver } from './stand-ins/webhook.ts'
import {
  hook,
  openWorld,
  petitionFile,
  petitionId,
  secrets,
  settled,
  webhookSecret,
} from './world.ts'

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

test('a count from elsewhere is asked for again only when the last answer has come or was given up', async (t) => {
  let underWay = 0
  let most = 0
  let answered = 0
  const slow = createServer((_, response) => {
    underWay += 1
    most = Math.max(most, underWay)
    void wait(60).then(() => {
      underWay -= 1
      answered += 1
      // The second one is never answered.
      if (answered !== 2) response.end(JSON.stringify({ total: answered }))
    })
  })
  await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve))
  // It listens on a port.
  const { port } = slow.address() as AddressInfo
  const tally = { from: 'json', url: `http://127.0.0.1:${port}`, path: 'total', everySeconds: 5 }
  const folder = tempFolder()
  const config = readRelayConfig(
    RelayFile.parse({ petitions: [petitionFile(hook('https://crm.example'), { tally })] }),
    { env: secrets, folder: folder.path },
  )
  const outbox = await openOutbox({ data: folder.path }, { create: true })
  // Shorter than people may write it.
  const petitions = config.petitions.map((petition) => ({
    ...petition,
    file: { ...petition.file, tally: { ...tally, from: 'json' as const, everySeconds: 0.01 } },
  }))
  const tallies = createTallies({
    config: { ...config, petitions, timeoutSeconds: 0.2 },
    outbox,
    now: Date.now,
  })
  t.after(async () => {
    tallies.close()
    slow.closeAllConnections()
    slow.close()
    await outbox.close()
    folder.remove()
  })
  const [petition] = petitions
  assert.ok(petition)
  const no = outbox.petitionNo(petitionId)
  await until('the count after the one that was given up', async () => {
    if (answered < 4) return false
    const answer = tallies.respond(new Request('http://relay/'), { ...petition, no })
    return ((await answer.json()) as { count: number }).count >= 4
  })
  assert.equal(most, 1)
})
