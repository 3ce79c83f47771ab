import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { CDPSession, Page } from 'playwright-core'
import { missing } from '../support/engines.ts'
import { openChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { petitionOnly, page as partnerPage } from '../support/snippet.ts'
import { openBackend } from '../support/world.ts'

/** A person, invented, as a browser knows one (the names of the fields are Chromium's). */
const person = {
  NAME_FULL: 'Dee Testperson',
  EMAIL_ADDRESS: 'dee.autofill@example.org',
  ADDRESS_HOME_COUNTRY: 'GB',
  ADDRESS_HOME_ZIP: 'W1T 7NF',
  ADDRESS_HOME_STREET_ADDRESS: '1 Test Street',
  ADDRESS_HOME_CITY: 'London',
  COMPANY_NAME: 'Test Ltd',
  PHONE_HOME_WHOLE_NUMBER: '+44 20 7946 0000',
}

interface Filled {
  id: string
  value: string
  fillingStrategy: string
}

test(
  'the browser fills in every field, leaves the trap empty, and nothing has to be typed (row 10)',
  { skip: missing('chromium') },
  async (t) => {
    const { page, autofill } = await open(t, (widget) => widget)
    // Chromium lists the trap too, with nothing to put into it.
    const filled = (await autofill()).filter(({ value }) => value)
    assert.deepEqual(filled.map(({ id }) => id).sort(), ['country', 'email', 'name', 'postcode'])
    for (const { id, fillingStrategy } of filled)
      assert.equal(fillingStrategy, 'autocompleteAttribute', id)
    assert.equal(await count(page, ':autofill'), 4)
    assert.equal(await value(page, 'trap'), '')
    const [request] = await Promise.all([
      page.waitForRequest((sent) => sent.method() === 'POST'),
      page.locator('#submit').click(),
    ])
    const { name, email, country, postcode, trap } = request.postDataJSON() as Record<
      string,
      unknown
    >
    assert.deepEqual(
      { name, email, country, postcode, trap },
      {
        name: person.NAME_FULL,
        email: person.EMAIL_ADDRESS,
        country: 'GB',
        postcode: person.ADDRESS_HOME_ZIP,
        trap: undefined,
      },
    )
    await page.waitForFunction(`document.querySelector('undersigned-petition').state === 'pending'`)
  },
)

test(
  'inside a form of the page our four fields are filled in, and a second widget is left alone (row 11)',
  { skip: missing('chromium') },
  async (t) => {
    const { page, autofill } = await open(
      t,
      (widget) =>
        `<form action="/elsewhere"><label>Search <input name="q"></label>${widget}</form>${widget.replace(/id="one"/, 'id="two"')}`,
    )
    const ids = (await autofill()).map(({ id }) => id).filter((id) => id)
    for (const id of ['country', 'email', 'name', 'postcode']) assert.ok(ids.includes(id), id)
    assert.equal(await value(page, 'name'), person.NAME_FULL)
    const second = page.locator('undersigned-petition').nth(1)
    for (const id of ['name', 'email', 'postcode'])
      assert.equal(await second.locator(`#${id}`).inputValue(), '', id)
  },
)

/** A page of a partner with the widget, and a browser that knows the person. */
async function open(t: TestContext, around: (widget: string) => string) {
  const site = await servePages(t)
  const backend = await openBackend(t, site.url)
  site.pages.set('/', { body: partnerPage(around(petitionOnly(backend.url))) })
  const browser = await openChromium(t)
  const page = await browser.newPage()
  await page.goto(`${site.url}/`)
  await page.waitForFunction(
    `[...document.querySelectorAll('undersigned-petition')].every(({ state }) => state === 'editing')`,
  )
  const session = await page.context().newCDPSession(page)
  return { page, autofill: () => autofillFrom(page, session) }
}

/** Lets the browser fill in the form from its name field, as when a person takes the suggestion. */
async function autofillFrom(page: Page, session: CDPSession): Promise<Filled[]> {
  await session.send('Autofill.enable')
  const filled = new Promise<Filled[]>((resolve) =>
    session.once('Autofill.addressFormFilled', ({ filledFields }) => resolve(filledFields)),
  )
  const field = page.locator('undersigned-petition').first().locator('#name')
  await field.click()
  const fieldId = await nodeOf(session, 'name')
  const address = { fields: Object.entries(person).map(([name, value]) => ({ name, value })) }
  // Chromium parses a form some time after it was shown, and says no until it has.
  for (let tries = 0; ; tries++) {
    try {
      await session.send('Autofill.trigger', { fieldId, address })
      break
    } catch (cause) {
      if (tries > 40) throw cause
      await page.waitForTimeout(250)
    }
  }
  return filled
}

/** Chromium's own number of an element in the first widget. */
async function nodeOf(session: CDPSession, id: string): Promise<number> {
  const { result } = await session.send('Runtime.evaluate', {
    expression: `document.querySelector('undersigned-petition').shadowRoot.getElementById('${id}')`,
  })
  const { node } = await session.send('DOM.describeNode', { objectId: String(result.objectId) })
  return node.backendNodeId
}

function count(page: Page, selector: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      document.querySelector('undersigned-petition')?.shadowRoot?.querySelectorAll(wanted).length ??
      0,
    selector,
  )
}

function value(page: Page, id: string): Promise<string> {
  return page.locator('undersigned-petition').first().locator(`#${id}`).inputValue()
}
