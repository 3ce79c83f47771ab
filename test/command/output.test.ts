import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { openFolder, petition } from './process.ts'

const skip = !existsSync('/dev/full') && 'there is no device here that is always full'
const notWritten = 'undersigned: The output could not be written (ENOSPC).\n'

test('the server goes on when its log or its greeting cannot be written', { skip }, async (t) => {
  for (const options of [
    { err: 'full' },
    { err: 'nobody' },
    { out: 'full' },
    { out: 'nobody' },
  ] as const)
    await t.test(JSON.stringify(options), async (t) => {
      const { run, file, serve } = openFolder(t)
      await run('petition', 'put', file('p.json', petition))
      const { url, stop } = await serve(options, '--log-level', 'debug')
      for (let i = 0; i < 3; i++) assert.equal((await fetch(`${url}/healthz`)).status, 200)
      const { code, err } = await stop()
      assert.equal(code, 0, err)
      // What it has to say goes to the log, a line of JSON each.
      assert.doesNotMatch(err, /^[^{]/m)
    })
})

test('a reader who has left is no failure', async (t) => {
  const { run, runWith, file } = openFolder(t)
  await run('petition', 'put', file('p.json', petition))
  for (const words of [['--help'], ['petition', 'list'], ['tally', petition.id, '--json']]) {
    const { code, err } = await runWith({ out: 'nobody' }, ...words)
    assert.equal(err, '')
    assert.equal(code, 0)
  }
  // But keys that nobody has read were not exported.
  const { code, err } = await runWith({ out: 'nobody' }, 'keys', 'export')
  assert.equal(err, '')
  assert.equal(code, 1)
  assert.equal((await run('keys', 'export')).code, 0)
})

test('an output that cannot be written is told in a sentence', { skip }, async (t) => {
  const { run, runWith, file } = openFolder(t)
  await run('petition', 'put', file('p.json', petition))
  for (const words of [['--version'], ['petition', 'list'], ['keys', 'export']]) {
    const { code, err } = await runWith({ out: 'full' }, ...words)
    assert.equal(err, notWritten)
    assert.equal(code, 1)
  }
  const asJson = await runWith({ out: 'full' }, 'petition', 'list', '--json')
  assert.deepEqual(JSON.parse(asJson.err), { error: 'The output could not be written (ENOSPC).' })
  assert.equal((await run('keys', 'export')).code, 0)
  // Nobody is there to be told; the exit code still says it.
  assert.equal((await runWith({ err: 'full' }, 'petition', 'lits')).code, 2)
})
