import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attributesOf, logIn, petitionId, post, publish, visit, world } from './world.ts'

const isFull = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full'

test('WordPress: the shortcodes and the address alone show the petition to visitors, and a link without JavaScript', async (t) => {
  const page = await visit(t, `${world.wordpress.url}/petition-as-shortcode/`)
  assert.equal((await attributesOf(page, 'undersigned-petition'))['heading-level'], '3')
  assert.equal((await attributesOf(page, 'undersigned-tally'))['variant'], 'bar')
  assert.equal(await page.locator('script[src*="undersigned"]').count(), 1, 'one script for both')
  const style = await page
    .locator('undersigned-tally')
    .evaluate((element) => getComputedStyle(element).minBlockSize)
  assert.ok(parseFloat(style) > 80, 'room for the tally with its bar')

  const alone = await visit(t, `${world.wordpress.url}/petition-as-address/`)
  assert.equal((await attributesOf(alone, 'undersigned-petition'))['petition'], petitionId)
  assert.equal(await alone.locator('iframe').count(), 0)

  const plain = await world.browser.newContext({ javaScriptEnabled: false })
  t.after(() => plain.close())
  const still = await plain.newPage()
  for (const name of ['petition-as-block', 'petition-as-shortcode', 'petition-as-address']) {
    await still.goto(`${world.wordpress.url}/${name}/`)
    const link = still.locator('undersigned-petition a')
    assert.equal(
      await link.getAttribute('href'),
      `${world.backend.url}/p/${petitionId}?partner=poppy-project`,
    )
  }
  const feed = await post('[undersigned petition="keep-the-trafficking-unit"]', 'In the feed')
  const xml = await (await fetch(`${world.wordpress.url}/feed/`)).text()
  assert.ok(feed && xml.includes(`${world.backend.url}/p/${petitionId}`))
  assert.ok(!xml.includes('<undersigned-petition'))
})

test('WordPress: an author who may not write HTML can use block, shortcode and address', async (t) => {
  const context = await logIn(t, 'author')
  const url = await publish(
    context,
    `<!-- wp:undersigned/petition {"petition":"${petitionId}","theme":"dark"} /-->
       <!-- wp:undersigned/tally {"petition":"${petitionId}","variant":"number"} /-->
       <!-- wp:shortcode -->[undersigned petition="${petitionId}" load="click"]<!-- /wp:shortcode -->
       <!-- wp:embed {"url":"${world.backend.url}/p/${petitionId}"} --><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">
${world.backend.url}/p/${petitionId}
</div></figure><!-- /wp:embed -->
       <!-- wp:html --><script>window.isAuthors = true</script><undersigned-tally petition="x"></undersigned-tally><!-- /wp:html -->`,
  )
  const page = await visit(t, url)
  assert.equal(await page.evaluate('window.isAuthors'), undefined, 'the author may write no HTML')
  assert.equal(await page.locator('undersigned-petition').count(), 3)
  assert.equal(await page.locator('undersigned-petition[theme="dark"]').count(), 1)
  assert.equal(await page.locator('undersigned-petition[load="click"]').count(), 1)
  assert.equal(await page.locator('undersigned-tally').count(), 1)

  const settings = await context.request.get(
    `${world.wordpress.url}/wp-admin/options-general.php?page=undersigned`,
  )
  assert.equal(settings.status(), 403, 'nor decide where signatures go')
})

test('WordPress: what is wrong in a shortcode is told to those who can edit the page, and to nobody else', async (t) => {
  const wrong: Record<string, RegExp> = {
    [`[undersigned petition="${petitionId}" headinglevle="3"]`]: /Did you mean heading-level\?/,
    [`[undersigned petition="${petitionId}" theme="drak"]`]: /Did you mean dark\?/,
    [`[undersigned petition="${petitionId}" fields="name emial"]`]: /Did you mean email\?/,
    [`[undersigned petition="${petitionId}" endpoint="https://elsewhere.example"]`]:
      /endpoint is no attribute of the shortcode: it is set for the whole site/,
    [`[undersigned ${petitionId}]`]: /Did you mean petition="keep-the-trafficking-unit"\?/,
    '[undersigned petition="Keep The Unit"]': /Did you mean keep-the-unit\?/,
    '[undersigned]': /it has no name/,
    [`[undersigned_tally petition="${petitionId}" partner="x"]`]:
      /there is no attribute partner; known are petition/,
  }
  const url = await post(Object.keys(wrong).join('\n\n'), 'Mistakes')
  const notes = '.undersigned-note'
  const visitor = await visit(t, url)
  assert.equal(await visitor.locator(notes).count(), 0)
  const admin = await (await logIn(t, 'admin')).newPage()
  await admin.goto(url)
  const said = await admin.locator(notes).allTextContents()
  for (const [shortcode, pattern] of Object.entries(wrong))
    assert.ok(
      said.some((note) => pattern.test(note)),
      `${shortcode}\n${said.join('\n')}`,
    )
  for (const page of [visitor, admin])
    assert.equal(
      await page.locator(`[endpoint]:not([endpoint="${world.backend.url}"])`).count(),
      0,
      'no author sends people’s names elsewhere',
    )

  // Forgiven: other spellings of a name, other quotation marks, the whole address.
  const forgiven = await visit(
    t,
    await post(
      `[undersigned petition=”${petitionId}” headingLevel="3" announce-tally]
[undersigned_tally petition="${world.backend.url}/p/${petitionId}/"]`,
      'Forgiven',
    ),
  )
  const attributes = await attributesOf(forgiven, 'undersigned-petition')
  assert.equal(attributes['petition'], petitionId)
  assert.equal(attributes['heading-level'], '3')
  assert.equal(attributes['announce-tally'], '')
  assert.equal((await attributesOf(forgiven, 'undersigned-tally'))['petition'], petitionId)
})

test('WordPress: nothing that an author writes becomes another attribute, another element or a script', async (t) => {
  const hostile = [
    '\'"><img src=x onerror="window.ran=1">',
    'x" onfocus="window.ran=1" autofocus="',
    "x' onclick='window.ran=1",
    'javascript:window.ran=1',
    '</undersigned-petition><script>window.ran=1</script>',
    '&quot; onmouseover=&quot;window.ran=1',
    '\u0000\u202e"onload=window.ran=1',
  ]
  const names = ['partner', 'fields', 'goal', 'lang', 'shareUrl', 'theme', 'petition']
  const blocks = names.flatMap((name) =>
    hostile.flatMap((value) => [
      // As the editor writes it, and as it stands in a shortcode.
      `<!-- wp:undersigned/petition ${JSON.stringify({ petition: petitionId, [name]: value })} /-->`,
      `[undersigned petition="${petitionId}" ${name.toLowerCase()}='${value.replaceAll("'", '’')}']`,
    ]),
  )
  const url = await publish(await logIn(t, 'author'), blocks.join('\n\n'))
  const page = await world.browser.newPage()
  t.after(() => page.close())
  // What WordPress wrote is looked at; what the element makes of strange values is shown by its own tests.
  await page.route(`${world.backend.url}/**`, (route) => route.abort())
  await page.goto(url)
  const found = await page.evaluate(() => ({
    ran: (window as { ran?: unknown }).ran,
    elements: document.querySelectorAll('undersigned-petition').length,
    names: [...document.querySelectorAll('undersigned-petition')].flatMap((element) =>
      element.getAttributeNames(),
    ),
    images: document.querySelectorAll('img[src="x"]').length,
    links: [...document.links].filter(({ protocol }) => protocol === 'javascript:').length,
    shares: [...document.querySelectorAll('[share-url]')].map((element) =>
      element.getAttribute('share-url'),
    ),
  }))
  assert.equal(found.ran, undefined)
  assert.equal(found.images + found.links, 0)
  // All but those whose petition has no name to be found by.
  assert.ok(found.elements > 70, `${found.elements} elements`)
  for (const name of found.names) assert.match(name, known)
  for (const address of found.shares) assert.doesNotMatch(address ?? '', /^javascript:/)
})
const known = /^(endpoint|petition|partner|fields|goal|lang|share-url|theme|class)$/

test('WordPress: the Embed block previews an address by the endpoint, or by the plugin where PHP cannot reach it', async () => {
  const { backend, wordpress } = world
  assert.deepEqual(asked(), [], 'no page so far was shown by asking somebody')
  const preview = async (before: string) =>
    wordpress.php(`${before}
      $request = new WP_REST_Request( 'GET', '/oembed/1.0/proxy' );
      $request->set_query_params( array( 'url' => '${backend.url}/p/${petitionId}' ) );
      echo rest_do_request( $request )->get_data()->html;`)
  // WordPress asks no unusual port by itself.
  const own = await preview('')
  assert.match(own, /^<div><undersigned-petition [^]*<a href/)
  const port = new URL(backend.url).port
  const theirs = await preview(
    `add_filter( 'http_allowed_safe_ports', function () { return array( ${port} ); } );`,
  )
  assert.match(theirs, new RegExp(`<iframe[^>]+src="${backend.url}/embed/${petitionId}`))
  assert.ok(asked().every((url) => url.startsWith(`${backend.url}/oembed?`)))
})

test(
  'WordPress: the form stands in older themes too',
  { skip: isFull ? false : 'three themes are for the long suite' },
  async (t) => {
    const themes = (
      await world.wordpress.php(`echo implode( ' ', array_keys( wp_get_themes() ) );`)
    ).split(' ')
    const active = await world.wordpress.php(`echo get_stylesheet();`)
    for (const theme of themes.filter((name) => name !== active)) {
      await world.wordpress.php(`switch_theme( '${theme}' );`)
      for (const width of [320, 960]) {
        const page = await visit(t, `${world.wordpress.url}/petition-as-shortcode/`, width)
        const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
        assert.equal(overflow, 0, `${theme} at ${width} px`)
        assert.equal(
          await page.locator('head #undersigned-reserve-inline-css').count(),
          1,
          `${theme} has the reserve before the content`,
        )
      }
    }
    await world.wordpress.php(`switch_theme( '${active}' );`)
  },
)

/** Whom WordPress has asked so far; by itself, it asks for its updates. */
function asked(): string[] {
  return world.wordpress.asked().filter((url) => !/^https?:\/\/api\.wordpress\.org\//.test(url))
}
