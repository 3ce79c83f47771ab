import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startNation } from '../relay/stand-ins/nation-builder.ts'
import type { Mood } from '../relay/stand-ins/stand-in.ts'
import { startReceiver } from '../relay/stand-ins/webhook.ts'
import { hook, nation, petitionFile, secrets, signature, webhookSecret } from '../relay/world.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

const program = fileURLToPath(new URL('../../dist/command/main.js', import.meta.url))
const full = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full'
const kills = Number(process.env['UNDERSIGNED_KILLS'] ?? (full ? 20 : 4))
const signers = 20
const seed = Number(process.env['UNDERSIGNED_SEED'] ?? 2009)
// Side by side, so that a few kills meet the worst of both.
const hookMoods: Mood[] = ['lost', 'late', 'down', 'error', 'up', 'busy']
const nationMoods: Mood[] = ['late', 'lost', 'error', 'down', 'busy', 'up']

test(
  `passes on every signature exactly once over ${kills} kills with ${signers} signing`,
  { timeout: 600_000 },
  async (t) => {
    const folder = tempFolder()
    const receiver = await startReceiver(t, webhookSecret)
    const product = await startNation(t)
    // Pushing a person twice is harmless; what must not happen twice is the signature.
    product.moody = /petition_signatures/
    writeFileSync(
      join(folder.path, 'relay.json'),
      JSON.stringify({
        port: 0,
        timeoutSeconds: 1,
        retrySeconds: [1],
        settleSeconds: 1,
        petitions: [
          petitionFile(hook(receiver.url), { id: 'by-webhook' }),
          petitionFile(nation(product.url, { auth: { token: { env: 'NATION_TOKEN' } } }), {
            id: 'by-nation',
          }),
        ],
      }),
    )
    const random = randomFrom(seed)
    let child: ChildProcess | undefined
    let url = ''
    let over = false
    const said: string[] = []
    t.after(() => {
      child?.kill('SIGKILL')
      folder.remove()
    })
    async function start(): Promise<void> {
      url = ''
      const started = (child = spawn(
        process.execPath,
        [program, 'relay', '--json', '--config', join(folder.path, 'relay.json')],
        { stdio: ['ignore', 'pipe', 'pipe'], env: secrets },
      ))
      started.stderr?.on('data', (chunk) => said.push(String(chunk)))
      started.stdout?.on(
        'data',
        (chunk) => (url ||= (JSON.parse(String(chunk)) as { url: string }).url),
      )
      await until('the relay', () => {
        if (started.exitCode !== null) throw new Error(said.join(''))
        return url
      })
    }

    /** Person to the bytes of the yes. */
    const acknowledged = new Map<string, { petition: string; key: string; yes: string }>()
    async function send(
      person: string,
      petition: string,
      key: string,
    ): Promise<string | undefined> {
      const answer = await fetch(`${url}/v1/petitions/${petition}/signatures`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify(signature({ name: person, email: `${person}@people.example` })),
      })
      assert.ok([202, 503].includes(answer.status), String(answer.status))
      return answer.status === 202 ? answer.text() : undefined
    }
    async function signOn(place: number): Promise<void> {
      for (let turn = 0; !over; turn++) {
        const person = `p${place}-${turn}`
        const petition = place % 2 === 0 ? 'by-webhook' : 'by-nation'
        const key = randomUUID()
        const yes = await until(
          `a yes for ${person}`,
          () => send(person, petition, key).catch(() => undefined),
          60_000,
        )
        acknowledged.set(person, { petition, key, yes })
        await wait(20 + random() * 80)
      }
    }

    await start()
    const crowd = Array.from({ length: signers }, (_, place) => signOn(place))
    for (let kill = 0; kill < kills; kill++) {
      receiver.mood = hookMoods[kill % hookMoods.length] ?? 'up'
      product.mood = nationMoods[kill % nationMoods.length] ?? 'up'
      await wait(100 + random() * 900)
      const ended = once(child ?? assert.fail(), 'exit')
      child?.kill('SIGKILL')
      await ended
      await start()
    }
    over = true
    await Promise.all(crowd)
    for (const other of [receiver, product]) other.mood = 'up'

    const people = (petition: string) =>
      [...acknowledged].filter(([, one]) => one.petition === petition).map(([person]) => person)
    const [byWebhook, byNation] = [people('by-webhook'), people('by-nation')]
    const arrived = () =>
      [...receiver.taken.values()].map(({ data }) => (data as { name: string }).name)
    await until(
      'all to arrive',
      () => {
        const there = new Set(arrived())
        const signed = new Set(product.signatures.map(({ signup_id }) => signup_id))
        return byWebhook.every((person) => there.has(person)) && signed.size >= byNation.length
      },
      120_000,
    )
    await until(
      'all to be known as passed on',
      async () => {
        const counts = await Promise.all(
          ['by-webhook', 'by-nation'].map(async (id) => {
            const answer = await fetch(`${url}/v1/petitions/${id}/tally`)
            return ((await answer.json()) as { count: number }).count
          }),
        )
        return counts[0] === byWebhook.length && counts[1] === byNation.length
      },
      60_000,
    )
    assert.deepEqual(arrived().toSorted(), byWebhook.toSorted())
    const names = new Map(
      product.people.map(({ id, attributes }) => [id, attributes['first_name']]),
    )
    assert.deepEqual(
      product.signatures.map(({ signup_id }) => String(names.get(signup_id))).toSorted(),
      byNation.toSorted(),
    )
    for (const [person, { petition, key, yes }] of acknowledged)
      assert.equal(await send(person, petition, key), yes, 'the same key gets the same bytes')
    const looks = product.asked.filter(({ method }) => method === 'GET').length
    t.diagnostic(
      `seed ${seed}: ${kills} kills, ${acknowledged.size} acknowledged; the receiver dropped ${receiver.repeated} repeats, ` +
        `${looks} looks at the other`,
    )
    assert.ok(acknowledged.size > signers, 'people could sign between the kills')
    assert.ok(receiver.repeated > 0, 'some came twice, and were dropped')
    assert.ok(looks > 0, 'some were looked for')
  },
)

/** The same numbers from 0 to 1 for the same seed. */
function randomFrom(start: number): () => number {
  let drawn = 0
  return () => createHash('sha256').update(`${start}/${drawn++}`).digest().readUInt32BE() / 2 ** 32
}
