import type { BrowserLauncher } from '@web/test-runner-core'
import { findEngine } from './engines.ts'
import { launchWebKit, type WebKit } from './webkit.ts'

/**
 * WebKitGTK for web-test-runner. It says it is of type `puppeteer` and hands out the few methods of a puppeteer page
 * that the runner's own commands (`sendKeys`, `sendMouse`, `setViewport`) call, so they work here too.
 */
export function webkitLauncher(): BrowserLauncher & { getPage(sessionId: string): Page } {
  let window: Promise<WebKit> | undefined
  let page: Page | undefined
  let active: string | undefined
  return {
    name: 'WebKit',
    type: 'puppeteer',
    concurrency: 1,
    async startSession(sessionId, url) {
      active = sessionId
      const webkit = await (window ??= launchWebKit(findEngine('webkit') ?? 'WebKitWebDriver'))
      page = pageOf(webkit)
      await webkit.resize(800, 600)
      await webkit.goto(url)
    },
    isActive: (sessionId) => sessionId === active,
    getBrowserUrl: async () => (await window)?.url(),
    async stopSession() {
      active = undefined
      await (await window)?.goto('about:blank')
      return {}
    },
    async stop() {
      await (await window?.catch(() => undefined))?.close()
    },
    startDebugSession: () => Promise.reject(new Error('WebKit has no debug session here')),
    getPage() {
      if (!page) throw new Error('no page yet')
      return page
    },
  }
}

type Page = ReturnType<typeof pageOf>

function pageOf(webkit: WebKit) {
  const keys = (actions: object[]): Promise<void> => webkit.perform('key', actions)
  const pointer = (actions: object[]): Promise<void> => webkit.perform('pointer', actions)
  const move = (x: number, y: number): object => ({ type: 'pointerMove', x, y, duration: 0 })
  const button = (type: 'pointerDown' | 'pointerUp', options?: { button?: Button }): object => ({
    type,
    button: buttons[options?.button ?? 'left'],
  })
  const stroke = (key: string): object[] => [
    { type: 'keyDown', value: codePoint(key) },
    { type: 'keyUp', value: codePoint(key) },
  ]
  return {
    keyboard: {
      type: (text: string) => keys([...text].flatMap((key) => stroke(key))),
      press: (key: string) => keys(stroke(key)),
      down: (key: string) => keys([{ type: 'keyDown', value: codePoint(key) }]),
      up: (key: string) => keys([{ type: 'keyUp', value: codePoint(key) }]),
    },
    mouse: {
      move: (x: number, y: number) => pointer([move(x, y)]),
      click: (x: number, y: number, options?: { button?: Button }) =>
        pointer([move(x, y), button('pointerDown', options), button('pointerUp', options)]),
      down: (options?: { button?: Button }) => pointer([button('pointerDown', options)]),
      up: (options?: { button?: Button }) => pointer([button('pointerUp', options)]),
      reset: () =>
        pointer([button('pointerUp'), button('pointerUp', { button: 'right' }), move(0, 0)]),
    },
    setViewport: ({ width, height }: { width: number; height: number }) =>
      webkit.resize(width, height),
    emulateMediaFeatures: () =>
      Promise.reject(new Error('WebKitGTK cannot emulate media features')),
  }
}

type Button = 'left' | 'middle' | 'right'
const buttons: Record<Button, number> = { left: 0, middle: 1, right: 2 }

/** What WebDriver calls a key: the character itself, or a code point of section 17.4.2 of the standard. */
function codePoint(key: string): string {
  const special = specialKeys[key]
  if (special === undefined && [...key].length > 1) throw new Error(`no such key: ${key}`)
  return special ?? key
}

const specialKeys: Record<string, string> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  Meta: '\uE03D',
}
