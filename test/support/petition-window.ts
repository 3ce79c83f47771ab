import type { Browser, ElementHandle, Page } from 'puppeteer-core'

/** A person, invented; the domain is reserved for examples. */
export interface Person {
  name: string
  email: string
  postcode: string
}

/** An event as the page heard it. */
export interface Heard {
  type: string
  from: string
  detail: Record<string, unknown>
}

/** Opens a page in a window of its own, so that it stays visible whatever the others do, and listens to the widget. */
export async function openWindow(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ type: 'window' })
  await listen(page)
  await page.goto(url)
  await page.waitForFunction(`document.querySelector('undersigned-petition')?.state === 'editing'`)
  return page
}

/** Keeps every event of the contract in `window.heard`, from before the first script runs. */
export async function listen(page: Page): Promise<void> {
  await page.evaluateOnNewDocument(() => {
    const heard: unknown[] = []
    Object.assign(window, { heard })
    for (const name of ['ready', 'sign', 'signed', 'refused', 'error', 'tallied', 'shared']) {
      document.addEventListener(`undersigned-${name}`, (event) => {
        const { detail } = event as CustomEvent<unknown>
        const from = (event.target as Element).localName
        // As JSON at once: what is read later may have changed, and a function is not told.
        heard.push(JSON.parse(JSON.stringify({ type: event.type, from, detail })))
      })
    }
  })
}

export async function heardBy(page: Page): Promise<Heard[]> {
  return (await page.evaluate('window.heard')) as Heard[]
}

/** Fills the form in with the keyboard and presses its button; resolves when the widget says "check your email". */
export async function sign(page: Page, person: Person): Promise<void> {
  for (const field of ['name', 'email', 'postcode'] as const) {
    await (await inWidget(page, `#${field}`)).type(person[field])
  }
  // A locator waits until its element stands still: the charity's page scrolls smoothly to what has the focus.
  await page.locator('undersigned-petition >>> #submit').click()
  await page.waitForFunction(`document.querySelector('undersigned-petition').state === 'pending'`)
}

/** Opens the link of the mail and presses the button there. */
export async function confirm(page: Page, link: string): Promise<void> {
  await page.goto(link)
  const button = await page.waitForSelector('form[method="post" i] button')
  await Promise.all([page.waitForNavigation(), button?.click()])
}

/** Resolves when every count of this petition on the page shows `count`, in its words too. */
export async function showsCount(
  page: Page,
  id: string,
  count: number,
  patienceMs: number,
): Promise<void> {
  await page.waitForFunction(
    (wanted: string, number: number) => {
      const elements = [...document.querySelectorAll(`[petition="${wanted}"]`)]
      return (
        elements.length > 0 &&
        elements.every((element) => {
          const words =
            element.shadowRoot?.querySelector('[part~="tally-count"]')?.textContent ?? ''
          const { tally } = element as Element & { tally?: { count: number } }
          // None has words of its own: be the first.
          return tally?.count === number && words.includes(number === 0 ? '' : String(number))
        })
      )
    },
    { timeout: patienceMs, polling: 20 },
    id,
    count,
  )
}

async function inWidget(page: Page, selector: string): Promise<ElementHandle<HTMLElement>> {
  const handle = await page.waitForFunction(
    (inner: string) =>
      document.querySelector('undersigned-petition')?.shadowRoot?.querySelector(inner),
    {},
    selector,
  )
  // Only an element ends the wait.
  return handle as unknown as ElementHandle<HTMLElement>
}
