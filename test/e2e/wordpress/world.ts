import assert from 'node:assert/strict'
import type { TestContext } from 'node:test'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { probePort, type Backend } from '../../../demo/backend.ts'
import { launchChromium } from '../../support/launch.ts'
import { confirmLink } from '../../support/mailbox.ts'
import { openBackend, petitionId } from '../../support/world.ts'
import { openWordPress, type WordPress } from '../../support/wordpress.ts'

export { petitionId }

/** What the tests of WordPress share, since it takes some seconds to install: set by `openWorld`. */
export const world = {} as { backend: Backend; wordpress: WordPress; browser: Browser }

/** A backend whose petition knows the site, the site, and a browser; the returned function closes them. */
export async function openWorld(): Promise<() => Promise<void>> {
  const closers: (() => unknown)[] = []
  // `after` is all that those who open something ask of a test.
  const t = { after: (close: () => unknown) => closers.unshift(close) } as unknown as TestContext
  const close = async (): Promise<void> => {
    for (const end of closers.splice(0)) await end()
  }
  try {
    const port = await probePort(0)
    world.backend = await openBackend(t, `http://localhost:${port}`)
    world.browser = await launchChromium()
    t.after(() => world.browser.close())
    world.wordpress = await openWordPress(t, { port, endpoint: world.backend.url })
    return close
  } catch (error) {
    await close()
    throw error
  }
}

/** A page as a visitor sees it, once the form can be filled in. */
export async function visit(
  t: TestContext,
  url: string,
  width = 960,
  hasForm = true,
): Promise<Page> {
  const page = await world.browser.newPage({ viewport: { width, height: 900 } })
  t.after(() => page.close())
  await page.goto(url)
  if (hasForm)
    await page.waitForFunction(() =>
      [...document.querySelectorAll('undersigned-petition:not([load])')].every(
        (element) => 'state' in element && element.state !== 'loading',
      ),
    )
  return page
}

export function stateIs(state: string): boolean {
  const element = document.querySelector('undersigned-petition')
  return element !== null && 'state' in element && element.state === state
}

export async function attributesOf(page: Page, selector: string): Promise<Record<string, string>> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) =>
      Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
    )
}

export async function signAndConfirm(page: Page, email: string): Promise<void> {
  await page.locator('undersigned-petition #name').fill('Wanda Testperson')
  await page.locator('undersigned-petition #email').fill(email)
  await page.locator('undersigned-petition #submit').click()
  await page.waitForFunction(stateIs, 'pending')
  await page.goto(await confirmLink(world.backend.url, email))
  await page.locator('form[method="post" i] button').first().click()
}

export async function countAt({ url }: Backend): Promise<number> {
  const answer = await fetch(`${url}/v1/petitions/${petitionId}/tally`)
  // Its own tests say that it is a tally.
  return ((await answer.json()) as { count: number }).count
}

/** Somebody of the site, in a context of their own. */
export async function logIn(t: TestContext, who: 'admin' | 'author'): Promise<BrowserContext> {
  const context = await world.browser.newContext({ viewport: { width: 1280, height: 1000 } })
  t.after(() => context.close())
  const answer = await context.request.post(`${world.wordpress.url}/wp-login.php`, {
    form: { log: who, pwd: 'undersigned' },
  })
  assert.ok(
    (await context.cookies()).some(({ name }) => name.startsWith('wordpress_logged_in')),
    String(answer.status()),
  )
  return context
}

/** Publishes a post as this person, by the way that the editor takes. */
export async function publish(context: BrowserContext, content: string): Promise<string> {
  const nonce = await context.request.get(
    `${world.wordpress.url}/wp-admin/admin-ajax.php?action=rest-nonce`,
  )
  const answer = await context.request.post(`${world.wordpress.url}/wp-json/wp/v2/posts`, {
    headers: { 'x-wp-nonce': await nonce.text() },
    data: { title: 'A post', content, status: 'publish' },
  })
  assert.equal(answer.status(), 201, await answer.text())
  return ((await answer.json()) as { link: string }).link
}

/** Publishes one as the administrator, without a browser. */
export async function post(content: string, title: string): Promise<string> {
  const [text, name] = [content, title].map((value) => Buffer.from(value).toString('base64'))
  return world.wordpress.php(`echo get_permalink( wp_insert_post( wp_slash( array(
    'post_status' => 'publish',
    'post_title' => base64_decode( '${name}' ),
    'post_content' => base64_decode( '${text}' ),
  ) ) ) );`)
}

/** Changes settings past the page that checks them. */
export async function changeSettings(values: Record<string, unknown>): Promise<void> {
  const json = Buffer.from(JSON.stringify(values)).toString('base64')
  await world.wordpress.php(`
    remove_all_filters( 'sanitize_option_undersigned' );
    update_option( 'undersigned', array_merge( get_option( 'undersigned' ), json_decode( base64_decode( '${json}' ), true ) ) );`)
}
