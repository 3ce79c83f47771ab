import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openFolder } from './process.ts'

for (const [typed, says] of [
  ['sevre', /Did you mean "undersigned serve"\?/],
  ['petition lst', /Did you mean "undersigned petition list"\?/],
  ['put x.json', /Did you mean "undersigned petition put"\?/],
  ['frobnicate', /See all of them: undersigned --help/],
  ['serve --prot 1', /has no option --prot\.\nDid you mean --port\?/],
  ['tally x --jsno', /Did you mean --json\?/],
  ['serve --frobnicate', /It has --port, --host/],
  ['--data x tally', /A command comes first/],
  ['tally', /needs ID\.\nFor example: undersigned tally/],
  ['tally one two', /"two" is one word too many/],
  ['serve --port', /--port needs a value\.\nWrite --port=8787/],
  ['serve --port --data x', /--port needs a value/],
  ['serve --port 1 --port 2', /--port is given twice/],
  ['tally x --json=yes', /--json takes no value/],
  ['serve --port abc', /--port must be a port/],
  ['serve --port 70000', /--port must be a port/],
  ['serve --host 0.0.0.0', /UNDERSIGNED_PUBLIC_URL is required/],
  [
    'serve --host 0.0.0.0 --public-url https://sign.example.org',
    /UNDERSIGNED_SMTP_URL is required/,
  ],
  ['serve --smtp-url smtp://localhost', /UNDERSIGNED_MAIL_FROM is required/],
  ['serve --public-url https://sign.example.org/path', /--public-url must be an origin/],
  ['serve --database-url postgres://localhost/x', /--database-url cannot be used yet/],
  ['petition put nothing.json', /There is no file nothing\.json/],
  ['petition deliver x --at 2026-11', /needs --place, --to/],
  ['petition deliver x --at 2026 --place P --to W --count -3', /--count needs a value/],
] as const) {
  test(`"${typed}" is a wrong call and says how to put it right`, async (t) => {
    const { code, out, err } = await openFolder(t).run(...typed.split(' '))
    assert.equal(code, 2, err)
    assert.equal(out, '')
    assert.match(err, /^undersigned: /)
    assert.match(err, says)
    assert.doesNotMatch(err, /^\s+at /m)
  })
}

test('options are environment variables too, and a wrong one is named as it was given', async (t) => {
  const { runWith } = openFolder(t)
  const wrong = await runWith({ env: { UNDERSIGNED_PORT: 'abc' } }, 'serve')
  assert.equal(wrong.code, 2)
  assert.match(wrong.err, /UNDERSIGNED_PORT must be a port/)

  const json = await runWith(
    { env: { UNDERSIGNED_JSON: '1', UNDERSIGNED_DATA: './nowhere' } },
    'tally',
    'x',
  )
  assert.equal(json.code, 1)
  assert.match(json.err, /nowhere/)
  const flag = await runWith({ env: { UNDERSIGNED_JSON: 'perhaps' } }, 'tally', 'x')
  assert.equal(flag.code, 2)
  assert.match(flag.err, /UNDERSIGNED_JSON is "perhaps", which is neither yes nor no/)
})

test('a command that only reads is not stopped by a setting it does not use', async (t) => {
  const { runWith } = openFolder(t)
  const { code, err } = await runWith(
    { env: { UNDERSIGNED_HOST: '0.0.0.0', UNDERSIGNED_PORT: 'x' } },
    'petition',
    'list',
  )
  assert.equal(code, 1)
  assert.match(err, /There is no store in/)
})

test('with --json or UNDERSIGNED_JSON an error is JSON too', async (t) => {
  const { runWith } = openFolder(t)
  const json = { UNDERSIGNED_JSON: '1' }
  const calls: [words: string[], code: number, error: RegExp, env?: Record<string, string>][] = [
    [['tally', 'x', '--json'], 1, /There is no store in/],
    [['tally', 'x'], 1, /There is no store in/, json],
    [['tally', 'x'], 1, /There is no store in/, { UNDERSIGNED_JSON: 'TRUE' }],
    // Before the call could be read.
    [['tally', 'x', '--jsno'], 2, /has no option --jsno/, json],
    [['tlly'], 2, /There is no command "tlly"/, json],
    [['petition', 'put', '--json'], 2, /needs FILE\.json/],
    [['serve', '--port', 'x'], 2, /^--port /, json],
  ]
  for (const [words, wanted, message, env = {}] of calls) {
    const { code, out, err } = await runWith({ env }, ...words)
    assert.equal(code, wanted, words.join(' '))
    assert.equal(out, '')
    const { error } = JSON.parse(err) as { error: string }
    assert.match(error, message)
  }
  const plain = await runWith({ env: { UNDERSIGNED_JSON: '0' } }, 'tally', 'x')
  assert.match(plain.err, /^undersigned: There is no store in/)
})

test('an older Node is told what to do before anything is loaded', async (t) => {
  const { file, runWith } = openFolder(t)
  const older = (version: string) =>
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } })`
  file('20.mjs', older('20.19.0'))
  file('22.mjs', older('22.17.1'))
  file('ok.mjs', older('22.18.0'))
  for (const name of ['20', '22']) {
    const { code, out, err } = await runWith({ node: ['--import', `./${name}.mjs`] }, '--help')
    assert.equal(code, 1)
    assert.equal(out, '')
    const words = /needs Node 22\.18 or newer, and this is Node 2\d\./
    assert.match(err, words)
    const json = await runWith({ node: ['--import', `./${name}.mjs`] }, 'verify', '--json')
    assert.match((JSON.parse(json.err) as { error: string }).error, words)
  }
  assert.equal((await runWith({ node: ['--import', './ok.mjs'] }, '--help')).code, 0)
})
