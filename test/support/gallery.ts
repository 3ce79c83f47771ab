import type { TestContext } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import type { Demo } from '../../demo/demo.ts'
import { openChromium } from './launch.ts'
import { openDemo } from './world.ts'

/** The pages of the gallery, in one browser; both end with the test. */
export async function openGallery(
  t: TestContext,
  args: string[] = [],
): Promise<(query: string, options?: BrowserContextOptions) => Promise<Page>> {
  const demo: Demo = await openDemo(t)
  const browser = await openChromium(t, { args })
  return async (query, options) => {
    const page = await browser.newPage(options)
    page.setDefaultTimeout(60_000)
    await page.addInitScript(measures)
    page.on('request', () =>
      traffic.set(page, { begun: begunOn(page) + 1, open: openOn(page) + 1 }),
    )
    const end = () => traffic.set(page, { begun: begunOn(page), open: openOn(page) - 1 })
    page.on('requestfinished', end).on('requestfailed', end)
    await page.goto(`${demo.charity}/gallery/?${query}`)
    await page.waitForSelector('html[data-reached]', { state: 'attached' })
    return page
  }
}

/** Requests of a page: how many were begun, and how many of them have not ended. */
const traffic = new WeakMap<Page, { begun: number; open: number }>()
const begunOn = (page: Page) => traffic.get(page)?.begun ?? 0
const openOn = (page: Page) => traffic.get(page)?.open ?? 0

/** Another page of the gallery in the same tab, once its state is reached and what is loaded besides has come. */
export async function goOn(page: Page, query: string): Promise<void> {
  await page.goto(new URL(`?${query}`, page.url()).href)
  await page.waitForSelector('html[data-reached]', { state: 'attached' })
  await settled(page)
  const failed = await page.locator('[data-failed]').count()
  if (failed > 0) throw new Error(`${query} was not reached`)
}

/** Until what was asked for has come and been shown, and nothing more is asked for because of it. */
async function settled(page: Page): Promise<void> {
  for (let before = -1; openOn(page) > 0 || begunOn(page) !== before;) {
    before = begunOn(page)
    await page.evaluate(async () => {
      await document.querySelector('undersigned-petition')?.updateComplete
      // What is wanted once something is shown is asked for after a frame.
      for (let i = 0; i < 3; i++) await new Promise(requestAnimationFrame)
    })
  }
}

/** What tests measure in a page; there as `measure`. */
export interface Measures {
  /** What stands out of its element or makes it scroll, by state. */
  standingOut(): string[]
  /** Text with less contrast than that to what is behind it, by state. */
  faint(least: number): string[]
  /** Runs something on everything that can be seen in every element. */
  each(look: (one: HTMLElement, style: CSSStyleDeclaration) => string | undefined): string[]
}

declare global {
  var measure: Measures
}

/** Runs in the page, so it can use nothing of this file. */
function measures(): void {
  const each: Measures['each'] = (look) =>
    [...document.querySelectorAll('figure')].flatMap((figure) => {
      const root = figure.querySelector('undersigned-petition')?.shadowRoot
      return [...(root?.querySelectorAll<HTMLElement>('*') ?? [])].flatMap((one) => {
        if (one.closest('.trap, .unseen, option') || one.getClientRects().length === 0) return []
        const said = look(one, getComputedStyle(one))
        const name = `${one.localName}${one.id && `#${one.id}`}.${one.getAttribute('class')}`
        return said === undefined ? [] : [`${figure.id}: ${name}: ${said}`]
      })
    })

  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = 1
  const context = canvas.getContext('2d', { willReadFrequently: true })! // there is one

  /** Colours painted over each other, the lowest first. */
  const painted = (colors: string[]): number[] => {
    context.clearRect(0, 0, 1, 1)
    for (const color of colors) {
      context.fillStyle = color
      context.fillRect(0, 0, 1, 1)
    }
    return [...context.getImageData(0, 0, 1, 1).data]
  }
  const luminance = (colors: string[]): number => {
    const [r = 0, g = 0, b = 0] = painted(colors).map((byte) =>
      byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const grounds = (one: HTMLElement): string[] => {
    const all: string[] = []
    for (let node: HTMLElement | null = one; node; node = node.parentElement)
      all.unshift(getComputedStyle(node).backgroundColor)
    return ['#fff', ...all]
  }

  globalThis.measure = {
    each,
    standingOut: () =>
      each((one, { overflowX }) => {
        const host = (one.getRootNode() as ShadowRoot).host // only elements of shadow roots come here
        const edge = host.getBoundingClientRect()
        const { left, right, width } = one.getBoundingClientRect()
        if (width > 0 && (left < edge.left - 0.5 || right > edge.right + 0.5)) return 'stands out'
        // A choice shows as much of its text as there is room for.
        const isCut = overflowX !== 'visible' && !one.matches('select, input')
        return (isCut || one.matches('.root')) && one.scrollWidth > one.clientWidth
          ? 'is cut off'
          : undefined
      }),
    faint: (least) =>
      each((one, { color }) => {
        const hasText = [...one.childNodes].some(
          (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
        )
        if (!hasText && !one.matches('input, select, textarea')) return undefined
        const behind = grounds(one)
        const [a, b] = [luminance([...behind, color]), luminance(behind)]
        const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
        return contrast < least ? `${contrast.toFixed(2)}:1` : undefined
      }),
  }
}
