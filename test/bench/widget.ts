import type { TestContext } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'
import { launchChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { embed } from '../support/snippet.ts'
import { openBackend } from '../support/world.ts'
import type { Bench } from './figure.ts'

/** How much slower than this machine the phone is. */
const slowdown = 4

/** The longest task while the widget comes up, the script and the document from a cold cache. */
export const w5: Bench = {
  id: 'W5',
  async run(pairs) {
    const longest: number[] = []
    await onPages(pairs, async ({ page, session }, url) => {
      // As browsers count them: a trace leaves out what a promise does when the last bytes of an answer come.
      await page.addInitScript(`
        window.longest = 0
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration)
        }).observe({ type: 'longtask', buffered: true })`)
      await page.goto(url)
      await untilEditing(session)
      await setTimeout(2_000)
      longest.push((await ask(session, 'window.longest')) as number) // set above
    })
    return {
      id: 'W5',
      name: `longest task of the page until the form is ready and at rest, ${slowdown} times slowed, in milliseconds (from 50)`,
      goal: { sign: '<=', value: 100 },
      stretch: 50,
      ratios: longest,
      notes: [],
    }
  },
}

/** The worst answer to a person: typing, pressing too early, the errors, filling in, pressing again. */
export const w7: Bench = {
  id: 'W7',
  async run(pairs) {
    const worst: number[] = []
    await onPages(pairs, async ({ page, session }, url) => {
      await page.goto(url)
      await untilEditing(session)
      // Nobody reads a petition faster.
      await setTimeout(1_000)
      await ask(
        session,
        `window.worst = 0
        new PerformanceObserver((list) => {
          for (const { interactionId, duration } of list.getEntries())
            if (interactionId) window.worst = Math.max(window.worst, duration)
        }).observe({ type: 'event', buffered: true, durationThreshold: 16 })`,
      )
      await press(page, session, 'name')
      await page.keyboard.type('Gil Testperson')
      await press(page, session, 'submit')
      await until(session, `${inWidget('panel')} !== null`)
      await press(page, session, 'email')
      await page.keyboard.type('gil@example.org')
      await press(page, session, 'submit')
      await until(session, `${inWidget('again')} !== null`)
      // Entries are handed over after the frame that shows their effect.
      await ask(session, 'new Promise((resolve) => requestIdleCallback(resolve))')
      worst.push((await ask(session, 'window.worst')) as number) // set above
    })
    return {
      id: 'W7',
      name: `worst interaction over type, submit, errors, submit, ${slowdown} times slowed, in milliseconds (steps of 8)`,
      goal: { sign: '<=', value: 100 },
      stretch: 64,
      ratios: worst,
      notes: [],
    }
  },
}

/** A fresh browser context for each measurement, slowed down. */
async function onPages(
  times: number,
  measure: (on: { page: Page; session: CDPSession }, url: string) => Promise<void>,
): Promise<void> {
  const ends: (() => unknown)[] = []
  // Of a test these want no more than to be told of its end.
  const t = { after: (end: () => unknown) => ends.push(end) } as unknown as TestContext
  try {
    const site = await servePages(t)
    const backend = await openBackend(t, site.url)
    site.pages.set('/', { body: embed(backend.url) })
    for (let i = 0; i < times; i++) {
      const browser = await launchChromium()
      try {
        const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
        const session = await page.context().newCDPSession(page)
        await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
        await measure({ page, session }, `${site.url}/`)
      } finally {
        await browser.close()
      }
    }
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

/**
 * What an expression comes to in the page. Asked for directly: Playwright's own ways first load a script of its own, of
 * several times the widget's size, and its tasks would be measured with ours.
 */
async function ask(session: CDPSession, expression: string): Promise<unknown> {
  const { result } = await session.send('Runtime.evaluate', {
    expression,
    awaitPromise: true,
    returnByValue: true,
  })
  return result.value
}

async function until(session: CDPSession, expression: string): Promise<void> {
  while (!(await ask(session, expression))) await setTimeout(50)
}

const untilEditing = (session: CDPSession) =>
  until(session, `document.querySelector('undersigned-petition')?.state === 'editing'`)

const inWidget = (id: string) =>
  `document.querySelector('undersigned-petition').shadowRoot.getElementById('${id}')`

/** With the mouse, in the middle of what is pressed, once it has come to rest there. */
async function press(page: Page, session: CDPSession, id: string): Promise<void> {
  await ask(session, `${inWidget(id)}.scrollIntoView({ block: 'center', behavior: 'instant' })`)
  const place = `{ const { x, y, width, height } = ${inWidget(id)}.getBoundingClientRect(); [x + width / 2, y + height / 2] }`
  let at = [0, 0]
  for (;;) {
    const now = (await ask(session, place)) as [number, number]
    if (now[0] === at[0] && now[1] === at[1]) break
    at = now
    await setTimeout(50)
  }
  await page.mouse.click(at[0]!, at[1]!) // both are there
}
