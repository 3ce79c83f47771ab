import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { openData, parseLogoName, readLogo, readSettings } from '../../src/server/index.ts'
import { pngMark } from '../support/picture.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { run as runCommand } from './in-process.ts'
import { petition } from './process.ts'

const mark = pngMark()
const name = readLogo(mark)?.name ?? ''
const poppy = { name: 'The Poppy Project', kind: 'charity' }

/** A folder with a petition file and a picture beside it. */
function openFolder(t: TestContext) {
  const folder = tempFolder()
  t.after(folder.remove)
  const data = join(folder.path, 'data')
  const at = (path: string) => join(folder.path, path)
  const run = (...words: string[]) => runCommand(...words, '--data', data)
  mkdirSync(at('files/logos'), { recursive: true })
  writeFileSync(at('files/logos/poppy.png'), mark)
  return {
    at,
    run,
    /** Puts a file whose backers have these logos. */
    put(...logos: string[]) {
      const backers = logos.map((logo, i) => ({ ...poppy, name: `${poppy.name} ${i + 1}`, logo }))
      writeFileSync(at('files/p.json'), JSON.stringify({ ...petition, backers }))
      return run('petition', 'put', at('files/p.json'))
    },
    async document(): Promise<{ backers: { logo?: string }[] }> {
      const show = await run('petition', 'show', petition.id, '--json')
      return (show.json() as { document: { backers: { logo?: string }[] } }).document
    },
    /** What is stored under a name. */
    async stored(logo: string): Promise<Uint8Array | undefined> {
      const { store } = await openData(readSettings({ data }), { create: false })
      const [record] = await store.petitions()
      const picture = await store.logo({
        petition: record?.no ?? 0,
        hash: parseLogoName(logo)?.hash ?? new Uint8Array(),
      })
      await store.close()
      return picture && new Uint8Array(picture.bytes)
    },
    hasStore: () => existsSync(data),
  }
}

test('a logo beside the file is stored with the petition, under the hash of its bytes', async (t) => {
  const { at, put, run, document, stored } = openFolder(t)
  const first = await put('logos/poppy.png', './logos/../logos/poppy.png')
  assert.equal(first.code, 0, first.err)
  assert.deepEqual(
    (await document()).backers.map(({ logo }) => logo),
    [name, name],
  )
  assert.deepEqual(await stored(name), mark)
  assert.match((await put('logos/poppy.png', 'logos/poppy.png')).out, /^Nothing to change/)
  // By what it is, and not by what it is called.
  writeFileSync(at('files/logos/poppy.png'), 'GIF89a, as far as anybody can see')
  assert.match((await put('logos/poppy.png')).out, /^Changed .*\n  backers: 2 entries → 1 entry/)
  assert.match((await document()).backers[0]?.logo ?? '', /\.gif$/)
  assert.match((await run('petition', 'pause', petition.id)).out, /is paused/)
  assert.match((await document()).backers[0]?.logo ?? '', /\.gif$/)
})

test('what "petition show" prints can be put again, and so can the server’s own document', async (t) => {
  const { at, put, run, document } = openFolder(t)
  await put('logos/poppy.png')
  const shown = await document()
  const again = async (logo: string | undefined) => {
    const backers = shown.backers.map((backer) => ({ ...backer, logo }))
    writeFileSync(at('elsewhere.json'), JSON.stringify({ ...shown, backers }))
    const { out, err } = await run('petition', 'put', at('elsewhere.json'))
    return out || err
  }
  assert.match(await again(shown.backers[0]?.logo), /^Nothing to change/)
  const address = `https://sign.example.org/v1/petitions/${petition.id}/logos/${name}`
  assert.match(await again(address), /^Nothing to change/)
  assert.match(await again(address.replace(petition.id, 'another')), /is an address/)

  const never = readLogo(pngMark([1, 2, 3]))?.name ?? ''
  for (const logo of [never, address.replace(name, never)]) {
    assert.match(
      await again(logo),
      /backers\[0\]\.logo of "The Poppy Project 1", ".*", is a stored logo, but none that this store has: put/,
    )
  }
  assert.deepEqual(await document(), shown)
})

for (const [what, logo, says] of [
  ['a file that is not there', 'logos/none.png', /is not there: look at the spelling/],
  ['a folder', 'logos', /cannot be read \(EISDIR\): it has to be a file/],
  ['a pipe that nobody writes into', 'pipe', /it has to be a file/],
  ['an SVG', 'logos/vector.png', /is an SVG, which can hold script: save it as PNG or WebP/],
  ['a text with the name of a picture', 'logos/text.png', /is no picture by its first bytes/],
  ['an empty file', 'logos/empty.png', /is no picture by its first bytes/],
  ['a picture of more than 64 KiB', 'logos/large.png', /weighs more than 64 KiB: save it smaller/],
  ['an absolute path', '/etc/hostname', /begins at the root of the disk/],
  ['an absolute path of Windows', 'C:\\logo.png', /begins at the root of the disk/],
  ['a path out of the folder', '../outside.png', /leaves the folder of the file/],
  ['a path in and out of it', 'logos/../../outside.png', /leaves the folder of the file/],
  ['the folder itself', '.', /leaves the folder of the file/],
  ['an address', 'https://poppy.example/logo.png', /is an address, and nothing is fetched/],
  ['a file address', 'file:///etc/hostname', /is an address, and nothing is fetched/],
  ['a picture in the text', 'data:image/png;base64,iVBORw0K', /is an address, and nothing is/],
] as const) {
  test(`${what} is no logo, and nothing is stored`, async (t) => {
    const { at, put, hasStore } = openFolder(t)
    writeFileSync(at('files/logos/vector.png'), '<?xml version="1.0"?><svg onload="alert(1)"/>')
    writeFileSync(at('files/logos/text.png'), 'Dear diary')
    writeFileSync(at('files/logos/empty.png'), '')
    writeFileSync(at('files/logos/large.png'), Buffer.concat([mark, Buffer.alloc(64 * 1024)]))
    writeFileSync(at('outside.png'), mark)
    if (logo === 'pipe') execFileSync('mkfifo', [at('files/pipe')])
    const { code, err } = await put('logos/poppy.png', logo)
    assert.equal(code, 1)
    assert.match(err, says)
    assert.match(err, /one thing is wrong:\n  backers\[1\]\.logo of "The Poppy Project 2", "/)
    assert.match(err, /Nothing was changed/)
    assert.equal(hasStore(), false)
  })
}

test('64 KiB are not too much, and a petition stays as it was when a logo is wrong', async (t) => {
  const { at, put, document } = openFolder(t)
  const whole = Buffer.concat([mark, Buffer.alloc(64 * 1024 - mark.length)])
  writeFileSync(at('files/logos/whole.png'), whole)
  assert.equal((await put('logos/whole.png')).code, 0)
  const before = await document()
  const { code, err } = await put('logos/poppy.png', 'logos/none.png', '/x')
  assert.equal(code, 1)
  assert.match(err, /2 things are wrong/)
  assert.deepEqual(await document(), before)
})

test('so many logos that pages could not read the petition are told of before', async (t) => {
  const { put, hasStore } = openFolder(t)
  const { code, err } = await put(...Array.from({ length: 400 }, () => 'logos/poppy.png'))
  assert.equal(code, 1)
  assert.match(err, /backers.*are too many with a logo/)
  assert.equal(hasStore(), false)
})
