import type { Page } from 'playwright-core'
import type { Site, Visit } from './every-page.ts'

/** Opens a page as somebody without scripts gets there: by an address, and by sending its form. */
export async function visit(page: Page, { url }: Site, { at, form }: Visit): Promise<void> {
  await page.goto(url + at)
  if (!form) return
  await page.evaluate((values) => {
    const sent = document.querySelector('form')
    if (!sent) throw new Error('there is no form')
    for (const [name, value] of Object.entries(values)) {
      const known = sent.elements.namedItem(name)
      if (known instanceof HTMLInputElement) known.value = value
      else {
        const hidden = document.createElement('input')
        Object.assign(hidden, { type: 'hidden', name, value })
        sent.append(hidden)
      }
    }
  }, form)
  await Promise.all([
    page.waitForNavigation(),
    page.evaluate(() => document.querySelector('form')?.submit()),
  ])
}
