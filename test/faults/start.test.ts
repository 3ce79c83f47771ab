import assert from 'node:assert/strict'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { openKeyring, openSqlite } from '../../src/server/index.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { backendProcess, runCommand } from './backend.ts'

/** A data folder in which a store was made and left in order. */
async function usedData(t: TestContext) {
  const backend = backendProcess(t)
  await backend.start()
  assert.equal(await backend.stop(), 0)
  return {
    backend,
    keys: join(backend.data, 'keys.json'),
    store: join(backend.data, 'undersigned.sqlite'),
  }
}

test('does not start over a store whose keyring is gone', async (t) => {
  const { backend, keys, store } = await usedData(t)
  rmSync(keys)
  const before = readFileSync(store)
  const { code, output } = await backend.command('serve', '--port', '0')
  assert.equal(code, 1)
  assert.match(output, /keyring|keys/i)
  assert.deepEqual(readFileSync(store), before, 'the store is as it was')
})

test('does not start with the keyring of another store', async (t) => {
  const mine = await usedData(t)
  const other = await usedData(t)
  renameSync(other.keys, mine.keys)
  const { code, output } = await mine.backend.command('serve', '--port', '0')
  assert.equal(code, 1)
  assert.match(output, /fingerprint|another|belong/i)
})

test('does not open a connection that would not wait for the disk', async (t) => {
  const folder = tempFolder()
  t.after(folder.remove)
  const { fingerprint } = await openKeyring(join(folder.path, 'keys.json'), { create: true })
  const file = join(folder.path, 'store.sqlite')
  await (await openSqlite({ file, fingerprint, create: true })).close()
  const openingStatement =
    'PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; ' +
    'PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON; PRAGMA wal_autocheckpoint = 0;'
  await assert.rejects(openSqlite({ file, fingerprint, openingStatement }), {
    name: 'StoreNotOpened',
    code: 'settings',
    message: /synchronous = 1 where it must be 2/,
  })
})

test('does not listen beyond this machine without a mail relay and a public URL', async (t) => {
  const folder = tempFolder()
  t.after(folder.remove)
  const outside = ['serve', '--host', '0.0.0.0', '--port', '0', '--data', folder.path]
  const mail = ['--smtp-url', 'smtp://127.0.0.1:1', '--mail-from', 'sign@sign.example']
  for (const [options, missing] of [
    [[], /PUBLIC_URL/],
    [['--public-url', 'https://sign.example'], /SMTP_URL/],
    [mail, /PUBLIC_URL/],
  ] as const) {
    const { code, output } = await runCommand(...outside, ...options)
    assert.equal(code, 2, output)
    assert.match(output, missing)
  }
})

test('a second server over the same data leaves with 2, and the first goes on', async (t) => {
  const backend = backendProcess(t)
  const { url } = await backend.start()
  const { code, output } = await backend.command('serve', '--port', '0')
  assert.equal(code, 2, output)
  assert.equal((await fetch(`${url}/readyz`)).status, 200)
})

test('a damaged keyring stops the start and is left alone', async (t) => {
  const { backend, keys } = await usedData(t)
  writeFileSync(keys, '{"half a keyr')
  const { code, output } = await backend.command('serve', '--port', '0')
  assert.equal(code, 1)
  assert.match(output, /keys\.json/)
  assert.equal(readFileSync(keys, 'utf8'), '{"half a keyr')
})
