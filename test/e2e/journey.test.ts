import assert from 'node:assert/strict'
import { test } from 'node:test'
import { launch, type Browser } from 'puppeteer-core'
import { chromiumArgs, findEngine, missing } from '../support/engines.ts'
import { launchFirefox } from '../support/launch.ts'
import { confirmLink } from '../support/mailbox.ts'
import {
  confirm,
  heardBy,
  openWindow,
  showsCount,
  sign,
  type Person,
} from '../support/petition-window.ts'
import { until } from '../support/until.ts'
import { openDemo, petitionId } from '../support/world.ts'

// Puppeteer in both engines: its windows and tabs are really visible or hidden, Playwright's say that all are visible.
const browsers = { chromium: launchChromium, firefox: launchFirefox }

const ada: Person = {
  name: 'Ada Testperson',
  email: 'ada.journey@example.org',
  postcode: 'SE1 2AA',
}
const bo: Person = { name: 'Bo Testperson', email: 'bo.journey@example.org', postcode: 'SW1A 0AA' }

/** In the short suite the tests of the policies sign and confirm in Firefox. */
const isFull = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full'

for (const engine of isFull ? (['chromium', 'firefox'] as const) : (['chromium'] as const)) {
  test(
    `a signature confirmed by mail moves the count on both sites in ${engine}`,
    { skip: missing(engine) },
    async (t) => {
      const demo = await openDemo(t)
      const browser = await browsers[engine]()
      t.after(() => browser.close())

      // A tab behind another one is hidden.
      const hidden = await browser.newPage()
      await hidden.goto(`${demo.mep}/`)
      await showsCount(hidden, petitionId, 0, 10_000)
      await (await browser.newPage()).bringToFront()
      const charity = await openWindow(browser, `${demo.charity}/`)
      const mep = await openWindow(browser, `${demo.mep}/`)
      const mailbox = await browser.newPage({ type: 'window' })
      for (const page of [charity, mep]) {
        await showsCount(page, petitionId, 0, 10_000)
        assert.equal(await page.evaluate('document.visibilityState'), 'visible')
        await page.evaluate('window.isSamePage = true')
      }
      assert.equal(await hidden.evaluate('document.visibilityState'), 'hidden')

      await sign(charity, ada)
      const link = await confirmLink(demo.backend, ada.email)
      await mailbox.goto(`${demo.backend}/mailbox`)
      await mailbox.waitForSelector(`a[href="${link}"]`)
      await mailbox.goto(link)
      assert.equal(await tallyOf(demo.backend), 0, 'opening the link counts nothing')
      await confirm(mailbox, link)
      await Promise.all([charity, mep].map((page) => showsCount(page, petitionId, 1, 3000)))
      for (const page of [charity, mep]) {
        assert.equal(await page.evaluate('document.visibilityState'), 'visible')
        assert.equal(
          await page.evaluate('window.isSamePage'),
          true,
          'the page was not loaded again',
        )
      }
      assert.equal(await hidden.evaluate('document.visibilityState'), 'hidden')
      await hidden.bringToFront()
      await showsCount(hidden, petitionId, 1, 3000)

      const heard = await heardBy(charity)
      const ours = heard.filter(({ from }) => from === 'undersigned-petition')
      const from = ours.findIndex(({ type }) => type === 'undersigned-sign')
      assert.equal(ours[0]?.type, 'undersigned-ready')
      assert.equal((ours[0].detail['tally'] as { count: number }).count, 0)
      assert.equal(ours.filter(({ type }) => type === 'undersigned-ready').length, 1)
      assert.deepEqual(
        ours.slice(from).map(({ type }) => type),
        ['undersigned-sign', 'undersigned-signed', 'undersigned-tallied'],
      )
      const [asked, signed, tallied] = ours.slice(from)
      assert.deepEqual(asked?.detail, {
        petition: petitionId,
        partner: 'poppy-project',
        consents: {},
      })
      assert.equal(signed?.detail['outcome'], 'pending')
      assert.equal(tallied?.detail['count'], 1)
      assertNothingOf(ada, heard)
      const shown = await charity.$eval('#events', (list) => list.textContent)
      for (const type of ['ready', 'sign', 'signed', 'tallied']) {
        assert.ok(shown?.includes(`undersigned-${type}`), `the charity's page prints ${type}`)
      }
    },
  )
}

test(
  'a small count moves when two have come, and both pages follow',
  { skip: missing('chromium') },
  async (t) => {
    const demo = await openDemo(t, { tallyDelay: 'small' })
    const browser = await launchChromium()
    t.after(() => browser.close())
    const charity = await openWindow(browser, `${demo.charity}/`)
    const mep = await openWindow(browser, `${demo.mep}/`)
    const mailbox = await browser.newPage({ type: 'window' })
    await Promise.all([charity, mep].map((page) => showsCount(page, petitionId, 0, 10_000)))

    for (const [page, person] of [
      [charity, ada],
      [mep, bo],
    ] as const) {
      await sign(page, person)
      await confirm(mailbox, await confirmLink(demo.backend, person.email))
    }
    await until('the tally to move', async () => (await tallyOf(demo.backend)) !== 0)
    await Promise.all([charity, mep].map((page) => showsCount(page, petitionId, 2, 3000)))

    for (const page of [charity, mep]) {
      const heard = await heardBy(page)
      const counts = heard
        .filter(
          ({ type, detail }) => type === 'undersigned-tallied' && detail['petition'] === petitionId,
        )
        .map(({ detail }) => detail['count'])
      assert.ok(!counts.includes(1), 'nobody saw the first signature come alone')
      assertNothingOf(ada, heard)
      assertNothingOf(bo, heard)
    }
  },
)

function launchChromium(): Promise<Browser> {
  return launch({ executablePath: findEngine('chromium') ?? '', args: chromiumArgs })
}

async function tallyOf(backend: string): Promise<number> {
  const answer = await fetch(`${backend}/v1/petitions/${petitionId}/tally`)
  return ((await answer.json()) as { count: number }).count
}

function assertNothingOf(person: Person, heard: unknown): void {
  const text = JSON.stringify(heard).toLowerCase()
  for (const part of [person.name, person.email, person.postcode, ...person.name.split(' ')]) {
    assert.ok(!text.includes(part.toLowerCase()), 'nothing personal is in any event')
  }
}
