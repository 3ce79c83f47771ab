import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languages } from '../../src/locales/languages.ts'
import { missing } from '../support/engines.ts'
import { openGallery } from '../support/gallery.ts'

// The long words: Greek, German and the made-up language; the long suite reads all.
const isFull = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full'
const tags = isFull ? ['en', ...languages, 'qps-ploc', 'qps-plocm'] : ['el', 'de', 'qps-ploc']

test(
  `every state has room for every language, 256 and 320 px wide (row 15)`,
  { skip: missing('chromium'), timeout: 10 * 60_000 },
  async (t) => {
    const open = await openGallery(t)
    const page = await open('')
    for (const tag of tags) {
      await page.evaluate(async (lang) => {
        const all = [...document.querySelectorAll('undersigned-petition')]
        for (const element of all) element.setAttribute('lang', lang)
        const has = (root: ShadowRoot | null) =>
          root?.querySelector('.root')?.getAttribute('lang')?.toLowerCase().startsWith(lang)
        while (!all.every(({ shadowRoot }) => has(shadowRoot)))
          await new Promise((resolve) => setTimeout(resolve, 10))
      }, tag)
      for (const width of [256, 320]) {
        const out = await page.evaluate((width) => {
          document.documentElement.style.setProperty('--width', `${width}px`)
          return measure.standingOut()
        }, width)
        assert.deepEqual(out, [], `${tag}, ${width} px wide`)
      }
    }
  },
)
