import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startThread } from '../../../src/server/store/sqlite/thread.ts'

const opening = {
  role: 'writer',
  file: '',
  fingerprint: '',
  create: false,
  lookEveryMs: 1,
} as const

test('a thread whose first write fails ends, and says why it did not open', async () => {
  const program = `
    import { parentPort } from 'node:worker_threads'
    parentPort.postMessage({ broken: 'no space left' })
    setInterval(() => {}, 1_000)`
  const file = new URL(`data:text/javascript,${encodeURIComponent(program)}`)
  await assert.rejects(startThread(file, opening), /did not open: no space left/)
})
