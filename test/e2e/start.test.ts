import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { probePort } from '../../demo/backend.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { until } from '../support/until.ts'

const start = fileURLToPath(new URL('../../demo/start.ts', import.meta.url))

test('npm start serves three origins, says what to open, and ends with Ctrl-C', async (t) => {
  const folder = tempFolder()
  const port = await threeFreePorts()
  const demo = run(t, port, folder.path)
  await isReady(demo)

  for (const path of [
    `${port}/mailbox`,
    `${port}/undersigned.js`,
    `${port + 1}/`,
    `${port + 2}/2009`,
  ]) {
    assert.equal((await fetch(`http://localhost:${path}`)).status, 200, path)
  }
  const open = await petition(port, 'keep-the-trafficking-unit')
  assert.equal(open.status, 'open')
  const old = await petition(port, 'trafficking-unit-2009')
  assert.equal(old.status, 'delivered')
  assert.equal(old.tally.count, 1804)

  const second = run(t, port, folder.path, '--fresh')
  assert.equal(await second.ended, 1)
  assert.match(second.said, new RegExp(`port ${port} is in use.*PORT=`))
  assert.equal(
    (await petition(port, 'keep-the-trafficking-unit')).status,
    'open',
    'the first one goes on',
  )

  demo.child.kill('SIGINT')
  assert.equal(await demo.ended, 0)
  await Promise.all([port, port + 1, port + 2].map(probePort))
  folder.remove()
})

test('npm start -- --fresh empties what the demonstration made, and nothing else', async (t) => {
  const folder = tempFolder()
  const port = await threeFreePorts()
  const mine = join(folder.path, 'mine.txt')
  writeFileSync(mine, 'not made by the demonstration')
  const refused = run(t, port, folder.path, '--fresh')
  assert.equal(await refused.ended, 1)
  assert.ok(existsSync(mine))

  const kept = run(t, port, folder.path)
  await isReady(kept)
  kept.child.kill('SIGINT')
  assert.equal(await kept.ended, 0)
  assert.ok(existsSync(mine), 'a start without --fresh deletes nothing')

  const fresh = run(t, port, folder.path, '--fresh')
  await isReady(fresh)
  assert.ok(!existsSync(mine))
  fresh.child.kill('SIGINT')
  assert.equal(await fresh.ended, 0)
  folder.remove()
})

test('npm start that is ended while it starts leaves nothing running', async (t) => {
  const folder = tempFolder()
  const port = await threeFreePorts()
  const demo = run(t, port, folder.path)
  await until('the backend to start', () => existsSync(join(folder.path, 'serve.lock')), 30_000)
  assert.doesNotMatch(demo.said, /Ctrl-C/)
  demo.child.kill('SIGTERM')
  assert.equal(await demo.ended, 0, demo.said)
  await probePort(port)
  folder.remove()
})

interface Run {
  child: ChildProcess
  /** Everything it has written so far. */
  said: string
  ended: Promise<number | null>
}

function run(t: TestContext, port: number, data: string, ...words: string[]): Run {
  const child = spawn(process.execPath, [start, ...words], {
    env: { ...process.env, PORT: String(port), UNDERSIGNED_DATA: data },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = once(child, 'close').then(([code]) => code as number | null)
  const said: Run = { child, said: '', ended }
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (text) => (said.said += String(text)))
  t.after(async () => {
    child.kill('SIGTERM')
    await ended
  })
  return said
}

/** Resolves when it has said what to open; a start that ended instead fails with its words. */
async function isReady(run: Run): Promise<void> {
  const ended = run.ended.then((code) => assert.fail(`ended with ${code}: ${run.said}`))
  await Promise.race([until('what to open', () => run.said.includes('Ctrl-C'), 30_000), ended])
}

/** Ports that follow each other, as the demonstration takes them. */
async function threeFreePorts(): Promise<number> {
  return until('three free ports', async () => {
    const port = await probePort(0)
    const others = [port + 1, port + 2].map(probePort)
    return (await Promise.allSettled(others)).every(({ status }) => status === 'fulfilled') && port
  })
}

async function petition(
  port: number,
  id: string,
): Promise<{ status: string; tally: { count: number } }> {
  const answer = await fetch(`http://localhost:${port}/v1/petitions/${id}`)
  return (await answer.json()) as { status: string; tally: { count: number } }
}
