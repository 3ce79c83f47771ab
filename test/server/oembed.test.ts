import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { openBackend, publicUrl } from './backend.ts'

const page = `${publicUrl}/p/keep-the-unit`

async function open(t: TestContext) {
  const backend = await openBackend(t)
  await backend.put({ title: 'Keep "the" <unit>' })
  const ask = (asked: Record<string, string>) =>
    backend.ask(`/oembed?${new URLSearchParams(asked).toString()}`)
  const answer = async (asked: Record<string, string>) =>
    (await (await ask(asked)).json()) as Record<string, string | number>
  return { backend, ask, answer }
}

test('says what to show for a petition’s page', async (t) => {
  const { answer } = await open(t)
  const { html, height, ...rest } = await answer({ url: page })
  assert.deepEqual(rest, {
    version: '1.0',
    type: 'rich',
    title: 'Keep "the" <unit>',
    author_name: 'Mary Honeyball',
    provider_name: 'sign.example.org',
    provider_url: publicUrl,
    cache_age: 3600,
    width: 640,
  })
  assert.ok(Number(height) > 600 && Number(height) < 2000, `${height}`)
  assert.equal(
    html,
    `<iframe data-undersigned-embed src="${publicUrl}/embed/keep-the-unit" title="Keep &#34;the&#34; &#60;unit&#62;" width="640" height="${height}" loading="lazy" allow="clipboard-write; web-share"></iframe>\n` +
      `<script async src="${publicUrl}/embed.js"></script>`,
  )
})

test('keeps to the width and the height that there is', async (t) => {
  const { answer } = await open(t)
  const narrow = await answer({ url: page, maxwidth: '320', maxheight: '400' })
  assert.deepEqual([narrow['width'], narrow['height']], [320, 400])
  assert.match(String(narrow['html']), / width="320" height="400" /)
  const wide = await answer({ url: page, maxwidth: '2000' })
  const free = await answer({ url: page })
  assert.deepEqual([wide['width'], wide['height']], [640, free['height']])
  assert.ok(
    Number((await answer({ url: page, maxwidth: '320' }))['height']) > Number(free['height']),
  )
})

test('finds its way by the discovery link of the page, in its language', async (t) => {
  const { backend } = await open(t)
  for (const [asked, lang] of [
    ['', undefined],
    ['?lang=de', 'de'],
  ] as const) {
    const text = (await (await backend.ask(`/p/keep-the-unit${asked}`)).text()).replace(/\s+/g, ' ')
    const found =
      /<link rel="alternate" type="application\/json\+oembed" href="([^"]+)" title="Keep &#34;the&#34; &#60;unit&#62;" \/>/.exec(
        text,
      )?.[1] ?? ''
    assert.ok(found.startsWith(publicUrl))
    const response = await backend.ask(found.slice(publicUrl.length).replaceAll('&#38;', '&'))
    assert.equal(response.status, 200)
    const { html } = (await response.json()) as { html: string }
    assert.equal(/\?lang=(\w+)"/.exec(html)?.[1], lang)
  }
})

test('credits the partner that the address names, and takes no origin for it', async (t) => {
  const { backend, answer } = await open(t)
  const frame = async (asked: string) =>
    / src="([^"]+)"/.exec(String((await answer({ url: `${page}${asked}` }))['html']))?.[1]
  const embed = `${publicUrl}/embed/keep-the-unit`
  assert.equal(await frame('?partner=poppy-project'), `${embed}?partner=poppy-project`)
  assert.equal(
    await frame('?lang=de&partner=poppy-project'),
    `${embed}?lang=de&#38;partner=poppy-project`,
  )
  for (const nobody of ['?partner=nobody', '?partner=', '?partner=POPPY-PROJECT'])
    assert.equal(await frame(nobody), embed, nobody)

  const found = await backend.ask('/p/keep-the-unit?partner=poppy-project')
  const link = /href="([^"]+\/oembed\?[^"]+)"/.exec(await found.text())?.[1] ?? ''
  const response = await backend.ask(link.slice(publicUrl.length))
  const { html } = (await response.json()) as { html: string }
  assert.match(html, /\/embed\/keep-the-unit\?partner=poppy-project"/)
})

test('takes the addresses of petitions here, and no others', async (t) => {
  const { ask } = await open(t)
  for (const url of [`${page}/`, `${page}?utm_source=x`, `${page}#sign`])
    assert.equal((await ask({ url })).status, 200, url)
  for (const url of [
    `${publicUrl}/p/nothing`,
    `${publicUrl}/`,
    `${publicUrl}/confirm/aaaa`,
    `${publicUrl}/p/keep-the-unit/sent`,
    'https://sign.example.org.evil.example/p/keep-the-unit',
    'http://sign.example.org/p/keep-the-unit',
    'https://evil.example/p/keep-the-unit',
    'keep-the-unit',
    'javascript:alert(1)',
  ]) {
    const response = await ask({ url })
    assert.equal(response.status, 404, url)
    assert.match(await response.text(), /no-petition/)
  }
})

test('says what is wrong with a question', async (t) => {
  const { ask } = await open(t)
  const missing = await ask({})
  assert.equal(missing.status, 400)
  assert.match(await missing.text(), /Say which page: \?url=https:\/\/sign\.example\.org\/p\//)
  for (const maxwidth of ['wide', '-1', '0', '1.5', '1e3'])
    assert.match(
      await (await ask({ url: page, maxwidth })).text(),
      /maxwidth is a whole number of pixels/,
    )
  for (const format of ['xml', 'XML', 'yaml']) {
    const other = await ask({ url: page, format })
    assert.equal(other.status, 501)
    assert.match(await other.text(), /ask for json/)
  }
  assert.equal((await ask({ url: page, format: 'json' })).status, 200)
})
