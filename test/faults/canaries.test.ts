import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
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

/** Names and addresses that occur nowhere else, so that finding one means that somebody's leaked. */
const canaries = Array.from({ length: 100 }, (_, i) => `canary${i}x${randomUUID().slice(0, 8)}`)
const half = canaries.length / 2

test('leaves nothing personal in the database, its log, its own log or its output', async (t) => {
  let mailsRefused = 0
  const relay = await startRelay(t, {
    // Every fifth address is refused for good, in words that quote it, as relays do.
    onRcptTo({ address }, _session, done) {
      const isRefused = canaries.findIndex((canary) => address.startsWith(canary)) % 5 === 4
      if (isRefused) mailsRefused++
      done(
        isRefused
          ? Object.assign(new Error(`no such user ${address}`), { responseCode: 550 })
          : null,
      )
    },
  })
  const backend = backendProcess(t, {
    'smtp-url': relay.url,
    'mail-from': 'sign@sign.example',
    'log-level': 'trace',
  })
  const { url } = await backend.start()
  await putPetition(backend)
  const revision = await until('the petition', async () => (await revisionOf(url)) ?? false)
  const statuses: number[] = []
  const note = async (asked: Promise<Response>) => {
    const response = await asked
    await response.arrayBuffer()
    statuses.push(response.status)
  }

  for (const [i, canary] of canaries.entries()) {
    const key = randomUUID()
    const body = {
      ...signatureOf(canary, revision),
      comment: `${canary} says why`,
      // From where every postcode is taken as it is.
      country: 'AR',
      postcode: canary.slice(0, 10),
    }
    // Half sign by the widget's way, half by the plain form.
    if (i < half) await note(postSignature(url, key, body))
    else
      await note(
        fetch(`${url}/p/${petitionId}`, {
          method: 'POST',
          redirect: 'manual',
          body: new URLSearchParams({
            name: `${canary} Signer`,
            email: `${canary}@people.example`,
            country: 'GB',
            shown: revision,
            locale: 'en',
          }),
        }),
      )
    if (i % 10 !== 0) continue
    // Errors, each with somebody in it.
    await note(postSignature(url, key, { ...body, comment: 'other' }))
    await note(postSignature(url, randomUUID(), { ...body, shown: canary }))
    await note(postSignature(url, randomUUID(), { ...body, [canary]: canary }))
    await note(postSignature(url, randomUUID(), { ...body, email: `${canary} at nowhere` }))
    await note(postSignature(url, randomUUID(), { ...body, comment: canary.repeat(2000) }))
    await note(postSignature(url, canary, body))
    await note(
      fetch(`${url}/v1/petitions/${canary}/signatures?email=${canary}`, {
        method: 'POST',
        body: canary,
      }),
    )
    await note(fetch(`${url}/confirm/${canary}`))
    await note(
      fetch(`${url}/${canary}?name=${canary}`, {
        headers: { referer: `https://x.example/${canary}`, 'user-agent': canary },
      }),
    )
    await note(
      fetch(`${url}/p/${petitionId}`, {
        method: 'POST',
        body: new URLSearchParams({ name: canary, email: canary }),
      }),
    )
  }

  const mails = () =>
    relay.taken.map(({ to, raw }) => ({
      to: to[0] ?? '',
      text: raw.toString().replaceAll('=\r\n', ''),
    }))
  await until('the mails', () => relay.taken.length === canaries.length * 0.8, 60_000)
  await until('the refused mails', () => mailsRefused === canaries.length * 0.2, 60_000)
  for (const [i, { text }] of mails().entries()) {
    const confirm = linkIn(text, 'confirm')
    const withdraw = linkIn(text, 'withdraw')
    assert.ok(confirm && withdraw)
    await note(fetch(url + confirm))
    if (i % 3 > 0) await note(press(url + confirm))
    if (i % 3 < 2) await note(press(url + withdraw))
  }
  await note(fetch(`${url}/metrics`))
  const metrics = await (await fetch(`${url}/metrics`)).text()

  const look = (when: string) => {
    const places: [string, Buffer][] = [
      ['the output', Buffer.from(backend.output())],
      ['the metrics', Buffer.from(metrics)],
      ...files(backend.data).map((file): [string, Buffer] => [file, readFileSync(file)]),
    ]
    for (const [place, bytes] of places) {
      const found = canaries.filter((canary) => holds(bytes, canary))
      assert.deepEqual(found, [], `${when}: ${place} holds somebody's name or address`)
    }
    return places.map(([place]) => place)
  }
  const places = look('while it runs')
  assert.ok(
    places.some((place) => place.endsWith('.sqlite')) &&
      places.some((place) => place.endsWith('-wal')),
  )
  assert.equal(await backend.stop(), 0)
  look('after its end')

  assert.deepEqual(
    [...new Set(statuses)].sort((a, b) => a - b),
    [200, 202, 303, 400, 404, 409, 413, 415, 422],
    'every path was taken',
  )
  t.diagnostic(
    `${canaries.length} people, ${statuses.length} requests, ${relay.taken.length} mails, ${places.length} places searched`,
  )
})

/** Plain, and in the encodings in which text slips into files unseen. */
function holds(bytes: Buffer, canary: string): boolean {
  const encoded = [0, 1, 2].map((shift) =>
    Buffer.from('.'.repeat(shift) + canary)
      .toString('base64')
      .slice(2, -4),
  )
  return [canary, Buffer.from(canary, 'utf16le'), ...encoded].some((needle) =>
    bytes.includes(needle),
  )
}

function files(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile())
}
