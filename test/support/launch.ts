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
