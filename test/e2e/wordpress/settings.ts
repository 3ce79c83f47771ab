import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { attributesOf, changeSettings, logIn, visit, world } from './world.ts'

test('WordPress: the settings say what is wrong with them and what was probably meant', async (t) => {
  const { request } = await logIn(t, 'admin')
  const address = `${world.wordpress.url}/wp-admin/options-general.php?page=undersigned`
  const form = await (await request.get(address)).text()
  const [, nonce = ''] = /name="_wpnonce" value="(\w+)"/.exec(form) ?? []
  const fieldsOf = (values: Record<string, string>) =>
    Object.fromEntries(
      Object.entries({ endpoint: world.backend.url, partner: 'poppy-project', ...values }).map(
        ([name, value]) => [`undersigned[${name}]`, value],
      ),
    )
  const save = async (values: Record<string, string>, _wpnonce = nonce) =>
    request.post(`${world.wordpress.url}/wp-admin/options.php`, {
      form: {
        option_page: 'undersigned',
        action: 'update',
        _wp_http_referer: address,
        _wpnonce,
        ...fieldsOf(values),
      },
    })
  const wrong: [Record<string, string>, RegExp][] = [
    [{ endpoint: 'sign.example.org' }, /Did you mean https:\/\/sign\.example\.org\?/],
    [{ endpoint: 'http://sign.example.org/' }, /Did you mean https:\/\/sign\.example\.org\?/],
    [{ endpoint: 'htps:/sign.example.org' }, /Did you mean https:\/\/sign\.example\.org\?/],
    [{ endpoint: 'localhost:8787' }, /Did you mean http:\/\/localhost:8787\?/],
    [
      { endpoint: 'https://sign.example.org/p/some-petition' },
      /Did you mean https:\/\/sign\.example\.org\?/,
    ],
    [{ endpoint: 'https://me:secret@sign.example.org' }, /more in it than the address/],
    [{ endpoint: 'javascript:alert(1)' }, /not an address that begins with https/],
    [{ partner: 'The Poppy Project' }, /Did you mean the-poppy-project\?/],
    [{ script: 'pinned', script_url: '' }, /give its address too/],
    [{ script_url: 'sign.example.org/undersigned-0.1.0.js' }, /Did you mean https:\/\/sign/],
    [{ integrity: 'sha384-abc' }, /there are 3 characters instead of 64/],
    [
      { script_url: `${world.backend.url}/undersigned.js`, integrity: `sha256-${'A'.repeat(43)}=` },
      /changes with each release/,
    ],
  ]
  const before = await world.wordpress.php(`echo json_encode( get_option( 'undersigned' ) );`)
  for (const [values, pattern] of wrong) {
    const [, said = ''] =
      /id=["']setting-error-undersigned[^>]*>(.*?)<\/div>/s.exec(
        await (await save(values)).text(),
      ) ?? []
    assert.match(said, pattern, JSON.stringify(values))
  }
  const stored = await world.wordpress.php(`echo json_encode( get_option( 'undersigned' ) );`)
  for (const name of ['endpoint', 'partner'])
    assert.equal(JSON.parse(stored)[name], JSON.parse(before)[name], 'what was refused is not kept')
  assert.match(await (await save({})).text(), /Settings saved/)
  // Without the nonce of the page, WordPress refuses what another site would send.
  const forged = await save({ endpoint: 'https://elsewhere.example' }, 'forged')
  assert.equal(forged.status(), 403)
})

test('WordPress: the script comes from the endpoint, in one version with its hash, or from the plugin', async (t) => {
  const address = `${world.wordpress.url}/petition-as-block/`
  const tagOf = async (): Promise<Record<string, string>> => {
    const page = await visit(t, address)
    return attributesOf(page, 'script[id^="undersigned-js"]')
  }
  const plain = await tagOf()
  assert.equal(plain['src'], `${world.backend.url}/undersigned.js`)
  assert.equal(plain['type'], 'module')

  const file = await (await fetch(`${world.backend.url}/undersigned.js`)).arrayBuffer()
  const hash = Buffer.from(await crypto.subtle.digest('SHA-384', file)).toString('base64')
  const admin = await (await logIn(t, 'admin')).newPage()
  await admin.goto(`${world.wordpress.url}/wp-admin/options-general.php?page=undersigned`)
  await admin.getByLabel('one version').check()
  await admin
    .getByLabel('Address of that version')
    .fill(
      `<script type="module" src="${world.backend.url}/undersigned-0.1.0.js" integrity="sha384-${hash}" crossorigin></script>`,
    )
  await admin.locator('#submit').click()
  const pinned = await tagOf()
  assert.equal(pinned['src'], `${world.backend.url}/undersigned-0.1.0.js`)
  assert.equal(pinned['integrity'], `sha384-${hash}`)
  assert.equal(pinned['crossorigin'], 'anonymous')

  // Refused by the browser, so the form never comes, and the link is there.
  await changeSettings({ integrity: `sha384-${hash.replace(/^.{4}/, 'AAAA')}` })
  const refused = await visit(t, address, 960, false)
  await refused.waitForLoadState('load')
  assert.equal(await refused.locator('undersigned-petition > a').isVisible(), true)

  await changeSettings({ script: 'bundled' })
  const bundled = await tagOf()
  assert.ok(
    bundled['src']?.startsWith(`${world.wordpress.url}/wp-content/plugins/undersigned/script/`),
  )

  await changeSettings({ script: 'endpoint', classic: true })
  const classic = await (await fetch(address)).text()
  assert.match(
    classic,
    new RegExp(`<script src="${world.backend.url}/undersigned\\.classic\\.js"[^>]*\\sdefer`),
  )
  if (existsSync('dist/undersigned.classic.js')) assert.equal((await tagOf())['type'], undefined)
  await changeSettings({ classic: false })
})

test('WordPress: PHP has nothing to complain about, and keeps nothing of the plugin when it goes', async () => {
  assert.equal(world.wordpress.notices(), '')
  const left = await world.wordpress.php(`
      deactivate_plugins( 'undersigned/undersigned.php' );
      uninstall_plugin( 'undersigned/undersigned.php' );
      global $wpdb;
      echo $wpdb->get_var( "SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE '%undersigned%'" );`)
  assert.equal(left, '0')
})
