import { expect } from '@open-wc/testing'
import '../../src/define.ts'
import type { UndersignedPetition } from '../../src/index.ts'
import { bring } from '../../demo/gallery/states.js'
import { inside, nameOf } from './fixtures.ts'

/** Pages as they are. */
const hostile = `
  body { font: italic bold 10px/9px serif; color: #999; text-align: center; text-indent: 3em; text-shadow: 1px 1px red;
    text-transform: uppercase; white-space: pre; cursor: none; -webkit-text-fill-color: #bbb; list-style: square;
    word-break: break-all; hyphens: auto; quotes: none; border-collapse: collapse; font-variant: small-caps;
    text-align-last: right; tab-size: 1; caret-color: red; accent-color: red; user-select: none; }
  * { margin: 5px !important; padding: 7px; border: 1px solid red; box-sizing: content-box; float: left !important; }
  input, select, button, label, h2, h3, p, svg { display: none !important; }
  a { color: red !important; text-decoration: none !important; }
  undersigned-petition { margin: 0 !important; padding: 0; border: 0; float: none !important; }`

const sheet = new CSSStyleSheet()
let place: HTMLElement

beforeEach(() => {
  place = document.createElement('div')
  place.style.inlineSize = '480px'
  document.body.append(place)
  document.adoptedStyleSheets.push(sheet)
})
afterEach(() => {
  sheet.replaceSync('')
  document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
  place.remove()
  document.documentElement.removeAttribute('style')
})

/** Every computed property of everything in the element. */
function looks(element: UndersignedPetition): Map<Element, Record<string, string>> {
  const all = element.shadowRoot!.querySelectorAll('*') // open
  return new Map(
    [...all].map((one) => {
      const style = getComputedStyle(one)
      return [
        one,
        Object.fromEntries([...style].map((name) => [name, style.getPropertyValue(name)])),
      ]
    }),
  )
}

describe('the page’s style sheet', () => {
  for (const state of ['idle', 'every-error', 'check-email', 'delivered', 'story'])
    it(`reaches nothing in "${state}" (row 31)`, async () => {
      const element = await bring(state, place)
      const { activeElement } = document
      if (activeElement instanceof HTMLElement) activeElement.blur()
      const clean = looks(element)
      // Fields are narrower while the page's own scroll bar is there; this place is not.
      sheet.replaceSync(hostile)
      place.style.cssText = 'inline-size: 480px; margin: 0 !important; padding: 0; border: 0'
      const found: string[] = []
      for (const [one, style] of looks(element))
        for (const [name, value] of Object.entries(style))
          if (clean.get(one)?.[name] !== value) found.push(`${nameOf(one)} ${name}: ${value}`)
      expect(found.slice(0, 20)).to.deep.equal([])
    })

  it('is felt by the spacing of letters and words alone, for people who need it', async () => {
    const element = await bring('idle', place)
    sheet.replaceSync(
      '* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important }',
    )
    for (const selector of ['.root', 'label', 'input', 'select', '#submit', '.panel, .tick']) {
      const style = getComputedStyle(inside(element, selector))
      expect(style.letterSpacing, selector).to.equal('1.92px')
      expect(parseFloat(style.wordSpacing), selector).to.be.closeTo(2.56, 0.01)
    }
    expect(getComputedStyle(inside(element, '#title')).letterSpacing).to.equal('1.92px')
    expect(getComputedStyle(inside(element, '.root')).lineHeight).to.equal('24px')
  })

  for (const state of ['idle', 'every-error', 'check-email', 'delivered'])
    it(`cuts nothing off in "${state}" when it spaces out the text (row 18)`, async () => {
      place.style.inlineSize = '320px'
      const element = await bring(state, place)
      sheet.replaceSync(
        '* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; line-height: 1.5 !important }',
      )
      // What does not hide its overflow cuts nothing, unless it leaves the element.
      const edge = place.getBoundingClientRect().right
      const cut = [...element.shadowRoot!.querySelectorAll<HTMLElement>('.root *')].filter(
        (one) =>
          !one.closest('.unseen, .trap, option') &&
          (one.getBoundingClientRect().right > edge ||
            (getComputedStyle(one).overflowX !== 'visible' && one.scrollWidth > one.clientWidth)),
      )
      expect(cut.map(nameOf)).to.deep.equal([])
    })

  it('with a size of text of its own changes none of ours (row 17)', async () => {
    const element = await bring('idle', place)
    document.documentElement.style.fontSize = '62.5%'
    expect(getComputedStyle(inside(element, '.root')).fontSize).to.equal('16px')
    expect(getComputedStyle(inside(element, 'input')).fontSize).to.equal('16px')
  })

  it('with a size of text of its own changes no step of the layout', async () => {
    const element = await bring('idle', place)
    place.style.inlineSize = '700px'
    // 52em of the page's own would be 520 px: the form would stand beside the text, much too narrow.
    sheet.replaceSync('undersigned-petition { font-size: 10px }')
    expect(inside(element, '.act').offsetWidth).to.be.greaterThan(600)
  })
})
