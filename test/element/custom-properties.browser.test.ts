import { expect } from '@open-wc/testing'
import type { UndersignedPetition } from '../../src/index.ts'
import '../../src/define.ts'
import { bring } from '../../demo/gallery/states.js'
import { inside } from './fixtures.ts'

/** Property, a value unlike the usual, and where it must be seen: state, selector, computed property. */
const properties: [string, string, string, string, keyof CSSStyleDeclaration][] = [
  ['brand', '#cf0dcc', 'idle', '[part=button]', 'backgroundColor'],
  ['brand', '#cf0dcc', 'idle', '.bar-fill', 'backgroundColor'],
  ['brand', '#ffd500', 'idle', '[part=button]', 'color'],
  ['surface', '#ffffe0', 'idle', '.root', 'backgroundColor'],
  ['surface', '#ffffe0', 'idle', 'input', 'backgroundColor'],
  ['on-surface', '#300030', 'idle', '.root', 'color'],
  ['on-surface', '#300030', 'idle', 'input', 'color'],
  ['muted', '#404040', 'idle', '.quiet', 'color'],
  ['border', '#804000', 'idle', '.root', 'borderTopColor'],
  ['border', '#804000', 'idle', 'input', 'borderTopColor'],
  ['error', '#700070', 'client-errors', '.error', 'color'],
  ['error', '#700070', 'client-errors', '#panel', 'borderTopColor'],
  ['success', '#007070', 'delivered', '.emblem', 'fill'],
  ['radius', '0px', 'idle', 'input', 'borderTopLeftRadius'],
  ['border-width', '4px', 'idle', 'input', 'borderTopWidth'],
  ['gap', '4em', 'idle', '.form', 'rowGap'],
  ['control-height', '5em', 'idle', 'input', 'height'],
  ['control-height', '5em', 'idle', '[part=button]', 'height'],
  ['font', 'monospace', 'idle', '.root', 'fontFamily'],
  ['font', 'monospace', 'idle', 'input', 'fontFamily'],
  ['font-heading', 'monospace', 'idle', '#title', 'fontFamily'],
  ['font-size', '24px', 'idle', '.root', 'fontSize'],
  ['font-size', '24px', 'idle', 'input', 'fontSize'],
  ['line-height', '2', 'idle', '.root', 'lineHeight'],
  ['max-width', '300px', 'idle', '.root', 'width'],
  ['shadow', '0 0 9px red', 'idle', '.root', 'boxShadow'],
  ['bar-height', '2em', 'idle', '.bar', 'height'],
  ['scroll-margin', '9em', 'idle', '#title', 'scrollMarginTop'],
  ['scroll-margin', '9em', 'client-errors', '#panel', 'scrollMarginTop'],
]

const shown = new Map<string, UndersignedPetition>()

async function inState(name: string): Promise<UndersignedPetition> {
  const known = shown.get(name) ?? (await bring(name, document.body))
  shown.set(name, known)
  return known
}

after(() => shown.forEach((element) => element.remove()))

describe('a custom property of the page', () => {
  for (const [property, value, state, selector, computed] of properties)
    it(`--undersigned-${property} is seen in "${state}" as ${String(computed)} of ${selector}`, async () => {
      const element = await inState(state)
      const style = getComputedStyle(inside(element, selector))
      const before = style[computed]
      element.style.setProperty(`--undersigned-${property}`, value)
      const after = style[computed]
      element.style.removeProperty(`--undersigned-${property}`)
      expect(after).not.to.equal(before)
      expect(style[computed], 'and only while it is set').to.equal(before)
    })

  it('cannot make a control too small to be hit', async () => {
    const element = await inState('idle')
    element.style.setProperty('--undersigned-control-height', '10px')
    element.style.setProperty('--undersigned-font-size', '12px')
    for (const selector of ['input', 'select', '[part=button]'])
      expect(inside(element, selector).offsetHeight).to.be.at.least(44)
    element.removeAttribute('style')
  })
})

describe('the parts', () => {
  /** Where each can be seen. */
  const parts: Record<string, string> = {
    idle: 'root heading target statement tally tally-count tally-goal bar bar-fill form row label hint input select checkbox button legal',
    'every-error': 'textarea error error-summary',
    'network-failure': 'notice secondary-button',
    'thank-you': 'share-list share-button',
    delivered: 'status delivery',
    story: 'backers backer milestones',
  }
  for (const [state, names] of Object.entries(parts))
    it(`of "${state}" are dressed by the page`, async () => {
      const element = await inState(state)
      const sheet = new CSSStyleSheet()
      document.adoptedStyleSheets.push(sheet)
      const bare = names.split(' ').filter((name) => {
        sheet.replaceSync(`undersigned-petition::part(${name}) { outline-offset: 17px }`)
        return getComputedStyle(inside(element, `[part~='${name}']`)).outlineOffset !== '17px'
      })
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
      expect(bare).to.deep.equal([])
    })
})

describe('the theme', () => {
  const schemes = { light: 'light', dark: 'dark', auto: 'light dark', host: 'dark' }
  for (const [theme, scheme] of Object.entries(schemes))
    it(`"${theme}" on a dark page is ${scheme}, for native controls too`, async () => {
      const element = await inState('idle')
      document.documentElement.style.colorScheme = 'dark'
      element.setAttribute('theme', theme)
      await element.updateComplete
      for (const selector of ['.root', 'select'])
        expect(getComputedStyle(inside(element, selector)).colorScheme).to.equal(scheme)
      document.documentElement.style.colorScheme = ''
      element.removeAttribute('theme')
    })

  it('is light unless the page says otherwise', async () => {
    const element = await bring('idle', document.body)
    document.documentElement.style.colorScheme = 'dark'
    expect(getComputedStyle(inside(element, '.root')).backgroundColor).to.equal(
      'rgb(255, 255, 255)',
    )
    document.documentElement.style.colorScheme = ''
    element.remove()
  })
})
