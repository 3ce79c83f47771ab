import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isGenuine } from '../../demo/relay/receiver.ts'
import { webhook } from '../../src/relay/targets/webhook.ts'
import { startStandIn } from './stand-ins/stand-in.ts'

test('the receiver of the documentation believes the relay, and nobody else', async (t) => {
  for (const secret of ['plain words', `whsec_${Buffer.from('bytes').toString('base64')}`]) {
    const standIn = await startStandIn(t, () => ({ status: 204 }))
    const target = webhook({ url: standIn.url, unknown: 'send' }, secret, { timeoutMs: 1000 })
    const signature = { email: 'ana@mail.example', name: 'Ana Novák', consents: {}, shown: '' }
    await target.send({ petition: 'x', id: 'the-id', received: 0, signature })
    const [asked] = standIn.asked
    const delivery = {
      id: String(asked?.headers['webhook-id']),
      timestamp: String(asked?.headers['webhook-timestamp']),
      signature: String(asked?.headers['webhook-signature']),
      body: asked?.body ?? '',
    }
    const now = Date.now()
    assert.ok(isGenuine(delivery, secret, now))
    assert.ok(isGenuine({ ...delivery, signature: `v1,AAAA ${delivery.signature}` }, secret, now))
    assert.ok(isGenuine(delivery, secret, now + 290_000))
    for (const [changed, at] of [
      [{ body: `${delivery.body} ` }, now],
      [{ id: 'another' }, now],
      [{ timestamp: String(Number(delivery.timestamp) + 1) }, now],
      [{ timestamp: 'soon' }, now],
      [{ signature: '' }, now],
      [{ signature: delivery.signature.replace('v1,', 'v2,') }, now],
      [{}, now + 310_000],
      [{}, now - 310_000],
    ] as const)
      assert.ok(!isGenuine({ ...delivery, ...changed }, secret, at), JSON.stringify(changed))
    assert.ok(!isGenuine(delivery, 'another secret', now))
  }
})

test('the words of the standard give the signature of the standard', async (t) => {
  // The example of https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
  const delivery = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: '1614265330',
    body: '{"test": 2432232314}',
    signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  }
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  assert.ok(isGenuine(delivery, secret, 1_614_265_330_000))
  t.diagnostic('compared with the published example')
})
