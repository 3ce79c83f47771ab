import { expect } from '@open-wc/testing'
import '../../src/define.ts'
import type { UndersignedPetition } from '../../src/index.ts'
import { bring, more, states } from '../../demo/gallery/states.js'
import { inside, nameOf, type } from './fixtures.ts'

/** Where pages put things: the style of the place, and of what holds the place. */
const places: Record<string, [place: string, around: string]> = {
  'a column of 256 px': ['inline-size: 256px', ''],
  'a column of 320 px': ['inline-size: 320px', ''],
  'a float': ['float: inline-start', 'inline-size: 320px'],
  'a flex row': ['', 'display: flex; inline-size: 320px'],
  'an auto column of a grid': [
    '',
    'display: grid; grid-template-columns: auto; inline-size: 320px',
  ],
}

let around: HTMLElement
let place: HTMLElement

beforeEach(() => {
  around = document.createElement('div')
  place = document.createElement('div')
  around.append(place)
  document.body.append(around)
})
afterEach(() => around.remove())

describe('in a narrow place', () => {
  for (const name of Object.keys({ ...states, ...more }))
    it(`nothing of "${name}" stands out or collapses (row 15)`, async () => {
      const element = await bring(name, place)
      const found: string[] = []
      for (const [where, [own, outer]] of Object.entries(places)) {
        place.style.cssText = own
        around.style.cssText = outer
        const { width } = element.getBoundingClientRect()
        if (width < 239 || width > 320) found.push(`${where}: ${width} px wide`)
        found.push(...standingOut(element).map((what) => `${where}: ${what}`))
      }
      expect(found).to.deep.equal([])
    })
})

describe('targets', () => {
  for (const name of Object.keys({ ...states, ...more }))
    it(`of "${name}" are large enough (row 4)`, async () => {
      place.style.inlineSize = '320px'
      const element = await bring(name, place)
      const small = (selector: string, least: number) =>
        [...element.shadowRoot!.querySelectorAll<HTMLElement>(selector)]
          .filter((one) => !one.closest('.trap') && one.getClientRects().length > 0)
          .filter((one) => {
            const { width, height } = one.getBoundingClientRect()
            return Math.min(width, height) < least
          })
          .map(nameOf)
      // A box and its label are one target.
      expect(
        small('button, select, textarea, summary, .tick, input:not(.tick input)', 44),
      ).to.deep.equal([])
      // Links in sentences are exempt (WCAG 2.5.8).
      expect(small('.tick input, .panel a, .delivery > p > a, .answer > p > a', 24)).to.deep.equal(
        [],
      )
    })
})

describe('from right to left', () => {
  for (const name of ['idle', 'every-error', 'check-email', 'delivered', 'stoppable', 'story'])
    it(`"${name}" is the mirror of itself (row 23)`, async () => {
      place.style.inlineSize = '640px'
      const element = await bring(name, place)
      const before = boxes(element, 'left')
      element.setAttribute('dir', 'rtl')
      await element.updateComplete
      const after = boxes(element, 'right')
      const moved = [...before].filter(
        ([one, left]) => Math.abs(left - (after.get(one) ?? NaN)) > 1,
      )
      expect(before.size).to.be.greaterThan(10)
      expect(moved.map(([one]) => nameOf(one))).to.deep.equal([])
    })

  it('addresses stay from left to right, and names go their own way (row 23)', async () => {
    const element = await bring('idle', place, { attributes: { dir: 'rtl' } })
    expect(getComputedStyle(inside(element, '.root')).direction).to.equal('rtl')
    expect(getComputedStyle(inside(element, '#email')).direction).to.equal('ltr')
    for (const [name, direction] of [
      ['محمد', 'rtl'],
      ['Mary', 'ltr'],
    ] as const) {
      type(element, 'name', name)
      expect(inside(element, '#name').matches(`:dir(${direction})`), name).to.equal(true)
    }
  })
})

/** What is not inside its element. */
function standingOut(element: UndersignedPetition): string[] {
  const root = inside(element, '.root')
  const out = root.scrollWidth > root.clientWidth ? ['it scrolls sideways'] : []
  const edge = element.getBoundingClientRect()
  for (const one of element.shadowRoot!.querySelectorAll<HTMLElement>('.root *')) {
    if (one.closest('.trap, .unseen, option')) continue
    const { left, right, width } = one.getBoundingClientRect()
    if (width > 0 && (left < edge.left - 0.5 || right > edge.right + 0.5)) out.push(nameOf(one))
  }
  return out
}

/** How far everything is from one side of the element. */
function boxes(element: UndersignedPetition, side: 'left' | 'right'): Map<HTMLElement, number> {
  const edge = element.getBoundingClientRect()[side]
  // Text may be broken elsewhere by a hair; blocks and controls may not move.
  const all = element.shadowRoot!.querySelectorAll<HTMLElement>('button, input, select, p, div, dl')
  return new Map(
    [...all]
      // What the petition says itself goes the way of its own language.
      .filter(
        (one) =>
          !one.closest('.trap, .unseen, [dir=auto]:not(input, textarea)') &&
          one.getClientRects().length > 0,
      )
      .map((one) => [one, Math.abs(one.getBoundingClientRect()[side] - edge)]),
  )
}
