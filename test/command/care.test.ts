import assert from 'node:assert/strict'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  copyFileSync,
  rmSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { openFolder, petition } from './process.ts'

test('verify agrees with an untouched store and finds what somebody changed', async (t) => {
  const { run, file, path } = openFolder(t)
  await run('petition', 'put', file('p.json', petition))
  const fine = await run('verify')
  assert.equal(fine.code, 0, fine.err)
  assert.equal(fine.out, 'Everything agrees: 1 petition recounted.\n')
  assert.deepEqual((await run('verify', 'keep-the-library', '--json')).json(), {
    agrees: true,
    petitions: 1,
    findings: [],
  })

  const db = new DatabaseSync(join(path, 'data', 'undersigned.sqlite'))
  db.exec(
    'INSERT INTO tally (petition, partner_no, stripe, counted, version) VALUES (1, 0, 0, 5, 1) ON CONFLICT DO UPDATE SET counted = 5',
  )
  db.close()
  const wrong = await run('verify')
  assert.equal(wrong.code, 1)
  assert.match(wrong.out, /things? differs?:\n  keep-the-library: /)
  const json = (await run('verify', '--json')).json() as { agrees: boolean; findings: unknown[] }
  assert.equal(json.agrees, false)
  assert.ok(json.findings.length > 0)
})

test("a backup is the owner's alone, holds no keys, overwrites nothing, and can be restored", async (t) => {
  const { run, file, path } = openFolder(t)
  await run('petition', 'put', file('p.json', petition))
  const backup = await run('backup', 'b.sqlite')
  assert.equal(backup.code, 0, backup.err)
  assert.match(
    backup.out,
    /Copied the store to .*b\.sqlite \(\d+ KiB\)\.\nThe keys are not in it, and they were never exported/,
  )
  assert.equal(statSync(join(path, 'b.sqlite')).mode & 0o777, 0o600)
  const before = readFileSync(join(path, 'b.sqlite'))
  const nowhere = await run('backup', 'nowhere/b.sqlite')
  assert.equal(nowhere.code, 1)
  assert.match(nowhere.err, /^undersigned: There is no folder [^\n]*nowhere\.\nMake it first/)
  const again = await run('backup', 'b.sqlite')
  assert.equal(again.code, 1)
  assert.match(again.err, /is there already/)
  assert.deepEqual(readFileSync(join(path, 'b.sqlite')), before)

  const keyless = await run('restore', 'b.sqlite', '--data', 'other')
  assert.equal(keyless.code, 1)
  assert.match(keyless.err, /There is no keyring at/)
  mkdirSync(join(path, 'other'), { recursive: true })
  copyFileSync(join(path, 'data', 'keys.json'), join(path, 'other', 'keys.json'))
  const restored = await run('restore', 'b.sqlite', '--data', 'other')
  assert.equal(restored.code, 0, restored.err)
  assert.match(restored.out, /Restored one petition from /)
  assert.match((await run('petition', 'list', '--data', 'other')).out, /keep-the-library/)
  const over = await run('restore', 'b.sqlite', '--data', 'other', '--json')
  assert.equal(over.code, 1)
  assert.match(over.err, /is there already/)

  const nothing = await run(
    'restore',
    'nothing.sqlite',
    '--data',
    'third',
    '--keys-file',
    'data/keys.json',
  )
  assert.equal(nothing.code, 1)
  assert.match(nothing.err, /There is no backup at/)
})

test('the keys are printed once, as a keyring that works, and that is noted', async (t) => {
  const { run, file, path } = openFolder(t)
  await run('petition', 'put', file('p.json', petition))
  const { code, out, err } = await run('keys', 'export')
  assert.equal(code, 0)
  assert.match(err, /Keep them safe/)
  assert.deepEqual(
    JSON.parse(out),
    JSON.parse(readFileSync(join(path, 'data', 'keys.json'), 'utf8')),
  )
  const again = await run('keys', 'export')
  assert.equal(again.code, 1)
  assert.equal(again.out, '')
  assert.match(again.err, /were exported on 2\d{3}-\d\d-\d\d and are printed once only/)

  const backup = (await run('backup', 'b.sqlite', '--json')).json() as { keysExported: boolean }
  assert.equal(backup.keysExported, true)
  rmSync(join(path, 'data', 'keys.json'))
  file('printed.json', out)
  assert.equal((await run('verify', '--keys-file', 'printed.json')).code, 0)
})

test('a store without its keyring, or with another, is not opened and no keys are made', async (t) => {
  const { run, file, path } = openFolder(t)
  await run('petition', 'put', file('p.json', petition))
  renameSync(join(path, 'data', 'keys.json'), join(path, 'keys.json'))
  for (const words of [['petition', 'put', 'p.json'], ['verify'], ['serve', '--port', '0']]) {
    const { code, err } = await run(...words)
    assert.equal(code, 1, words.join(' '))
    assert.match(err, /There is no keyring at/)
    assert.ok(!existsSync(join(path, 'data', 'keys.json')))
  }
  await run('petition', 'put', 'p.json', '--data', 'other')
  const wrong = await run('serve', '--port', '0', '--keys-file', 'other/keys.json')
  assert.equal(wrong.code, 1)
  assert.match(wrong.err, /made with the keyring/)
})
