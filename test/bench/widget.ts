import type { TestContext } from 'node:test'
import type { Browser, Page } from 'playwright-core'
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
    await onPages(pairs, async (page, url, browser) => {
      await browser.startTracing(page, { categories: ['toplevel', '__metadata'] })
      await page.goto(url)
      await untilEditing(page)
      await page.waitForLoadState('networkidle')
      longest.push(longestTaskMs(await browser.stopTracing()))
    })
    return {
      id: 'W5',
      name: `longest task of the page until the form is ready and at rest, ${slowdown} times slowed, in milliseconds`,
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
    await onPages(pairs, async (page, url) => {
      await page.goto(url)
      await untilEditing(page)
      await page.evaluate(() => {
        const seen = { worst: 0 }
        Object.assign(window, { seen })
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & {
            interactionId?: number
          })[])
            if (entry.interactionId) seen.worst = Math.max(seen.worst, entry.duration)
        }).observe({
          type: 'event',
          buffered: true,
          durationThreshold: 16,
        } as PerformanceObserverInit)
      })
      await page.locator('#name').click()
      await page.keyboard.type('Gil Testperson')
      await page.locator('#submit').click()
      await page.locator('#panel').waitFor()
      await page.locator('#email').click()
      await page.keyboard.type('gil@example.org')
      await page.locator('#submit').click()
      await page.locator('#again').waitFor()
      // Entries are handed over after the frame that shows their effect.
      await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
      worst.push(
        await page.evaluate(() => (window as unknown as { seen: { worst: number } }).seen.worst),
      ) // set above
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
  measure: (page: Page, url: string, browser: Browser) => Promise<void>,
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
        await measure(page, `${site.url}/`, browser)
      } finally {
        await browser.close()
      }
    }
  } finally {
    for (const end of ends.reverse()) await end()
  }
}

async function untilEditing(page: Page): Promise<void> {
  await page.waitForFunction(`document.querySelector('undersigned-petition')?.state === 'editing'`)
}

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  /** Microseconds that passed, and that the thread was at work. */
  dur?: number
  tdur?: number
  args?: { name?: string }
}

/** The longest task of any page's main thread in a trace, without what other programs took of it meanwhile. */
function longestTaskMs(trace: Buffer): number {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}.${tid}`),
  )
  const tasks = traceEvents.filter(
    ({ name, pid, tid }) => name === 'ThreadControllerImpl::RunTask' && main.has(`${pid}.${tid}`),
  )
  if (tasks.length === 0) throw new Error('The trace holds no task of a page')
  return Math.max(...tasks.map(({ dur = 0, tdur = dur }) => tdur)) / 1000
}
