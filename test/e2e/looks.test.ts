import assert from 'node:assert/strict'
import { test } from 'node:test'
import { missing } from '../support/engines.ts'
import { openGallery } from '../support/gallery.ts'

const isFull = process.env['UNDERSIGNED_TEST_PROFILE'] === 'full'

// What the person has asked the browser for: larger text, more contrast, own colours, less motion.

test(
  'with text twice as large in the browser, it is, and nothing stands out (row 16)',
  { skip: missing('chromium') },
  async (t) => {
    const open = await openGallery(t, ['--blink-settings=defaultFontSize=32'])
    for (const width of isFull ? [320, 640] : [320]) {
      const page = await open(`width=${width}`, { viewport: { width: 1280, height: 900 } })
      const sizes = await page.evaluate(() =>
        measure.each((one, { fontSize }) => (one.matches('.root') ? fontSize : undefined)),
      )
      assert.ok(sizes.length > 20)
      assert.deepEqual(
        sizes.filter((size) => !size.endsWith(': 32px')),
        [],
      )
      assert.deepEqual(await page.evaluate(() => measure.standingOut()), [], `${width} px`)
    }
  },
)

test('in all states', { skip: missing('chromium') }, async (t) => {
  const open = await openGallery(t)
  await t.test('zoomed in twice and four times, nothing stands out (row 16)', async () => {
    for (const zoom of isFull ? [2, 4] : [4]) {
      const page = await open(`width=${Math.min(360, 1280 / zoom)}`, {
        viewport: { width: 1280 / zoom, height: 900 / zoom },
        deviceScaleFactor: zoom,
      })
      assert.deepEqual(await page.evaluate(() => measure.standingOut()), [], `${zoom} times`)
    }
  })

  await t.test('with forced colours everything can be told apart (row 19)', async () => {
    for (const colorScheme of isFull ? (['light', 'dark'] as const) : (['dark'] as const)) {
      const page = await open('', { forcedColors: 'active', colorScheme })
      assert.deepEqual(await page.evaluate(() => measure.faint(4.5)), [])
      const lost = await page.evaluate(() =>
        measure.each((one, style) => {
          const ground = getComputedStyle(one.closest('.root')!).backgroundColor // all are inside
          const edge = (side: 'Top' | 'InlineStart') =>
            side === 'Top'
              ? style.borderTopStyle !== 'none' && style.borderTopColor
              : style.borderInlineStartStyle !== 'none' && style.borderInlineStartColor
          if (one.matches('button:not(.pause), a.button, select, textarea, input, .panel, .bar'))
            return edge('Top') && edge('Top') !== ground ? undefined : 'has no border'
          if (one.matches('.has-error'))
            return edge('InlineStart') !== ground && one.querySelector('.error')
              ? undefined
              : 'shows its error by colour alone'
          if (one.matches('.bar-fill'))
            return style.backgroundColor === ground ? 'is not filled' : undefined
          return undefined
        }),
      )
      // A box to tick is the browser's own.
      assert.deepEqual(
        lost.filter((text) => !/input#(consents|declarations)/.test(text)),
        [],
      )

      const ring = await page.evaluate(() => {
        const root = document.querySelector('#idle undersigned-petition')!.shadowRoot! // an open one
        const field = root.querySelector<HTMLElement>('#name')! // in every form
        field.focus()
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(field)
        const ground = getComputedStyle(root.querySelector('.root')!).backgroundColor
        return { outlineStyle, outlineWidth, isSeen: outlineColor !== ground }
      })
      assert.deepEqual(ring, { outlineStyle: 'solid', outlineWidth: '3px', isSeen: true })
      await page.close()
    }
  })

  await t.test('a number that runs is written once where colours are forced', async () => {
    const page = await open('state=idle', { forcedColors: 'active' })
    const copy = await page.evaluate(() => {
      const root = document.querySelector('undersigned-petition')!.shadowRoot! // an open one
      const number = root.querySelector<HTMLElement>('.number')! // of the tally
      number.dataset['run'] = '1,234'
      return getComputedStyle(number, '::after').content
    })
    assert.equal(copy, 'none')
  })

  for (const motion of ['reduce', 'no-preference'] as const) {
    const what = motion === 'reduce' ? 'nothing moves, it jumps' : 'the bar moves to its new place'
    await t.test(`with reduced motion "${motion}" ${what} (row 20)`, async () => {
      const page = await open('state=idle', { reducedMotion: motion })
      const moving = await page.evaluate(`(async () => {
      const { say, json } = await import('/gallery/backend.js')
      const { tallyOf } = await import('/gallery/petition.js')
      const element = document.querySelector('undersigned-petition')
      const id = element.petition
      const count = () => element.shadowRoot.querySelector('.number')
      const told = new Promise((resolve) =>
        element.addEventListener('undersigned-tallied', resolve, { once: true }))
      say(id, { tally: () => json(tallyOf(id, { version: 2, count: 1000 })) })
      await element.refresh()
      await told
      await element.updateComplete
      count().getBoundingClientRect()
      // The running number comes with its part of the script.
      await new Promise((resolve) => setTimeout(resolve))
      return {
        animations: element.shadowRoot.getAnimations().length,
        number: count().textContent,
        smooth: getComputedStyle(element.shadowRoot.querySelector('.root')).scrollBehavior,
      }
    })()`)
      assert.deepEqual(moving, {
        animations: motion === 'reduce' ? 0 : 1,
        number: '1,000',
        smooth: 'auto',
      })
    })
  }

  await t.test('with more contrast, all text has 7:1 (row 21)', async () => {
    for (const theme of isFull ? ['light', 'dark'] : ['dark']) {
      const page = await open(`theme=${theme}`, { contrast: 'more' })
      assert.deepEqual(await page.evaluate(() => measure.faint(7)), [], theme)
      // Without the wish axe looks at each state too.
      if (!isFull) continue
      const ordinary = await open(`theme=${theme}`, { contrast: 'no-preference' })
      assert.deepEqual(await ordinary.evaluate(() => measure.faint(4.5)), [], `${theme}, ordinary`)
    }
  })

  await t.test('a hidden element takes no step of the keyboard (row 32)', async () => {
    const page = await open('state=idle')
    const hidden: Record<string, string> = {
      'a hidden place': `place.style.visibility = 'hidden'`,
      'a place that is not there': `place.style.display = 'none'`,
      'an inert place': `place.inert = true`,
      'a hidden element': `element.hidden = true`,
      'what nobody can see through': `place.hidden = true`,
    }
    for (const [what, hide] of Object.entries(hidden)) {
      const stops = async (): Promise<string> => {
        await page.locator('#first').focus()
        await page.keyboard.press('Tab')
        return page.evaluate(
          () => document.activeElement?.id || document.activeElement?.localName || '',
        )
      }
      await page.evaluate(`(async () => {
      const { bring } = await import('/gallery/states.js')
      document.body.replaceChildren()
      const button = (id) => Object.assign(document.createElement('button'), { id, textContent: id })
      const place = document.createElement('div')
      document.body.append(button('first'), place, button('last'))
      const element = await bring('idle', place)
      Object.assign(window, { hide: () => { ${hide} } })
    })()`)
      assert.equal(await stops(), 'undersigned-petition', `shown, before ${what}`)
      await page.evaluate(`hide()`)
      assert.equal(await stops(), 'last', what)
    }
  })

  await t.test('a hostile page changes no pixel (row 31)', async () => {
    const page = await open('state=every-error&width=480')
    const element = page.locator('undersigned-petition')
    await page.evaluate(() => {
      if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    })
    const clean = await element.screenshot()
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(`
      html { font-size: 62.5% } figure { font: italic bold 10px/9px serif; color: #999; text-align: center;
        text-indent: 3em; text-shadow: 1px 1px red; text-transform: uppercase; white-space: pre; cursor: none;
        -webkit-text-fill-color: #bbb; user-select: none }
      main * * { margin: 5px !important } input, label, p { display: none !important }
      undersigned-petition { margin: 0 !important }`)
      document.adoptedStyleSheets.push(sheet)
    })
    const after = await element.screenshot()
    assert.ok(clean.equals(after))
    await page.evaluate(() => {
      document.querySelector('undersigned-petition')!.style.letterSpacing = '1px' // the one there is
    })
    assert.ok(!clean.equals(await element.screenshot()), 'spacing alone is let through')
  })
})
