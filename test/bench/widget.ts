import type { TestContext } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import type { CDPSession, Page } from 'playwright-core'
import { launchChromium } from '../support/launch.ts'
import { servePages } from '../support/pages.ts'
import { embed, page as bare } from '../support/snippet.ts'
import { openBackend } from '../support/world.ts'
import { median, type Bench } from './figure.ts'

/** How much slower than this machine the phone is. */
const slowdown = 4

/** What is measured in turn: the widget, and what no widget can be better than. */
interface Subject {
  path: string
  /** Where the form is: an expression for its document or shadow root. */
  root: string
  /** An expression for whether it can be filled in. */
  isEditing: string
}

const widget: Subject = {
  path: '/',
  root: `document.querySelector('undersigned-petition').shadowRoot`,
  isEditing: `Boolean(document.querySelector('undersigned-petition')?.shadowRoot?.querySelector('#submit'))`,
}

/** A form as HTML has it, with a dozen lines that list what is missing and send the rest nowhere. */
const floor: Subject = {
  path: '/floor',
  root: 'document',
  isEditing: `document.readyState === 'complete'`,
}
const floorPage = bare(`<form novalidate>
<p><label>Name <input id="name" required></label></p>
<p><label>Email <input id="email" type="email" required></label></p>
<button id="submit">Sign</button>
</form>
<script>
const form = document.querySelector('form')
form.addEventListener('submit', (event) => {
  event.preventDefault()
  document.querySelector('#panel')?.remove()
  const panel = document.createElement('p')
  const isWhole = form.checkValidity()
  panel.id = isWhole ? 'again' : 'panel'
  panel.textContent = isWhole ? 'Check your email' : 'Something is missing'
  form.prepend(panel)
})
</script>`)

/** The longest task while the widget comes up, the script and the document from a cold cache. */
export const w5: Bench = {
  id: 'W5',
  async run(pairs) {
    const [ours, floors] = await onPages(pairs, async ({ page, session }, url, { isEditing }) => {
      // As browsers count them: a trace leaves out what a promise does when the last bytes of an answer come.
      await page.addInitScript(`
        window.longest = 0
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration)
        }).observe({ type: 'longtask', buffered: true })`)
      await page.goto(url)
      await until(session, isEditing)
      await setTimeout(2_000)
      return (await ask(session, 'window.longest')) as number // set above
    })
    return {
      id: 'W5',
      name: `longest task of the page until the form is ready and at rest, ${slowdown} times slowed, in milliseconds (from 50)`,
      goal: { sign: '<=', value: 100 },
      stretch: 50,
      ratios: ours,
      notes: [noteOf(floors)],
    }
  },
}

/** The worst answer to a person: typing, pressing too early, the errors, filling in, pressing again. */
export const w7: Bench = {
  id: 'W7',
  async run(pairs) {
    const [ours, floors] = await onPages(pairs, async ({ page, session }, url, subject) => {
      const { root, isEditing } = subject
      await page.goto(url)
      await until(session, isEditing)
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
      await press(page, session, root, 'name')
      await page.keyboard.type('Gil Testperson')
      await press(page, session, root, 'submit')
      await until(session, `${root}.getElementById('panel') !== null`)
      await press(page, session, root, 'email')
      await page.keyboard.type('gil@example.org')
      await press(page, session, root, 'submit')
      await until(session, `${root}.getElementById('again') !== null`)
      // Entries are handed over after the frame that shows their effect.
      await setTimeout(500)
      return (await ask(session, 'window.worst')) as number // set above
    })
    return {
      id: 'W7',
      name: `worst interaction over type, submit, errors, submit, ${slowdown} times slowed, in milliseconds (steps of 8)`,
      goal: { sign: '<=', value: 100 },
      stretch: 64,
      ratios: ours,
      notes: [noteOf(floors)],
    }
  },
}

function noteOf(floors: readonly number[]): string {
  const [least, most] = [Math.min(...floors), Math.max(...floors)].map(Math.round)
  return `a bare form in its place: median ${Math.round(median(floors))}, ${least} to ${most}`
}

/** What was measured of the widget and of a bare form, in turn, each in a fresh browser that is slowed down. */
async function onPages(
  times: number,
  measure: (
    on: { page: Page; session: CDPSession },
    url: string,
    subject: Subject,
  ) => Promise<number>,
): Promise<[widget: number[], floor: number[]]> {
  const ends: (() => unknown)[] = []
  // Of a test these want no more than to be told of its end.
  const t = { after: (end: () => unknown) => ends.push(end) } as unknown as TestContext
  const ours: number[] = []
  const floors: number[] = []
  try {
    const site = await servePages(t)
    const backend = await openBackend(t, site.url)
    site.pages.set('/', { body: embed(backend.url) })
    site.pages.set('/floor', { body: floorPage })
    for (let i = 0; i < times; i++) {
      for (const [subject, figures] of [
        [widget, ours],
        [floor, floors],
      ] as const) {
        const browser = await launchChromium()
        try {
          const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
          const session = await page.context().newCDPSession(page)
          await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
          figures.push(await measure({ page, session }, site.url + subject.path, subject))
        } finally {
          await browser.close()
        }
      }
    }
  } finally {
    for (const end of ends.reverse()) await end()
  }
  return [ours, floors]
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

/** With the mouse, in the middle of what is pressed, once it has come to rest there. */
async function press(page: Page, session: CDPSession, root: string, id: string): Promise<void> {
  const control = `${root}.getElementById('${id}')`
  await ask(session, `${control}.scrollIntoView({ block: 'center', behavior: 'instant' })`)
  const place = `{ const { x, y, width, height } = ${control}.getBoundingClientRect(); [x + width / 2, y + height / 2] }`
  let at = [0, 0]
  for (;;) {
    const now = (await ask(session, place)) as [number, number]
    if (now[0] === at[0] && now[1] === at[1]) break
    at = now
    await setTimeout(50)
  }
  await page.mouse.click(at[0]!, at[1]!) // both are there
}
