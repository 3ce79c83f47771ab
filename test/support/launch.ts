import type { TestContext } from 'node:test'
import { chromium, type Browser, type LaunchOptions } from 'playwright-core'
import { launch, type Browser as Puppeteer } from 'puppeteer-core'
import { chromiumArgs, findEngine, firefoxPrefs, missing } from './engines.ts'

/** Chromium for end-to-end tests, driven by Playwright; the caller closes it. */
export function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  return chromium.launch({
    ...options,
    executablePath: program('chromium'),
    args: [...chromiumArgs, ...(options.args ?? [])],
  })
}

/** The same for one test; it is closed with the test. */
export async function openChromium(t: TestContext, options?: LaunchOptions): Promise<Browser> {
  const browser = await launchChromium(options)
  t.after(() => browser.close())
  return browser
}

/** Firefox for end-to-end tests, driven by Puppeteer over WebDriver BiDi; the caller closes it. */
export function launchFirefox(): Promise<Puppeteer> {
  return launch({
    browser: 'firefox',
    executablePath: program('firefox'),
    extraPrefsFirefox: firefoxPrefs,
  })
}

function program(engine: 'chromium' | 'firefox'): string {
  const found = findEngine(engine)
  if (!found) throw new Error(missing(engine) || engine)
  return found
}
