import { expect } from '@open-wc/testing'
import '../../src/define.ts'
import type { UndersignedPetition } from '../../src/index.ts'
import { bring } from '../../demo/gallery/states.js'
import { inside } from './fixtures.ts'

const canvas = document.createElement('canvas')
canvas.width = canvas.height = 1
const context = canvas.getContext('2d', { willReadFrequently: true })! // there is a 2d context

const luminances = new Map<string, number>()

/** Red, green, blue and opacity of a computed colour, from 0 to 255. */
function painted(color: string): number[] {
  context.fillStyle = color
  context.fillRect(0, 0, 1, 1)
  return [...context.getImageData(0, 0, 1, 1).data]
}

/** How bright a computed colour is when painted, by WCAG 2. */
function luminance(color: string): number {
  const known = luminances.get(color)
  if (known !== undefined) return known
  const [r = 0, g = 0, b = 0] = painted(color).map((byte) => {
    const part = byte / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  const bright = 0.2126 * r + 0.7152 * g + 0.0722 * b
  luminances.set(color, bright)
  return bright
}

function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/** 16 steps of each of red, green and blue. */
function* brands(): Generator<string> {
  const steps = Array.from({ length: 16 }, (_, i) => i.toString(16).repeat(2))
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
    it(`of 4,096, its text, links and borders can be seen, ${theme} (row 22)`, async function () {
      this.timeout(120_000)
      element.setAttribute('theme', theme)
      await element.updateComplete
      const submit = inside(element, '#submit')
      const button = getComputedStyle(submit)
      // As while sending, and under the pointer.
      const sending = submit.cloneNode(true) as HTMLElement
      sending.setAttribute('aria-disabled', 'true')
      submit.after(sending)
      const pressed = getComputedStyle(sending)
      const link = getComputedStyle(inside(element, '.legal a'))
      const panel = getComputedStyle(inside(element, '.panel'))
      const surface = getComputedStyle(inside(element, '.root')).backgroundColor
      const least = { text: 21, link: 21, border: 21 }
      let count = 0
      for (const brand of brands()) {
        count++
        element.style.setProperty('--undersigned-brand', brand)
        least.text = Math.min(least.text, contrast(button.color, button.backgroundColor))
        least.text = Math.min(least.text, contrast(pressed.color, pressed.backgroundColor))
        least.link = Math.min(least.link, contrast(link.color, surface))
        least.border = Math.min(least.border, contrast(panel.borderTopColor, surface))
      }
      expect(count).to.equal(4096)
      expect(pressed.backgroundColor).not.to.equal(button.backgroundColor)
      expect(pressed.opacity).to.equal('1')
      // Another shade of it, and no other colour.
      element.style.setProperty('--undersigned-brand', '#2a44a6')
      const [shade, brand] = [pressed, button].map(({ backgroundColor }) =>
        painted(backgroundColor),
      )
      shade!.forEach((byte, i) => expect(byte).to.be.closeTo(brand![i]!, 40)) // both have four
      sending.remove()
      expect(least.text).to.be.at.least(4.5)
      expect(least.link).to.be.at.least(4.5)
      expect(least.border).to.be.at.least(3)
    })

  it('the edges of fields can be seen, whatever the colour of lines, light and dark', async () => {
    const field = getComputedStyle(inside(element, '[part=secondary-button], #trap'))
    for (const theme of ['light', 'dark']) {
      element.setAttribute('theme', theme)
      await element.updateComplete
      for (const line of ['#fff', '#000', '#ff0', '#00f', '#dde1e9', '#343a47']) {
        element.style.setProperty('--undersigned-border', line)
        expect(contrast(field.borderTopColor, field.backgroundColor), line).to.be.at.least(3)
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
        expect(contrast(button.color, button.backgroundColor)).to.be.at.least(4.5)
      }
    }
    element.shadowRoot!.adoptedStyleSheets.pop()
  })
})
