import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { after, test } from 'node:test'
import { takeLock } from '../../../src/server/store/lock.ts'
import { tempFolder } from '../../support/temp-folder.ts'

const folder = tempFolder()
after(folder.remove)
const file = `${folder.path}/serve.lock`

test('one process serves from a folder; the next may when it is done', () => {
  const lock = takeLock(file)
  assert.throws(() => takeLock(file), { name: 'StoreNotOpened', code: 'locked' })
  lock.release()
  takeLock(file).release()
})

test('the lock of a process that was killed is no lock', async () => {
  const program = `
    import { takeLock } from ${JSON.stringify(new URL('../../../src/server/store/lock.ts', import.meta.url).href)}
    takeLock(${JSON.stringify(file)})
    console.log('held')
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  assert.throws(() => takeLock(file), { code: 'locked' })
  child.kill('SIGKILL')
  await once(child, 'exit')
  takeLock(file).release()
})
