import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Result, Target } from '../../src/relay/targets/target.ts'
import { startNation } from '../relay/stand-ins/nation-builder.ts'
import { startReceiver } from '../relay/stand-ins/webhook.ts'
import {
  engaging,
  everyAction,
  hook,
  nation,
  openWorld,
  petitionFile,
  petitionId,
  secrets,
  settled,
  signature,
  webhookSecret,
} from '../relay/world.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'
import { run, runWith } from './in-process.ts'

const url = 'https://crm.example'
const product = (target: object, changes: object = {}) => ({
  petitions: [petitionFile(target, changes)],
})
const inline = 'sk-inline-canary'

const wrong: [name: string, file: unknown, says: RegExp][] = [
  ['nothing', {}, /petitions is required and is missing/],
  ['an unknown key', { petitons: [] }, /petitons is not known here; did you mean "petitions"\?/],
  [
    'an unknown product',
    product({ kind: 'nationbuilder' }),
    /target\.kind must be one of .*did you mean "nation-builder"\?/,
  ],
  [
    'a key of a target that is misspelt',
    product({ ...hook(url), sercet: 1 }),
    /target\.sercet is not known here; did you mean "secret"\?/,
  ],
  [
    'a secret inline',
    product({ ...hook(url), secret: inline }),
    /target\.secret is a secret and must not stand in this file/,
  ],
  [
    'a secret inline under another name',
    product({ ...hook(url), token: inline }),
    /target\.token is not known here/,
  ],
  [
    'a secret that is missing',
    product({ kind: 'webhook', url }),
    /target\.secret is required and is missing/,
  ],
  [
    'a secret in the address',
    product(hook(`https://me:${inline}@crm.example`)),
    /target\.url .*without a user name/,
  ],
  [
    'a token in the address',
    product(hook(`https://crm.example/?api_key=${inline}`)),
    /target\.url /,
  ],
  [
    'a secret that is not set',
    product({ ...hook(url), secret: { env: 'NOT_SET' } }),
    /target\.secret names the environment variable NOT_SET, which is not set/,
  ],
  [
    'a file of a secret that is not there',
    product({ ...hook(url), secret: { file: 'no/secret' } }),
    /target\.secret names the file no\/secret, which cannot be read \(ENOENT\)/,
  ],
  [
    'an address that is not encrypted',
    product(hook('http://crm.example')),
    /target\.url must be a URL that begins with https/,
  ],
  [
    'no list of origins',
    product(hook(url), { origins: undefined }),
    /origins is required and is missing/,
  ],
  [
    'an origin with a path',
    product(hook(url), { origins: ['https://a.example/b'] }),
    /origins(\[0\])? must be an origin/,
  ],
  [
    'a petition twice',
    { petitions: [petitionFile(hook(url)), petitionFile(hook(url))] },
    /petitions\[1\]\.id is used twice/,
  ],
  [
    'a field that is none',
    product(hook(url), { fields: ['name', 'emial'] }),
    /"emial" is no field/,
  ],
  [
    'days that are too many',
    { ...product(hook(url)), eraseAfterDays: 400 },
    /eraseAfterDays must be at most 90/,
  ],
  [
    'a consent without a mapping',
    product(nation(url, { consents: {} })),
    /target\.consents\.updates is missing: say what the product is told for yes and for no/,
  ],
  [
    'a mapping without a no',
    product(nation(url, { consents: { updates: { yes: { email_opt_in: true } } } })),
    /target\.consents\.updates\.no is required and is missing/,
  ],
  [
    'a no that says nothing',
    product(nation(url, { consents: { updates: { yes: { email_opt_in: true }, no: {} } } })),
    /target\.consents\.updates\.no does not set "email_opt_in": people who said no might be subscribed/,
  ],
  [
    'a no that says yes',
    product(
      nation(url, {
        consents: { updates: { yes: { email_opt_in: true }, no: { email_opt_in: true } } },
      }),
    ),
    /target\.consents\.updates\.no sets "email_opt_in" as yes does: a no would count as a yes/,
  ],
  [
    'yes and no exchanged',
    product(
      everyAction(url, {
        consents: { updates: { yes: { isSubscribed: false }, no: { isSubscribed: true } } },
      }),
    ),
    /target\.consents\.updates\.no must set "isSubscribed" to false/,
  ],
  [
    'a consent that is not asked',
    product(nation(url, { consents: { update: { yes: {}, no: {} } } })),
    /target\.consents\.update is no consent of this petition; did you mean "updates"\?/,
  ],
  [
    'nobody asked, and everyone subscribed',
    product(nation(url, { consents: {}, everyone: { email_opt_in: true } }), { consents: [] }),
    /target\.everyone must set "email_opt_in" to false: nobody was asked/,
  ],
  [
    'nobody asked, and nothing said',
    product(everyAction(url, { consents: {} }), { consents: [] }),
    /target\.everyone must set "isSubscribed" to false, or a consent has to set it/,
  ],
  [
    'nobody asked, and nothing said to a page',
    product(engaging(url, { consents: {} }), { consents: [] }),
    /target\.everyone is missing/,
  ],
  [
    'a processing that subscribes',
    product(nation(url), { consents: [{ id: 'updates', purpose: 'processing', required: true }] }),
    /target\.consents\.updates sets "email_opt_in": who agrees to the processing has not asked for mails/,
  ],
  [
    'two answers to one field',
    product(engaging(url, { everyone: { 'question.9': 'Y' } })),
    /sets "question\.9", which everyone sets too/,
  ],
  [
    'a field without a place',
    product(everyAction(url), { fields: ['name', 'email', 'comment?'] }),
    /target\.leaveOut must name "comment": every-action has no place for it/,
  ],
]

for (const [name, file, says] of wrong) {
  test(`does not start with ${name}, and says how to put it right`, async (t) => {
    const { code, out, err } = await runWith(secrets, 'relay', '--config', written(t, file))
    assert.equal(code, 1, err)
    assert.equal(out, '')
    assert.match(err, says)
    assert.match(err, /Nothing was started/)
    for (const secret of [inline, ...Object.values(secrets)]) assert.ok(!err.includes(secret))
  })
}

test('a wrong call is told as one', async (t) => {
  const none = await run('relay', '--config', 'nothing.json')
  assert.equal(none.code, 2)
  assert.match(none.err, /There is no file nothing\.json/)
  const part = await run('relay', 'stauts')
  assert.equal(part.code, 2)
  assert.match(part.err, /Did you mean "undersigned relay status"\?/)
  const level = await run('relay', '--log-level', 'wran')
  assert.match(level.err, /Did you mean warn\?/)
  const port = await run('relay', '--port', 'x', '--config', written(t, product(hook(url))))
  assert.match(port.err, /--port must be a port/)
  const torn = written(t, `{ "secret": "${inline}" `)
  const text = await run('relay', '--config', torn)
  assert.equal(text.code, 1)
  assert.match(text.err, /is not JSON: line 1/)
  assert.ok(!text.err.includes(inline))
})

test('status, retry and drop show what waits and send it again, beside a running relay', async (t) => {
  const other = await startNation(t)
  const world = await openWorld(t, petitionFile(nation(other.url)))
  const config = join(world.folder, 'relay.json')
  writeFileSync(config, JSON.stringify(product(nation(other.url))))
  await world.sign({ email: 'refused-one@mail.example' })
  await world.sign({ email: 'refused-two@mail.example' })
  await world.sign({ email: 'taken@mail.example' })
  await settled(world, 'parked', 'parked', 'sent')

  const status = await run('relay', 'status', '--config', config)
  assert.equal(status.code, 0, status.err)
  assert.match(status.out, /keep-the-library: 2 not taken by the other side/)
  assert.match(status.out, / {2}1 {2}keep-the-library {2}parked \(422\) after 1 try, received 20/)
  assert.ok(!status.out.includes('mail.example'))
  const json = (await run('relay', 'status', '--config', config, '--json')).json() as {
    waiting: { n: number; state: string; code: string }[]
  }
  assert.deepEqual(
    json.waiting.map(({ n, state, code }) => [n, state, code]),
    [
      [1, 'parked', '422'],
      [2, 'parked', '422'],
    ],
  )

  const before = other.asked.length
  const retried = await run('relay', 'retry', '1', '--config', config)
  assert.match(retried.out, /Signature 1 is due again/)
  await until('it to be sent again', () => other.asked.length > before)
  await settled(world, 'parked', 'parked', 'sent')
  assert.match((await run('relay', 'retry', 'all', '--config', config)).out, /2 signatures are due/)
  await settled(world, 'parked', 'parked', 'sent')

  assert.match(
    (await run('relay', 'drop', '2', '--config', config)).out,
    /Signature 2 is deleted here/,
  )
  await settled(world, 'parked', 'sent')
  await run('relay', 'drop', '1', '--arrived', '--config', config)
  assert.equal((await world.tally()).count, 2)

  for (const [words, code, says] of [
    [['retry', '99'], 1, /There is no signature 99/],
    [['retry', '3'], 1, /Signature 3 is sent: there is nothing to send again/],
    [['retry', 'x'], 2, /"x" is no number of a signature/],
    [['drop', 'all'], 1, /Name one signature by its number/],
  ] as const) {
    const ended = await run('relay', ...words, '--config', config)
    assert.equal(ended.code, code, words.join(' '))
    assert.match(ended.err, says)
  }
})

test('drop --arrived counts nothing that is on its way or was sent by a bot, and says why', async (t) => {
  let arrive: (result: Result) => void = () => {}
  const slow: Target = {
    kind: 'webhook',
    unknown: 'send',
    send: () => new Promise((resolve) => (arrive = resolve)),
  }
  const targets = new Map([[petitionId, slow]])
  const world = await openWorld(t, petitionFile(hook(url)), { targets })
  const config = join(world.folder, 'relay.json')
  writeFileSync(config, JSON.stringify(product(hook(url))))
  await world.sign({ trap: 'x', email: 'bot@mail.example' })
  await world.sign()
  await settled(world, 'held', 'sending')
  for (const [n, says] of [
    ['1', /Signature 1 was sent by a bot and never passed on\. Drop it without --arrived\./],
    ['2', /Signature 2 is on its way just now\. Try again in a moment\./],
  ] as const) {
    const ended = await run('relay', 'drop', n, '--arrived', '--config', config)
    assert.equal(ended.code, 1, ended.out)
    assert.match(ended.err.replaceAll('\n', ' '), says)
  }
  assert.equal((await world.tally()).count, 0)
  assert.equal((await run('relay', 'drop', '1', '--config', config)).code, 0)
  arrive({ kind: 'sent' })
  await settled(world, 'sent')
})

test('starts as people start it, takes a signature, and says nothing of secrets or people', async (t) => {
  const receiver = await startReceiver(t, webhookSecret)
  const file = written(t, product({ ...hook(receiver.url), secret: { file: 'hook.secret' } }))
  writeFileSync(join(file, '..', 'hook.secret'), `${webhookSecret}\n`)
  const main = fileURLToPath(new URL('../../src/command/main.ts', import.meta.url))
  const child = spawn(
    process.execPath,
    [main, 'relay', '--config', file, '--port', '0', '--log-level', 'debug'],
    {
      env: { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (said += text))
  t.after(() => child.kill('SIGKILL'))
  const at = await until('the relay', () => {
    if (child.exitCode !== null) throw new Error(said)
    return /http:\/\/localhost:\d+/.exec(said)?.[0]
  })
  assert.match(said, /keep-the-library {2}to webhook/)
  const answer = await fetch(`${at}/v1/petitions/${petitionId}/signatures`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'idempotency-key': '11111111-1111-4111-8111-111111111111',
    },
    body: JSON.stringify(signature()),
  })
  assert.equal(answer.status, 202)
  await until('it to arrive', () => receiver.taken.size === 1)
  // Two relays on one outbox cannot be right.
  const second = await runWith({}, 'relay', '--config', file, '--port', '0')
  assert.equal(second.code, 2)
  assert.match(second.err, /Another "undersigned relay" is using/)
  const ended = once(child, 'close')
  child.kill('SIGTERM')
  assert.equal((await ended)[0], 0)
  for (const canary of [webhookSecret, 'ana@mail', 'Novák'])
    assert.ok(!said.includes(canary), canary)
})

function written(t: TestContext, file: unknown): string {
  const folder = tempFolder()
  t.after(() => folder.remove())
  const path = join(folder.path, 'relay.json')
  writeFileSync(path, typeof file === 'string' ? file : JSON.stringify(file))
  return path
}
