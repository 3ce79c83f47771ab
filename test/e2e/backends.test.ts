import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Page } from 'playwright-core'
import { actionkit } from '../adapters/stand-ins/actionkit.ts'
import { homeMade } from '../adapters/stand-ins/home-made.ts'
import { actionPage, proca } from '../adapters/stand-ins/proca.ts'
import { pairsOf, standIn, type StandIn } from '../adapters/stand-ins/stand-in.ts'
import { missing } from '../support/engines.ts'
import { launchFirefox, openChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { page as bare } from '../support/snippet.ts'
import { openBackend } from '../support/world.ts'

// Other backends from a page on another origin: what browsers allow there shows in a browser alone.

const petition = {
  title: 'Keep the library open',
  text: 'We ask to keep it open.',
  target: { name: 'The town council' },
  owner: { name: 'Friends of the library' },
  controller: {
    name: 'Friends of the library',
    privacyUrl: 'https://friends.example/privacy',
    contact: 'privacy@friends.example',
  },
  fields: ['name', 'email'],
  consents: [
    {
      id: 'updates',
      purpose: 'updates',
      controller: 'Friends',
      text: 'Write to me',
      mode: 'yes-no',
    },
  ],
}
const formOptions = {
  fields: { name: 'full_name', email: 'mail' },
  consents: { updates: { yes: { optin: '1' }, no: {} } },
}

test('other backends, from a page on another origin', { skip: missing('chromium') }, async (t) => {
  const world = await openWorld(t)
  await t.test(
    'a form elsewhere is signed without a question beforehand, and without its answer',
    async (t) => {
      const there = await closing(t, homeMade({}))
      const page = await world.open('form', `${there.url}/sign.php`, {
        ...formOptions,
        opaque: true,
      })
      const form = page.locator('undersigned-petition .root')
      // Nobody sends a mail here, so none is announced.
      await page.getByText('withdraw your signature at any time by writing to').waitFor()
      assert.doesNotMatch(await form.innerText(), /email you|in our email/)
      await sign(page)
      await page.locator('#result').waitFor()
      assert.match(
        await form.innerText(),
        /Your signature has been passed on to Friends of the library\./,
      )
      assert.doesNotMatch(await form.innerText(), /has been added|Check your email/)
      assert.deepEqual(there.arrived.map(pairsOf), [
        [
          ['full_name', 'Ivy Testperson'],
          ['mail', 'ivy@example.org'],
        ],
      ])
      const { referer, cookie } = there.arrived[0]!.headers
      assert.deepEqual([referer, cookie], [`${world.site}/`, undefined])
      assert.equal(there.preflights, 0)
      assert.deepEqual(world.problems.splice(0), [])
    },
  )

  await t.test(
    'an answer that may not be read is no thank-you, and nobody is promised to be counted once',
    async (t) => {
      const there = await closing(t, homeMade({}))
      const success = { path: 'status', equals: 'success' }
      const page = await world.open('form', `${there.url}/sign.php`, { ...formOptions, success })
      await sign(page)
      await page.locator('#panel').waitFor()
      const said = await page.locator('#panel').innerText()
      assert.match(said, /could not confirm that your signature arrived/)
      assert.doesNotMatch(said, /counted twice/)
      assert.equal(await page.locator('#result').count(), 0)
      assert.equal(there.arrived.length, 1)
      // The browser says so too.
      assert.match(world.problems.splice(0).join(), /CORS/)
      // Where it may be read, it is a yes.
      const open = await closing(t, homeMade())
      const other = await world.open('form', `${open.url}/sign.php`, { ...formOptions, success })
      await sign(other)
      await other.locator('#result').waitFor()
      assert.equal(open.preflights, 0)
    },
  )

  await t.test(
    'Proca is asked first, takes the signature, marks what is wrong and tells the count',
    async (t) => {
      const there = await closing(t, proca())
      const page = await world.open('proca', `${there.url}/api`, { optIn: 'updates' }, actionPage)
      await page.getByText('2,741').waitFor()
      await sign(page, 'ivy@example.invalid')
      await page.locator('#email-error').waitFor()
      await page.locator('#email').fill('ivy@example.org')
      await page.locator('[id="consents.updates-no"]').check()
      await page.locator('#submit').click()
      await page.locator('#result').waitFor()
      assert.ok(there.preflights > 0)
      const posts = there.arrived.filter(({ method }) => method === 'POST')
      assert.deepEqual(
        posts.map(
          ({ body }) => (JSON.parse(body) as { variables: { privacy: object } }).variables.privacy,
        ),
        [
          { optIn: null, leadOptIn: null },
          { optIn: false, leadOptIn: null },
        ],
      )
      assert.deepEqual(world.problems.splice(0), [])
    },
  )

  await t.test(
    'a count of elsewhere stands in a tally, and beside a form whose backend has none',
    async (t) => {
      const parliament = await closing(
        t,
        standIn(({ url }) =>
          url === '/petitions/700143/count.json'
            ? {
                status: 200,
                body: { signature_count: 10_204 },
                headers: { 'cache-control': 'public, max-age=10' },
              }
            : undefined,
        ),
      )
      const there = await closing(t, actionkit())
      const page = await world.open(
        'actionkit',
        there.url,
        {
          subscription: 'updates',
          tally: { backend: 'uk-parliament', endpoint: parliament.url, petition: '700143' },
        },
        'keep-the-library',
        `<undersigned-tally petition="700143" endpoint="${parliament.url}" backend="uk-parliament"></undersigned-tally>`,
      )
      await page.locator('undersigned-petition').getByText('10,204').waitFor()
      await page.locator('undersigned-tally').getByText('10,204').waitFor()
      await sign(page)
      await page.locator('#result').waitFor()
      assert.deepEqual(Object.fromEntries(pairsOf(there.arrived[0]!))['suppress_subscribe'], '1')
      assert.deepEqual(world.problems.splice(0), [])
    },
  )
})

// A browser more takes half a minute here.
const slow = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full' ? false : 'in the full profile only'

test('the same in Firefox: an opaque form', { skip: missing('firefox') || slow }, async (t) => {
  const world = await openWorld(t, false)
  const there = await closing(t, homeMade({}))
  const url = world.put('form', `${there.url}/sign.php`, { ...formOptions, opaque: true })
  const browser = await launchFirefox()
  t.after(() => browser.close())
  const page = await browser.newPage()
  await page.goto(url)
  await page.waitForFunction(() =>
    document.querySelector('undersigned-petition')?.matches(':state(editing)'),
  )
  await page.locator('undersigned-petition >>> #name').fill('Ivy Testperson')
  await page.locator('undersigned-petition >>> #email').fill('ivy@example.org')
  await page.locator('undersigned-petition >>> #submit').click()
  await page.waitForFunction(() =>
    document.querySelector('undersigned-petition')?.matches(':state(signed)'),
  )
  assert.equal(there.arrived.length, 1)
  assert.equal(there.preflights, 0)
})

async function sign(page: Page, email = 'ivy@example.org'): Promise<void> {
  await page.locator('#name').fill('Ivy Testperson')
  await page.locator('#email').fill(email)
  await page.locator('#submit').click()
}

async function closing(t: TestContext, opening: Promise<StandIn>): Promise<StandIn> {
  const there = await opening
  t.after(there.close)
  return there
}

/** A partner's site under the policy of the documentation, and the script from elsewhere. */
async function openWorld(t: TestContext, inChromium = true) {
  const site = await servePages(t)
  const { url: scripts } = await openBackend(t, site.url)
  const browser = inChromium ? await openChromium(t) : undefined
  const problems: string[] = []
  const put = (
    backend: string,
    endpoint: string,
    backendOptions: object,
    id = 'library',
    beside = '',
  ) => {
    const { tally } = backendOptions as { tally?: { endpoint: string } }
    const config = JSON.stringify({ petition, backendOptions }).replaceAll('<', '\\u003c')
    const reachable = [scripts, new URL(endpoint).origin, tally?.endpoint].filter(Boolean).join(' ')
    site.pages.set('/', {
      body: bare(`<script type="module" src="${scripts}/undersigned.js"></script>
        <undersigned-petition petition="${id}" endpoint="${endpoint}" backend="${backend}" lang="en">
          <script type="application/json" slot="config">${config}</script>
        </undersigned-petition>${beside}`),
      headers: {
        'content-security-policy': `default-src 'none'; script-src ${scripts}; connect-src ${reachable}; require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'`,
      },
    })
    return `${site.url}/`
  }
  return {
    site: site.url,
    problems,
    put,
    async open(...said: Parameters<typeof put>): Promise<Page> {
      const url = put(...said)
      const page = await browser!.newPage() // asked for in Chromium alone
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
      page.on('pageerror', (error) => problems.push(String(error)))
      await page.goto(url)
      await page.waitForFunction(() =>
        document.querySelector('undersigned-petition')?.matches(':state(editing)'),
      )
      return page
    },
  }
}
