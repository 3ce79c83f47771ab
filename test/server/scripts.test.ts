import assert from 'node:assert/strict'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Refused } from '../../src/server/index.ts'
import { createScripts, keepScripts } from '../../src/server/scripts.ts'
import { tempFolder } from '../support/temp-folder.ts'

const script = 'export const words = "the script"\n'

async function folders(t: TestContext) {
  const folder = tempFolder()
  t.after(folder.remove)
  const [from, to] = [join(folder.path, 'dist'), join(folder.path, 'scripts')]
  await mkdir(join(from, 'chunks'), { recursive: true })
  const write = (name: string, text: string) => writeFile(join(from, name), text)
  await write('undersigned.js', script)
  await write('chunks/words-abcdefgh.js', 'chunk')
  await write('index.js', 'not for browsers')
  return { from, to, write, kept: (name: string) => readFile(join(to, name), 'utf8') }
}
const asking = (headers: Record<string, string> = {}) =>
  new Request('https://sign.example.org/x', { headers })

test('keeps every version that was ever served', async (t) => {
  const { from, to, write, kept } = await folders(t)
  await keepScripts({ from, to, version: '1.0.0' })
  await write('undersigned.js', 'newer')
  assert.deepEqual(await keepScripts({ from, to, version: '1.1.0' }), [])
  assert.equal(await kept('undersigned-1.0.0.js'), script)
  assert.equal(await kept('undersigned-1.1.0.js'), 'newer')
  assert.equal(await kept('undersigned.js'), 'newer')
  await assert.rejects(kept('index.js'))
})

test('keeps the classic script and that of frames under their versions too', async (t) => {
  const { from, to, write, kept } = await folders(t)
  for (const name of ['undersigned.classic.js', 'embed.js', 'embed-frame.js'])
    await write(name, name)
  await keepScripts({ from, to, version: '1.0.0' })
  assert.equal(await kept('undersigned-1.0.0.classic.js'), 'undersigned.classic.js')
  assert.equal(await kept('embed-1.0.0.js'), 'embed.js')
  assert.equal(await kept('embed-frame.js'), 'embed-frame.js')
  await assert.rejects(kept('embed-1.0.0-frame.js'), 'no page of others loads it')
})

test('leaves a pinned file as it is and says that it differs', async (t) => {
  const { from, to, write, kept } = await folders(t)
  await keepScripts({ from, to, version: '1.0.0' })
  await write('undersigned.js', 'other')
  assert.deepEqual(await keepScripts({ from, to, version: '1.0.0' }), ['undersigned-1.0.0.js'])
  assert.equal(await kept('undersigned-1.0.0.js'), script)
})

test('starts without a built script', async (t) => {
  const { from, to } = await folders(t)
  assert.deepEqual(await keepScripts({ from: join(from, 'none'), to, version: '1.0.0' }), [])
})

test('packs as the browser takes it, each packing under an ETag of its own', async (t) => {
  const { from } = await folders(t)
  const { respond } = createScripts(from)
  const answer = async (accepted: string) => {
    const response = await respond(asking({ 'accept-encoding': accepted }), 'undersigned.js')
    return {
      encoding: response.headers.get('content-encoding'),
      etag: response.headers.get('etag'),
      body: Buffer.from(await response.arrayBuffer()),
    }
  }
  const [plain, gzip, brotli] = [
    await answer(''),
    await answer('gzip, br;q=0'),
    await answer('gzip, deflate, br, zstd'),
  ]
  assert.deepEqual([plain.encoding, gzip.encoding, brotli.encoding], [null, 'gzip', 'br'])
  assert.equal(plain.body.toString(), script)
  assert.equal(gunzipSync(gzip.body).toString(), script)
  assert.equal(brotliDecompressSync(brotli.body).toString(), script)
  assert.equal(new Set([plain.etag, gzip.etag, brotli.etag]).size, 3)
  const again = await respond(
    asking({ 'accept-encoding': 'br', 'if-none-match': brotli.etag ?? '' }),
    'undersigned.js',
  )
  assert.equal(again.status, 304)
})

test('serves nothing else of the folder', async (t) => {
  const { from } = await folders(t)
  const { respond } = createScripts(from)
  for (const path of [
    'index.js',
    '../dist/index.js',
    'chunks/../index.js',
    'undersigned.js.map',
    'undersigned-9.9.9.js',
    'chunks/words.js',
  ]) {
    await assert.rejects(
      respond(asking(), path),
      (error) => error instanceof Refused && error.code === 'no-route',
    )
  }
  assert.equal((await respond(asking(), 'chunks/words-abcdefgh.js')).status, 200)
})
