import { expect } from '@open-wc/testing'
import '../../src/define.ts'
import type { UndersignedPetition } from '../../src/index.ts'
import { bring } from '../../demo/gallery/states.js'
import { inside } from './fixtures.ts'

const side = 64

/** Red, green, blue and opacity of computed colours, from 0 to 255, all painted at once: one by one takes minutes. */
function painted(colors: readonly string[]): number[][] {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = side
  const context = canvas.getContext('2d')! // there is a 2d context
  colors.forEach((color, i) => {
    context.fillStyle = color
    context.fillRect(i % side, Math.floor(i / side), 1, 1)
  })
  const { data } = context.getImageData(0, 0, side, side)
  return colors.map((_, i) => [...data.subarray(4 * i, 4 * i + 4)])
}

/** How bright computed colours are, by WCAG 2. */
function luminances(colors: readonly string[]): number[] {
  return painted(colors).map((bytes) => {
    const [r = 0, g = 0, b = 0] = bytes.map((byte) =>
      byte <= 10 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
    )
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  })
}

/** The least contrast of pairs of computed colours. */
function least(pairs: readonly (readonly [string, string])[]): number {
  const ones = luminances(pairs.map(([one]) => one))
  const others = luminances(pairs.map(([, other]) => other))
  return Math.min(
    ...ones.map((a, i) => {
      const b = others[i]! // as many as there are pairs
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
    }),
  )
}

/** 16 steps of each of red, green and blue; the other engines, which take a minute for them, get 8. */
const levels = navigator.userAgent.includes('Chrome') ? 16 : 8

function* brands(): Generator<string> {
  const steps = Array.from({ length: levels }, (_, i) =>
    Math.round((i * 15) / (levels - 1))
      .toString(16)
      .repeat(2),
  )
  for (const r of steps) for (const g of steps) for (const b of steps) yield `#${r}${g}${b}`
}

describe('whatever the brand colour', () => {
  let element: UndersignedPetition
  before(async () => {
    // A notice and a link beside the main button.
    element = await bring('previewed', document.body)
    // Only what is measured: thousands of colours have to go through it.
    for (const other of element.shadowRoot!.querySelectorAll('.rows, .numbers, .story'))
      other.remove()
  })
  after(() => element.remove())

  for (const theme of ['light', 'dark'])
    it(`of ${levels ** 3}, its text, links and borders can be seen, ${theme} (row 22)`, async function () {
      this.timeout(120_000)
      element.setAttribute('theme', theme)
      await element.updateComplete
      const submit = inside(element, '#submit')
      const button = getComputedStyle(submit)
      // As while sending.
      const sending = submit.cloneNode(true) as HTMLElement
      sending.setAttribute('aria-disabled', 'true')
      submit.after(sending)
      const pressed = getComputedStyle(sending)
      const link = getComputedStyle(inside(element, '.legal a'))
      const panel = getComputedStyle(inside(element, '.panel'))
      const surface = getComputedStyle(inside(element, '.root')).backgroundColor
      type Pair = [string, string]
      const pairs: Record<'text' | 'pressed' | 'link' | 'border', Pair[]> = {
        text: [],
        pressed: [],
        link: [],
        border: [],
      }
      for (const brand of brands()) {
        element.style.setProperty('--undersigned-brand', brand)
        pairs.text.push([button.color, button.backgroundColor])
        pairs.pressed.push([pressed.color, pressed.backgroundColor])
        pairs.link.push([link.color, surface])
        pairs.border.push([panel.borderTopColor, surface])
      }
      expect(pairs.text.length).to.equal(levels ** 3)
      expect(least(pairs.text)).to.be.at.least(4.5)
      expect(least(pairs.pressed)).to.be.at.least(4.5)
      expect(least(pairs.link)).to.be.at.least(4.5)
      expect(least(pairs.border)).to.be.at.least(3)
      expect(pressed.backgroundColor).not.to.equal(button.backgroundColor)
      expect(pressed.opacity).to.equal('1')
      sending.remove()
    })

  it('the edges of fields can be seen, whatever the colour of lines, light and dark', async () => {
    const field = getComputedStyle(inside(element, '[part=secondary-button], #trap'))
    for (const theme of ['light', 'dark']) {
      element.setAttribute('theme', theme)
      await element.updateComplete
      for (const line of ['#fff', '#000', '#ff0', '#00f', '#dde1e9', '#343a47']) {
        element.style.setProperty('--undersigned-border', line)
        expect(least([[field.borderTopColor, field.backgroundColor]]), line).to.be.at.least(3)
      }
    }
    element.style.removeProperty('--undersigned-border')
  })

  it('a browser that cannot compute the text gets our own brand', async () => {
    const sheet = element.shadowRoot!.adoptedStyleSheets[0]!
    const rule = [...sheet.cssRules].find((one) => one instanceof CSSSupportsRule)!
    expect(CSS.supports(rule.conditionText), 'this one can').to.equal(false)
    const fallback = new CSSStyleSheet()
    fallback.replaceSync([...rule.cssRules].map(({ cssText }) => cssText).join(''))
    element.shadowRoot!.adoptedStyleSheets.push(fallback)
    const button = getComputedStyle(inside(element, '[part=button]'))
    for (const theme of ['light', 'dark']) {
      element.setAttribute('theme', theme)
      await element.updateComplete
      for (const brand of ['#fff', '#000', '#777']) {
        element.style.setProperty('--undersigned-brand', brand)
        expect(least([[button.color, button.backgroundColor]])).to.be.at.least(4.5)
      }
    }
    element.shadowRoot!.adoptedStyleSheets.pop()
  })
})
