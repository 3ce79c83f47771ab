import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { run as runCommand } from '../../src/command/run.ts'
import { pngMark } from '../support/picture.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { petition, type Finished } from './process.ts'

const url = 'https://sign.example.org'
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const withPartners = {
  ...petition,
  title: 'Keep the <library> open',
  fields: ['name', 'email', { name: 'country', preset: 'GB' }, 'comment?'],
  consents: [
    { id: 'updates', purpose: 'updates', controller: 'Us', text: 'Write to me' },
    {
      id: 'union',
      purpose: 'partner',
      controller: 'The union',
      text: 'May the union write to you?',
      mode: 'yes-no',
    },
  ],
  declarations: [{ id: 'member', text: 'I am a member', purpose: 'Only members count' }],
  partners: [
    {
      id: 'friends',
      name: 'Friends',
      origins: ['https://friends.example', 'https://www.friends.example'],
    },
    { id: 'leaflet', name: 'A leaflet' },
  ],
  translations: {},
}

interface Printed {
  html: string
  css: string
  reserve: { from: number; height: number }[]
  policies: { origins: string; nonce: string } | null
  pinned: { url: string; integrity: string; html: string } | null
  notes: string[]
}

/** The command in this process: none of these calls needs one of its own. */
async function open(t: TestContext, changes: object = {}) {
  const folder = tempFolder()
  t.after(folder.remove)
  const data = join(folder.path, 'data')
  const run = async (...words: string[]): Promise<Finished> => {
    const said = { out: '', err: '' }
    const code = await runCommand([...words, '--data', data], {
      out: async (text) => void (said.out += text),
      err: async (text) => void (said.err += text),
      env: {},
      now: Date.now,
    })
    return { code, ...said, json: () => JSON.parse(said.out) as unknown }
  }
  const file = join(folder.path, 'p.json')
  writeFileSync(file, JSON.stringify({ ...withPartners, ...changes }))
  writeFileSync(join(folder.path, 'mark.png'), pngMark())
  const put = await run('petition', 'put', file)
  assert.equal(put.code, 0, put.err)
  // As `serve` keeps it: what is served is hashed, not what a later build made.
  const scripts = join(data, 'scripts')
  mkdirSync(scripts)
  for (const name of ['undersigned.js', 'undersigned.classic.js', 'embed.js'])
    writeFileSync(join(scripts, name.replace(/^\w+/, `$&-${version}`)), `served ${name}`)
  const asked = (...words: string[]) => run('snippet', 'keep-the-library', ...words)
  const json = async (...words: string[]) => {
    const finished = await asked('--public-url', url, '--json', ...words)
    assert.equal(finished.code, 0, finished.err)
    return finished.json() as Printed
  }
  return { run, asked, json }
}

const hashOf = (text: string) => `sha384-${createHash('sha384').update(text).digest('base64')}`

test('prints the tag and all that belongs to it', async (t) => {
  const { json, asked } = await open(t)
  const { html, css, reserve, policies, pinned, notes } = await json(
    '--partner',
    'friends',
    '--lang',
    'cy',
  )
  assert.equal(
    html,
    `<script type="module" src="${url}/undersigned.js"></script>
<undersigned-petition petition="keep-the-library" endpoint="${url}" partner="friends" lang="cy">
  <a href="${url}/p/keep-the-library?lang=cy&#38;partner=friends">Llofnodi’r ddeiseb: <span lang="en">Keep the &#60;library&#62; open</span></a>
</undersigned-petition>`,
  )
  assert.deepEqual(
    reserve.map(({ from }) => from),
    [0, 560, 880],
  )
  assert.ok(reserve.every(({ height }, i) => i === 0 || height <= (reserve[i - 1]?.height ?? 0)))
  for (const { height } of reserve)
    assert.ok(css.includes(`min-block-size: var(--undersigned-reserve, ${height}px)`))
  // The two of the contract.
  const rest = `connect-src ${url}; require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'`
  assert.deepEqual(policies, {
    origins: `default-src 'none'; script-src ${url}; ${rest}`,
    nonce: `default-src 'none'; script-src 'nonce-…' 'strict-dynamic'; ${rest}`,
  })
  const integrity = hashOf('served undersigned.js')
  assert.equal(pinned?.url, `${url}/undersigned-${version}.js`)
  assert.equal(pinned.integrity, integrity)
  assert.equal(
    pinned.html.split('\n')[0],
    `<script type="module" src="${url}/undersigned-${version}.js" integrity="${integrity}" crossorigin="anonymous"></script>`,
  )
  assert.deepEqual(notes, [
    'It works on pages of https://friends.example, https://www.friends.example, as "keep-the-library" lists them.',
  ])

  const { out } = await asked('--public-url', url, '--partner', 'friends', '--lang', 'cy')
  for (const part of [html, css, policies?.origins, policies?.nonce, integrity, ...notes])
    assert.ok(part && out.includes(part), part)
})

test('prints the classic script, the frame and the link', async (t) => {
  const { json } = await open(t)
  const classic = await json('--kind', 'classic')
  assert.match(
    classic.html,
    /^<script defer src="https:\/\/sign\.example\.org\/undersigned\.classic\.js"><\/script>\n<undersigned-petition petition="keep-the-library" endpoint="https:\/\/sign\.example\.org">\n/,
  )
  assert.equal(classic.pinned?.url, `${url}/undersigned-${version}.classic.js`)
  assert.equal(classic.pinned.integrity, hashOf('served undersigned.classic.js'))

  const frame = await json('--kind', 'iframe', '--partner', 'friends')
  assert.equal(
    frame.html,
    `<iframe data-undersigned-embed src="${url}/embed/keep-the-library?partner=friends&#38;origin=https%3A%2F%2Ffriends.example" title="Keep the &#60;library&#62; open" width="100%" loading="lazy" allow="clipboard-write; web-share"></iframe>
<script async src="${url}/embed.js"></script>`,
  )
  assert.match(
    frame.css,
    /^iframe\[data-undersigned-embed\] \{ border: 0; inline-size: 100%; block-size: \d+px \}\n@media \(min-width: 560px\)/,
  )
  assert.deepEqual(frame.policies, {
    origins: `default-src 'none'; script-src ${url}; frame-src ${url}`,
    nonce: `default-src 'none'; script-src 'nonce-…' 'strict-dynamic'; frame-src ${url}`,
  })
  assert.equal(frame.pinned?.integrity, hashOf('served embed.js'))

  const link = await json('--kind', 'link', '--partner', 'leaflet')
  assert.equal(
    link.html,
    `<a href="${url}/p/keep-the-library?partner=leaflet">Sign the petition: Keep the &#60;library&#62; open</a>`,
  )
  assert.deepEqual(
    [link.css, link.reserve, link.policies, link.pinned, link.notes],
    ['', [], null, null, []],
  )
})

test('prints a form that needs no script, with the names of the protocol', async (t) => {
  const { json, run } = await open(t)
  const { html, css, policies, pinned } = await json(
    '--kind',
    'form',
    '--partner',
    'friends',
    '--lang',
    'de',
  )
  const { revision } = (await run('petition', 'show', 'keep-the-library', '--json')).json() as {
    revision: string
  }
  assert.match(
    html,
    /^<undersigned-petition petition="keep-the-library" endpoint="https:\/\/sign\.example\.org" partner="friends" lang="de">\n<form method="post" action="https:\/\/sign\.example\.org\/p\/keep-the-library\?lang=de" accept-charset="utf-8">\n/,
  )
  assert.match(html, /<\/form>\n<\/undersigned-petition>$/)
  const names = [...html.matchAll(/ name="([^"]+)"/g)].map(([, name]) => name)
  assert.deepEqual(names, [
    'name',
    'email',
    'country',
    'comment',
    'declarations.member',
    'consents.updates',
    'consents.union',
    'consents.union',
    'shown',
    'locale',
    'partner',
  ])
  assert.ok(html.includes(`name="shown" value="${revision}"`))
  assert.ok(html.includes('name="locale" value="de"'))
  assert.match(html, /<option value="GB" selected/)
  assert.ok(!/ checked|<script| on\w+=| style=/.test(html), 'nothing ticked, nothing inline')
  assert.match(html, /<a href="https:\/\/friends\.example\/privacy">Datenschutzerklärung<\/a>/)
  assert.equal(css, '')
  assert.equal(pinned, null)
  assert.deepEqual(policies, {
    origins: `default-src 'none'; form-action ${url}`,
    nonce: `default-src 'none'; form-action ${url}`,
  })
})

test('names what cannot be, with the nearest that can', async (t) => {
  const { asked, run } = await open(t)
  const wrong: [string[], number, RegExp][] = [
    [['--partner', 'freinds'], 1, /lists no partner "freinds"\.\nDid you mean "friends"\?/],
    [['--partner', 'x'], 1, /It lists: friends, leaflet\./],
    [['--kind', 'ifram'], 2, /no kind "ifram"\.\nDid you mean "iframe"\?/],
    [['--kind', 'popup'], 2, /There are: module, classic, iframe, link, form\./],
    [['--lang', 'klingon'], 2, /no words in "klingon"\.\nThere are: en ar bg/],
    [['--public-url', 'sign.example.org'], 2, /--public-url must be a URL/],
  ]
  for (const [words, code, expected] of wrong) {
    const finished = await asked(...words)
    assert.equal(finished.code, code, finished.err)
    assert.match(finished.err, expected)
    assert.equal(finished.out, '')
  }
  const unknown = await run('snippet', 'keep-the-libary')
  assert.match(unknown.err, /no petition "keep-the-libary"\.\nDid you mean "keep-the-library"\?/)
})

test('says what would keep it from working', async (t) => {
  const { asked, json } = await open(t)
  const alone = await asked()
  assert.match(alone.out, /src="http:\/\/localhost:8787\/undersigned\.js"/)
  assert.match(alone.out, /Give the one that people reach: --public-url https:/)
  const { notes } = await json('--partner', 'leaflet')
  assert.match(notes.join(), /No page of "leaflet" can send signatures yet: add its "origins"/)
})

test('a page may load pictures from the endpoint where the petition has logos, and there alone', async (t) => {
  const backer = { name: 'Friends', kind: 'charity' }
  const policy = async (backers: object[], kind: string) => {
    const { json } = await open(t, { backers })
    return (await json('--kind', kind)).policies
  }
  const withLogo = [backer, { ...backer, logo: 'mark.png' }]
  for (const kind of ['module', 'classic']) {
    const allowed = await policy(withLogo, kind)
    for (const one of [allowed?.origins, allowed?.nonce])
      assert.match(one ?? '', /connect-src [^;]*; img-src https:\/\/sign\.example\.org; require/)
  }
  // A frame has a policy of its own.
  assert.doesNotMatch((await policy(withLogo, 'iframe'))?.origins ?? 'img-src', /img-src/)
  assert.doesNotMatch((await policy([backer], 'module'))?.origins ?? 'img-src', /img-src/)
})
