import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test, type TestContext } from 'node:test'
import { logoPath, parseLogoName, readLogo } from '../../src/server/logo.ts'
import { beginnings, pngMark } from '../support/picture.ts'
import { openBackend, openPetition, partnerOrigin, publicUrl } from './backend.ts'

/** A picture that there is, as `petition put` reads it. */
function stored(bytes: Uint8Array) {
  const read = readLogo(bytes)
  assert.ok(read)
  return { ...read, path: logoPath(openPetition.id, read.name) ?? '' }
}

const blue = stored(pngMark())
const backer = { name: 'Friends of the unit', kind: 'charity' }

async function withLogo(t: TestContext, logo = blue.name) {
  const backend = await openBackend(t)
  await backend.put({ backers: [{ ...backer, logo }] }, { logos: [blue.logo] })
  return backend
}

test('a picture is known by its first bytes alone', () => {
  for (const [kind, bytes] of Object.entries(beginnings))
    assert.equal(readLogo(bytes)?.logo.kind, kind)
  assert.equal(blue.logo.kind, 'png')
  const avis = Buffer.from('\0\0\0\x14ftypavis\0\0\0\0avif', 'latin1')
  assert.equal(readLogo(avis)?.logo.kind, 'avif')
  for (const other of [
    '',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '\x89PNG',
    'RIFF\0\0\0\0WAVE',
    '\0\0\0\x18ftypheic\0\0\0\0mif1heic',
    // A brand behind the box is none, and neither is the version of the first.
    '\0\0\0\x10ftypmp42\0\0\0\0avif',
    '\0\0\0\x14ftypmp42avifmp42',
    'GIF88a',
    'BM',
  ])
    assert.equal(readLogo(Buffer.from(other, 'latin1')), undefined, other)
})

test('a logo goes by the SHA-256 of its bytes, and by one name only', () => {
  const hash = createHash('sha256').update(pngMark()).digest()
  assert.equal(blue.name, `${hash.toString('base64url')}.png`)
  assert.deepEqual(parseLogoName(blue.name), { hash: new Uint8Array(hash), kind: 'png' })
  const zeros = 'A'.repeat(43)
  assert.ok(parseLogoName(`${zeros}.png`))
  assert.equal(parseLogoName(`${zeros.slice(0, -1)}B.png`), undefined)
  for (const other of ['logos/poppy.png', 'https://x.example/a.png', `${zeros}.svg`, undefined])
    assert.equal(parseLogoName(other), undefined)
})

test('the document has the whole address of a logo, and it answers with the picture', async (t) => {
  const backend = await withLogo(t)
  const document = (await (await backend.ask('/v1/petitions/keep-the-unit')).json()) as {
    backers: { logo: string }[]
  }
  assert.deepEqual(document.backers, [{ ...backer, logo: `${publicUrl}${blue.path}` }])
  const answer = await backend.ask(blue.path)
  assert.equal(answer.status, 200)
  assert.deepEqual(new Uint8Array(await answer.arrayBuffer()), pngMark())

  const etag = answer.headers.get('etag') ?? ''
  const known = await backend.ask(blue.path, { headers: { 'if-none-match': etag } })
  assert.equal(known.status, 304)
  assert.equal(await known.text(), '')
})

test('a page that holds an older text is told the addresses too', async (t) => {
  const backend = await withLogo(t)
  const stale = await backend.sign({ shown: 'else' })
  assert.equal(stale.status, 409)
  const { petition } = (await stale.json()) as { petition: { backers: { logo: string }[] } }
  assert.equal(petition.backers[0]?.logo, `${publicUrl}${blue.path}`)
})

test('what was written as a logo before logos were stored is left out', async (t) => {
  const backend = await withLogo(t, 'logos/poppy.png')
  const document = (await (await backend.ask('/v1/petitions/keep-the-unit')).json()) as {
    backers: object[]
  }
  assert.deepEqual(document.backers, [backer])
  assert.doesNotMatch(await (await backend.ask('/p/keep-the-unit')).text(), /<img/)
})

test('a logo stays at its address when the petition goes on without it', async (t) => {
  const backend = await withLogo(t)
  await backend.put({ backers: [backer] })
  assert.equal((await backend.ask(blue.path)).status, 200)
})

test('there is no logo of another petition, of another kind, or of another name', async (t) => {
  const backend = await withLogo(t)
  await backend.put({ id: 'another' })
  const codeAt = async (path: string) => {
    const answer = await backend.ask(path)
    return [answer.status, ((await answer.json()) as { code: string }).code]
  }
  const red = stored(pngMark([179, 38, 30]))
  assert.deepEqual(await codeAt(red.path), [404, 'no-route'])
  assert.deepEqual(await codeAt(blue.path.replace('.png', '.gif')), [404, 'no-route'])
  assert.deepEqual(await codeAt(blue.path.replace(/\.png$/, '')), [404, 'no-route'])
  assert.deepEqual(await codeAt(blue.path.replace('keep-the-unit', 'another')), [404, 'no-route'])
  assert.deepEqual(await codeAt(blue.path.replace('keep-the-unit', 'none')), [404, 'no-petition'])
})

test('the petition’s own page shows the logo beside the name, and nobody without one moves', async (t) => {
  const backend = await openBackend(t)
  const plain = { name: 'A shop', kind: 'company' }
  await backend.put(
    { backers: [{ ...backer, logo: blue.name }, { name: 'Others', kind: 'charity' }, plain] },
    { logos: [blue.logo] },
  )
  const page = (await (await backend.ask('/p/keep-the-unit')).text()).replace(/\s+/g, ' ')
  const [picture, ...more] = page.match(/<img [^>]*>/g) ?? []
  assert.deepEqual(more, [])
  assert.ok(picture?.includes(`src="${blue.path}" alt="" loading="lazy"`))
  // The place of its own group, kept free too where there is no logo; none in a group without logos.
  assert.equal(page.match(/<span class="logo">/g)?.length, 2)
  assert.doesNotMatch(page, /<[^>]* style=/)
})

test('a frame may load pictures only where its form shows some', async (t) => {
  const backend = await withLogo(t)
  const form = `/embed/keep-the-unit?origin=${encodeURIComponent(partnerOrigin)}`
  const policy = async (path: string) =>
    (await backend.ask(path)).headers.get('content-security-policy') ?? ''
  assert.match(await policy(form), /; img-src 'self';/)
  assert.doesNotMatch(await policy('/embed/keep-the-unit'), /img-src/)
  await backend.put({ backers: [backer] })
  assert.doesNotMatch(await policy(form), /img-src/)
})
