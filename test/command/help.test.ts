import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verbs } from '../../src/command/verbs.ts'
import { openFolder } from './process.ts'

test('the command alone says what there is and where to begin', async (t) => {
  const { run } = openFolder(t)
  const [alone, asked, worded] = await Promise.all([run(), run('--help'), run('help')])
  assert.equal(alone.code, 0)
  assert.equal(alone.out, asked.out)
  assert.equal(alone.out, worded.out)
  for (const { name, summary } of verbs) {
    assert.ok(alone.out.includes(name), name)
    assert.ok(alone.out.includes(summary), summary)
  }
  assert.match(alone.out, /undersigned petition put FILE\.json/)
  assert.match(alone.out, /0 done, 1 the work failed, 2 the call was wrong/)
})

test('the commands are those of the contract for this version', () => {
  assert.deepEqual(
    verbs.map(({ name }) => name),
    [
      'serve',
      'petition put',
      'petition list',
      'petition show',
      'petition pause',
      'petition resume',
      'petition close',
      'petition deliver',
      'tally',
      'verify',
      'backup',
      'restore',
      'keys export',
      'snippet',
      'check-backend',
      'relay',
      'relay status',
      'relay retry',
      'relay drop',
    ],
  )
})

for (const { name, positionals, options, examples } of verbs) {
  test(`"${name}" explains itself, and needs nothing for that`, async (t) => {
    const { run } = openFolder(t)
    const { code, out, err } = await run(...name.split(' '), '--help')
    assert.equal(code, 0)
    assert.equal(err, '')
    assert.ok(out.includes(['Usage: undersigned', name, ...positionals].join(' ')))
    for (const option of options) assert.ok(out.includes(`--${option.name}`), option.name)
    assert.ok(examples.length > 0)
    for (const example of examples) {
      assert.ok(out.includes(example))
      assert.ok(example.includes(`undersigned ${name}`))
    }
    // Readable in a terminal of ordinary width, but for examples, which are copied whole.
    for (const line of out.split('\n'))
      assert.ok(line.length <= 120 || examples.includes(line.trim()), line)
  })
}

test('a group of commands lists itself', async (t) => {
  const { run } = openFolder(t)
  const { code, err } = await run('petition')
  assert.equal(code, 2)
  assert.match(err, /petition put, petition list/)
})

test('says its version', async (t) => {
  const { run } = openFolder(t)
  const { code, out } = await run('--version')
  assert.equal(code, 0)
  assert.match(out, /^\d+\.\d+\.\d+\n$/)
})
